import { z } from 'zod'
import type { Creator } from '../agency/index.ts'
import type { Sql } from '../database/sql.ts'
import { formatMoney } from '../kernel/money.ts'
import type { OffersDeps } from './deps.ts'
import type { Offer } from './offer.ts'
import { belowNothing } from './price-with.ts'
import { stackingWith } from './store.ts'
import { bundleProblem, discountPercent, type Priced, sumOf, type Terms } from './terms.ts'
import { words } from './words.ts'

/** What is wrong with a field that only the agency's other rows can tell: refused like any other bad field. */
const fieldProblem = (field: keyof Terms, message: string): z.ZodError =>
  new z.ZodError([{ code: 'custom', path: [field], input: undefined, message }])

type Deps = Pick<OffersDeps, 'agencies' | 'content'>

/**
 * Part: that its content and creators are there and of one currency, and a bundle's price below what its content costs one by
 * one. Throws a `ZodError` that names the field.
 */
export async function checkReferences(deps: Deps, sql: Sql, agencyId: string, creator: Creator, terms: Terms) {
  const creatorIds = [creator.id, ...terms.audience.creatorIds]
  for (const id of terms.audience.creatorIds) {
    const other = await deps.agencies.creator(sql, agencyId, id)
    if (!other) throw fieldProblem('audience', words.noSuchCreator)
    if (other.currency !== creator.currency) throw fieldProblem('audience', words.otherCurrency(other.name))
  }
  const assets = await deps.content.assets(sql, agencyId, terms.contentIds)
  for (const id of terms.contentIds) {
    const asset = assets.get(id)
    if (!asset || !creatorIds.includes(asset.creatorId)) throw fieldProblem('contentIds', words.noSuchContent)
    if (asset.currency !== creator.currency) throw fieldProblem('contentIds', words.otherCurrency(asset.title))
  }
  const { currency } = creator
  if (terms.discountType === 'bundle' && bundleProblem(terms, [...assets.values()]) === 'not-cheaper')
    throw notCheaper([...assets.values()], currency)
}

const notCheaper = (assets: readonly Priced[], currency: string): z.ZodError =>
  fieldProblem('discountValue', words.bundleNotCheaper(formatMoney({ minor: sumOf(assets), currency })))

/** What an offer covers, at its listed price. */
async function coveredBy({ content }: Deps, sql: Sql, agencyId: string, offer: Offer) {
  const all =
    offer.contentIds.length > 0
      ? [...(await content.assets(sql, agencyId, offer.contentIds)).values()]
      : await content.ofCreators(sql, agencyId, [offer.creatorId, ...offer.audience.creatorIds])
  return all.filter(({ currency }) => currency === offer.currency)
}

/**
 * Part: what an offer would do once it runs. Throws a `ZodError` where it can't be: a bundle that is none, or a price below
 * nothing, alone or with the others that stack. Returns the most it takes off, in percent.
 */
export async function checkRunning(deps: Deps, sql: Sql, agencyId: string, offer: Offer): Promise<number> {
  const covered = await coveredBy(deps, sql, agencyId, offer)
  if (offer.discountType === 'bundle') {
    const problem = bundleProblem(offer, covered)
    if (problem === 'too-few') throw fieldProblem('contentIds', words.bundleTooFew)
    if (problem === 'not-cheaper') throw notCheaper(covered, offer.currency)
  }
  const named = covered.filter(({ id }) => offer.contentIds.includes(id))
  const free = belowNothing([offer], named)
  if (free) throw fieldProblem('discountValue', below(null, free, covered, offer.currency))
  if (offer.stacks) await checkStacking(sql, agencyId, offer, covered)
  return discountPercent(offer, covered)
}

async function checkStacking(
  sql: Sql,
  agencyId: string,
  offer: Offer,
  covered: readonly (Priced & { title: string })[],
): Promise<void> {
  const others = await stackingWith(sql, agencyId, offer)
  // "$5 off everything" makes free what costs less: the price stays at nothing, and no second offer is to blame.
  const priced = covered.filter((asset) => [offer, ...others].every((each) => !belowNothing([each], [asset])))
  const clash = belowNothing([offer, ...others], priced)
  if (!clash) return
  // The one that is enough is named; where none is alone, the first of them.
  const named = others.find((other) => belowNothing([offer, other], priced)) ?? others[0]
  throw fieldProblem('stacks', below(named?.name ?? null, clash, covered, offer.currency))
}

function below(
  other: string | null,
  { assetId, minor }: { assetId: string; minor: number },
  assets: readonly (Priced & { title: string })[],
  currency: string,
): string {
  const title = assets.find(({ id }) => id === assetId)?.title ?? ''
  return words.belowNothing(other, title, formatMoney({ minor, currency }))
}
