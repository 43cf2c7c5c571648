import type { Sql } from '../database/sql.ts'
import type { Cause, FactData } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { checkReferences, checkRunning } from './check-terms.ts'
import type { OffersDeps } from './deps.ts'
import { changedFields, duplicateOf, type Offer, statusOf } from './offer.ts'
import { deleteOffer, insertOffer, lockOffer, readOffer, readVersion, updateOffer } from './store.ts'
import { OfferFields, type Terms, termsOf } from './terms.ts'

/** Which offer, and the version of it that the writer saw. */
export interface Seen {
  id: string
  version: number
}

export type OfferRefusal =
  | { kind: 'unknown' }
  | { kind: 'unknown-creator' }
  /** Another version than was seen: who made it (null: a program), and what of the terms it changed. */
  | { kind: 'changed'; byId: string | null; newest: number; fields: (keyof Terms)[] }
  /** Ended or past its time: it changes no more. */
  | { kind: 'over' }
  | { kind: 'not-draft' }
  | { kind: 'same-person' }
  /** A program may not change these fields of an offer that a person started. */
  | { kind: 'people-only'; fields: (keyof Terms)[] }
export type OfferChanged = { kind: 'stored'; offer: Offer } | OfferRefusal

export const operatorOf = (by: Cause): string | null => (by.kind === 'operator' ? by.id : null)

/** Part: says what happened to an offer; codes and ids only. */
export const factOf = (agencyId: string, offer: Offer, name: string, by: Cause, more: FactData = {}) => ({
  ...{ agencyId, name, subject: offer.id, by, at: offer.changedAt },
  data: { creatorId: offer.creatorId, version: offer.version, state: offer.state, ...more },
})

/** Stores a draft of an offer; it runs when a person starts it. Bad input throws a `ZodError`. */
export async function createOffer(
  deps: OffersDeps,
  input: { agencyId: string; creatorId: string; terms: OfferFields },
  by: Cause,
): Promise<OfferChanged> {
  const terms = OfferFields.parse(input.terms)
  return deps.ground.database.transaction('create-offer', (sql) =>
    storeDraft(deps, sql, { ...input, terms, id: newId(deps.ground.clock) }, by),
  )
}

/** Part: stores a draft of an offer under an id that no other has. */
export async function storeDraft(
  deps: OffersDeps,
  sql: Sql,
  { agencyId, creatorId, terms, id }: { agencyId: string; creatorId: string; terms: Terms; id: string },
  by: Cause,
): Promise<OfferChanged> {
  const creator = await deps.agencies.creator(sql, agencyId, creatorId)
  if (!creator) return { kind: 'unknown-creator' }
  await checkReferences(deps, sql, agencyId, creator, terms)
  const at = deps.ground.clock.now()
  const offer: Offer = {
    ...terms,
    ...{ id, creatorId, currency: creator.currency, state: 'draft', version: 1, redemptionCount: 0 },
    ...{ createdAt: at, changedAt: at, changedById: operatorOf(by), firstById: null },
  }
  await insertOffer(sql, agencyId, offer)
  await deps.ground.facts.record(sql, [factOf(agencyId, offer, 'offer.created', by)])
  return { kind: 'stored', offer }
}

/**
 * Changes what an offer says; `seen` is the version that the writer read, and another one by now stores nothing. Of one
 * that runs, a discount that needs a second person stops it until that person agrees, and a program changes only its name
 * and description: what a person started gives what people made it give. Bad input throws a `ZodError`.
 */
export async function editOffer(
  deps: OffersDeps,
  agencyId: string,
  seen: Seen,
  input: Partial<OfferFields>,
  by: Cause,
): Promise<OfferChanged> {
  return changeOffer(deps, 'edit-offer', agencyId, seen, async (sql, offer, at) => {
    if (['ended', 'expired'].includes(statusOf(offer, at))) return { kind: 'over' }
    const terms = OfferFields.parse({ ...termsOf(offer), ...input })
    const creator = await deps.agencies.creator(sql, agencyId, offer.creatorId)
    if (!creator) return { kind: 'unknown-creator' }
    await checkReferences(deps, sql, agencyId, creator, terms)
    const fields = changedFields(offer, terms)
    const forPeople = peopleOnly(offer, fields, by)
    if (forPeople.length > 0) return { kind: 'people-only', fields: forPeople }
    const next = nextVersion({ ...offer, ...terms }, by, at)
    if (offer.state !== 'draft') {
      const percent = await checkRunning(deps, sql, agencyId, next)
      // Who changes what waits for agreement is the first: nobody agrees to their own words.
      const asksAgain = offer.state === 'second' || fields.some((field) => DISCOUNT.includes(field))
      if (asksAgain && (await takesTwo(deps, sql, agencyId, next, percent))) {
        Object.assign(next, { state: 'second', firstById: operatorOf(by) } satisfies Partial<Offer>)
      }
    }
    await updateOffer(sql, agencyId, next)
    await deps.ground.facts.record(sql, [factOf(agencyId, next, 'offer.edited', by, { fields })])
    return { kind: 'stored', offer: next }
  })
}

