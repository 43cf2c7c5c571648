import { z } from 'zod'
import { lockCreator } from '../agency/index.ts'
import type { Sql } from '../database/sql.ts'
import { bySystem, type Cause, type Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { type Guardrails, insertGuardrails, readChange, readGuardrails } from './store.ts'

const phrases = z.array(z.string().trim().min(1).max(100)).max(500)

const minute = z.int().min(0).max(1_439)

/** What an agency sets for a creator. Prices in minor units of the creator's currency. */
export const GuardrailFields = z.strictObject({
  forbiddenWords: phrases.default([]),
  escalationTriggers: phrases.default([]),
  outsideBoundaries: phrases.default([]),
  /** At least one: a limit of zero would be a ban, and bans are said, not counted. */
  maxPerHour: z.int().min(1).max(60).default(4),
  cooldownMinutes: z.int().min(0).max(1440).default(5),
  floorMinor: z.int().min(0).max(100_000_000),
  ceilingMinor: z.int().min(1).max(100_000_000),
  /** Null: every price is one person's to approve. Zero: every price takes two. */
  secondPersonAboveMinor: z.int().min(0).max(100_000_000).nullable().default(null),
  secondPersonForCustom: z.boolean().default(false),
  /** Of offers. Null: one person starts any; zero: every one takes two. */
  secondPersonAboveDiscountPercent: z.int().min(0).max(100).nullable().default(null),
  /** Minutes of the day where the fan is; over midnight where the first is the later one. */
  quietFrom: minute.nullable().default(null),
  quietTo: minute.nullable().default(null),
  /** Null: no limit, for this and the two caps. */
  plainPerHour: z.int().min(1).max(60).nullable().default(null),
  perDayMinor: z.int().min(0).max(100_000_000).nullable().default(null),
  perFanMinor: z.int().min(0).max(100_000_000).nullable().default(null),
})
export type GuardrailFields = z.input<typeof GuardrailFields>

const inOrder = ({ floorMinor, ceilingMinor }: z.infer<typeof GuardrailFields>) => floorMinor <= ceilingMinor
/** Quiet at no minute or at every one can't be told apart by two equal times: neither is meant. */
const bothOrNone = ({ quietFrom, quietTo }: z.infer<typeof GuardrailFields>) =>
  quietFrom === null ? quietTo === null : quietTo !== null && quietTo !== quietFrom
/** What is asked in a day is asked in the thirty days too: a day's cap above theirs would never be reached. */
const capsInOrder = ({ perDayMinor, perFanMinor }: z.infer<typeof GuardrailFields>) =>
  perDayMinor === null || perFanMinor === null || perDayMinor <= perFanMinor
const CAPS = {
  error: 'Per day, of 24 hours, may not be above Per fan, of 30 days: the day’s cap would never be reached',
  path: ['perDayMinor'],
}
const PAIR = { error: 'quiet hours have a beginning and another end, or neither', path: ['quietTo'] }
const ORDER = { error: 'the floor may not be above the ceiling', path: ['floorMinor'] }

/** What can be set, checked field by field and together. */
export const checkGuardrails = GuardrailFields.refine(inOrder, ORDER).refine(bothOrNone, PAIR).refine(capsInOrder, CAPS)

const NewGuardrails = GuardrailFields.extend({ agencyId: z.uuid(), creatorId: z.uuid() })
  .refine(inOrder, ORDER)
  .refine(bothOrNone, PAIR)
  .refine(capsInOrder, CAPS)
export type NewGuardrails = z.input<typeof NewGuardrails>

export type GuardrailsSet =
  | { kind: 'saved'; version: number }
  | { kind: 'unknown-creator' }
  /** Another version than the one that was seen: who set it, null for the program. */
  | { kind: 'changed'; setById: string | null; newest: number }

/**
 * Sets what an agency adds to the built-in rules for a creator, as a new version. There is nothing here that could weaken
 * a built-in one. `seen` is the version that the writer saw, 0 for none: another one by now, and nothing is stored. Bad
 * input throws a `ZodError`.
 */
export async function setGuardrails(
  ground: Ground,
  input: NewGuardrails,
  by: Cause = bySystem('setup'),
  seen?: number,
): Promise<GuardrailsSet> {
  return ground.database.transaction('set-guardrails', (sql) => changeGuardrails(ground, sql, input, by, seen))
}

/** Part: of `setGuardrails`. */
export async function changeGuardrails(
  { clock, facts }: Ground,
  sql: Sql,
  input: NewGuardrails,
  by: Cause,
  seen?: number,
): Promise<GuardrailsSet> {
  const { agencyId, creatorId, ...rules } = NewGuardrails.parse(input)
  const at = clock.now()
  if (!(await lockCreator(sql, agencyId, creatorId))) return { kind: 'unknown-creator' }
  const newest: Pick<Guardrails, 'version'> = (await readGuardrails(sql, agencyId, creatorId)) ?? { version: 0 }
  if (seen !== undefined && seen !== newest.version) {
    const change = await readChange(sql, agencyId, creatorId, newest.version)
    return { kind: 'changed', setById: change?.setById ?? null, newest: newest.version }
  }
  const setById = by.kind === 'operator' ? by.id : null
  const version = await insertGuardrails(sql, agencyId, creatorId, rules, { at, setById })
  // The public line about it is a card of its own.
  const data = { version, noticeId: newId(clock) }
  await facts.record(sql, [{ agencyId, name: 'guardrails.set', subject: creatorId, by, data, at }])
  return { kind: 'saved', version }
}
