import { z } from 'zod'
import { Audience } from './audience.ts'

export const DISCOUNT_TYPES = ['percentage', 'fixed', 'bogo', 'bundle'] as const
export type DiscountType = (typeof DISCOUNT_TYPES)[number]

const DAY_MS = 86_400_000
/** Longer is no offer but a price. */
const LONGEST_DAYS = 366
const instant = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))], {
  error: 'a moment with its zone, such as 2026-12-24T18:00:00Z',
})
const limit = z.int().min(1).max(1_000_000).nullable().default(null)

/**
 * What an offer says. `discountValue`: percent of a `percentage`, minor units off with `fixed`, the price in minor units of
 * a `bundle`, 0 of a `bogo` (of every two, the cheaper one is free). Money in the currency of the offer's creator.
 */
const Fields = z.strictObject({
  name: z.string().trim().min(1).max(60),
  description: z.string().trim().max(500).default(''),
  discountType: z.enum(DISCOUNT_TYPES),
  discountValue: z.int().min(0).max(100_000_000),
  /** Empty: everything that is for sale. */
  contentIds: z.array(z.uuid()).max(50).default([]),
  audience: Audience.prefault({}),
  validFrom: instant,
  /** The first instant at which it holds no more. */
  validUntil: instant,
  /** Redemptions; null: no limit. A day is one where the creator is. */
  limitTotal: limit,
  limitPerFan: limit,
  limitPerDay: limit,
  /** May be combined with others that may. */
  stacks: z.boolean().default(false),
  /** With it nothing costs less; what is listed below stays as it is. */
  floorMinor: z.int().min(0).max(100_000_000).default(0),
})
export type Terms = z.output<typeof Fields>

/** Each field as JSON holds it, for who describes what may be sent; whether they fit together `OfferFields` says. */
export const OfferBody = Fields.extend({
  validFrom: z.iso.datetime({ offset: true }),
  validUntil: z.iso.datetime({ offset: true }),
})

const FIELDS = Object.keys(Fields.shape) as (keyof Terms)[]

/** The terms alone of what holds more. */
export const termsOf = (offer: Terms): Terms =>
  Object.fromEntries(FIELDS.map((field) => [field, offer[field]])) as unknown as Terms

const VALUES: Record<DiscountType, { from: number; to: number; error: string }> = {
  percentage: { from: 1, to: 100, error: 'a percentage is 1 to 100' },
  fixed: { from: 1, to: 100_000_000, error: 'the amount off must be above nothing' },
  bogo: { from: 0, to: 0, error: 'buy one, get one has no value: 0' },
  bundle: { from: 1, to: 100_000_000, error: 'the price of a bundle must be above nothing' },
}

/** Terms as they come from outside; bad ones throw a `ZodError` that names the field. */
export const OfferFields = Fields.superRefine((terms, context) => {
  const issue = (field: keyof Terms, message: string) => context.addIssue({ code: 'custom', path: [field], message })
  const { from, to, error } = VALUES[terms.discountType]
  if (terms.discountValue < from || terms.discountValue > to) issue('discountValue', error)
  if (new Set(terms.contentIds).size < terms.contentIds.length)
    issue('contentIds', 'the same content stands in it twice')
  // None yet: a draft whose content is still to be chosen.
  if (terms.discountType === 'bundle' && terms.contentIds.length === 1) issue('contentIds', 'a bundle has two or more')
  const spanMs = terms.validUntil.getTime() - terms.validFrom.getTime()
  if (spanMs <= 0) issue('validUntil', 'it must end after it begins')
  if (spanMs > LONGEST_DAYS * DAY_MS) issue('validUntil', `it may hold for ${LONGEST_DAYS} days at most`)
})
export type OfferFields = z.input<typeof OfferFields>

/** A piece of content at its listed price, minor units. */
export interface Priced {
  id: string
  priceMinor: number
}

/** What is wrong with a bundle that is to run; null when it is one: two or more, together cheaper than one by one. */
export function bundleProblem(
  { contentIds, discountValue }: Pick<Terms, 'contentIds' | 'discountValue'>,
  assets: readonly Priced[],
): 'too-few' | 'not-cheaper' | null {
  const inside = assets.filter(({ id }) => contentIds.includes(id))
  if (new Set(contentIds).size < 2 || inside.length < contentIds.length) return 'too-few'
  return discountValue < sumOf(inside) ? null : 'not-cheaper'
}

export const sumOf = (assets: readonly Priced[]): number => assets.reduce((sum, { priceMinor }) => sum + priceMinor, 0)

/**
 * The most of a listed price that an offer takes off, in whole percents rounded up. `assets`: what it covers. Where nothing
 * is known to compare with, all of it.
 */
export function discountPercent(
  { discountType, discountValue }: Pick<Terms, 'discountType' | 'discountValue'>,
  assets: readonly Priced[],
): number {
  if (discountType === 'percentage') return discountValue
  if (discountType === 'bogo') return 50
  const listed = assets.filter(({ priceMinor }) => priceMinor > 0)
  const whole = discountType === 'bundle' ? sumOf(listed) : Math.min(...listed.map(({ priceMinor }) => priceMinor))
  if (listed.length === 0) return 100
  const off = discountType === 'bundle' ? whole - discountValue : discountValue
  return Math.min(100, Math.max(0, Math.ceil((off * 100) / whole)))
}