/** What it gives, and to whom: two who agreed to it agreed to this. */
const DISCOUNT: readonly (keyof Terms)[] = [
  'discountType',
  'discountValue',
  'contentIds',
  'audience',
  'floorMinor',
  'stacks',
]
/** Which of the changed fields only a person may change: of an offer that runs, all that isn't words. */
const peopleOnly = ({ state }: Offer, fields: readonly (keyof Terms)[], by: Cause): (keyof Terms)[] =>
  state === 'live' && by.kind !== 'operator' ? fields.filter((field) => !SAID.includes(field)) : []

/** What takes nothing off. */
const SAID: readonly (keyof Terms)[] = ['name', 'description']

export const nextVersion = (offer: Offer, by: Cause, at: Date): Offer => ({
  ...offer,
  version: offer.version + 1,
  changedAt: at,
  changedById: operatorOf(by),
})

/** Part: whether so much off needs a second person, by the strictest guardrails of all creators whose fans it is for. */
export async function takesTwo(
  { guardrails }: Pick<OffersDeps, 'guardrails'>,
  sql: Sql,
  agencyId: string,
  { creatorId, audience }: Offer,
  percent: number,
): Promise<boolean> {
  for (const id of new Set([creatorId, ...audience.creatorIds])) {
    const { secondPersonAboveDiscountPercent: above } = await guardrails.rules(sql, agencyId, id)
    if (above !== null && percent > above) return true
  }
  return false
}

/** Ends an offer at once, and for good. */
export async function endOffer(deps: OffersDeps, agencyId: string, seen: Seen, by: Cause): Promise<OfferChanged> {
  return changeOffer(deps, 'end-offer', agencyId, seen, async (sql, offer, at) => {
    if (offer.state === 'ended') return { kind: 'over' }
    const next = { ...nextVersion(offer, by, at), state: 'ended' as const, firstById: null }
    await updateOffer(sql, agencyId, next)
    await deps.ground.facts.record(sql, [factOf(agencyId, next, 'offer.ended', by)])
    return { kind: 'stored', offer: next }
  })
}

/** Removes a draft that never ran; what ran is ended instead, as its redemptions stand. */
export async function removeDraft(deps: OffersDeps, agencyId: string, seen: Seen, by: Cause): Promise<OfferChanged> {
  return changeOffer(deps, 'remove-offer', agencyId, seen, async (sql, offer, at) => {
    if (offer.state !== 'draft' || offer.redemptionCount > 0) return { kind: 'not-draft' }
    await deleteOffer(sql, agencyId, offer.id)
    const fact = factOf(agencyId, { ...offer, changedAt: at }, 'offer.removed', by)
    await deps.ground.facts.record(sql, [fact])
    return { kind: 'stored', offer }
  })
}

/** The same offer anew, as a draft that begins now. Also of one that is over. */
export async function duplicateOffer(deps: OffersDeps, agencyId: string, id: string, by: Cause): Promise<OfferChanged> {
  const { database, clock, facts } = deps.ground
  return database.transaction('duplicate-offer', async (sql): Promise<OfferChanged> => {
    const offer = await readOffer(sql, agencyId, id)
    if (!offer) return { kind: 'unknown' }
    const copy = duplicateOf(offer, { id: newId(clock), at: clock.now(), byId: operatorOf(by) })
    await insertOffer(sql, agencyId, copy)
    await facts.record(sql, [factOf(agencyId, copy, 'offer.duplicated', by, { of: id })])
    return { kind: 'stored', offer: copy }
  })
}

/** One change of an offer under its row lock, by whoever saw its newest version. */
export async function changeOffer(
  { ground }: Pick<OffersDeps, 'ground'>,
  name: string,
  agencyId: string,
  seen: Seen,
  change: (sql: Sql, offer: Offer, at: Date) => Promise<OfferChanged>,
): Promise<OfferChanged> {
  return ground.database.transaction(name, async (sql): Promise<OfferChanged> => {
    const offer = await lockOffer(sql, agencyId, seen.id)
    if (!offer) return { kind: 'unknown' }
    if (offer.version === seen.version) return change(sql, offer, ground.clock.now())
    const before = OfferFields.safeParse(await readVersion(sql, agencyId, seen.id, seen.version)).data
    const fields = before ? changedFields(before, offer) : []
    return { kind: 'changed', byId: offer.changedById, newest: offer.version, fields }
  })
}
