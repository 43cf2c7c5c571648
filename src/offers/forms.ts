import { actionId, type Field, type Filled, type Form } from '../desk/index.ts'
import { parseMinor } from '../kernel/money.ts'
import { audienceText, type Named, readAudience } from './audience-text.ts'
import { NEW_OFFER } from './cards.ts'
import type { Offer } from './offer.ts'
import { DISCOUNT_TYPES, type OfferFields, type Terms } from './terms.ts'
import { daysLater, localText, readLocal } from './validity.ts'
import { words } from './words.ts'

/** The two pages of `cards.md` §4, each stored when it is sent, and what is rarely needed. */
export const PAGES = ['offer-basics', 'offer-content', 'offer-more'] as const
export type Page = (typeof PAGES)[number]

/** What a page needs to know beside the offer: names, and the zone that its times are in. */
export interface About extends Named {
  zone: string
  assets: readonly { id: string; title: string }[]
}

/** What was typed, as terms; or what is wrong, by field. */
export type Read = { terms: Partial<OfferFields> } | { errors: Record<string, string> }

const DAY_MS = 86_400_000
const FIRST_DAYS = 7
const MOST = 1_000_000

/** Field of the terms → field of the page that asks for it. */
const ASKED: Partial<Record<keyof Terms, string>> = {
  discountType: 'kind',
  discountValue: 'value',
  audience: 'audience',
  contentIds: 'content',
  limitTotal: 'uses',
  limitPerFan: 'usesAFan',
  limitPerDay: 'usesADay',
  floorMinor: 'floor',
  validFrom: 'from',
}

/** The field of a page under which a problem with the terms stands. */
export function fieldOf(path: unknown, page: Page): string {
  if (path === 'validUntil') return page === 'offer-basics' ? 'days' : 'until'
  // A bundle's price is too much for the content that was just chosen.
  if (path === 'discountValue' && page === 'offer-content') return 'content'
  return ASKED[path as keyof Terms] ?? String(path)
}

/** A page with what the offer says now; null: a new one of that creator. */
export function pageForm(page: Page, offer: Offer | null, creatorId: string, about: About): Form {
  const last = page !== 'offer-basics'
  return {
    action: offer ? actionId(page, offer.id, offer.version) : actionId(NEW_OFFER, creatorId, 0),
    title: words.formTitle,
    submit: last ? words.store : words.storeAndNext,
    intro: [],
    fields:
      page === 'offer-basics'
        ? basics(offer, about)
        : page === 'offer-content'
          ? contents(offer, about)
          : more(offer, about),
  }
}

function basics(offer: Offer | null, about: About): Field[] {
  const kinds = DISCOUNT_TYPES.map((value) => ({ value, label: words.kind(value) }))
  return [
    { id: 'name', label: words.name, input: { as: 'line', max: 60, ...(offer && { value: offer.name }) } },
    {
      id: 'kind',
      label: words.kindLabel,
      input: { as: 'choice', options: kinds, value: offer?.discountType ?? 'percentage' },
    },
    {
      ...{ id: 'value', label: words.valueLabel, hint: words.valueHint(about.currency), optional: true as const },
      input: { as: 'line', max: 12, ...(offer && { value: valueText(offer) }) },
    },
    {
      ...{ id: 'audience', label: words.forWhom, hint: words.audienceHint, optional: true as const },
      input: { as: 'area', max: 1_000, value: offer ? audienceText(offer.audience, about) : 'everyone' },
    },
    {
      id: 'days',
      label: words.days,
      input: { as: 'number', from: 1, to: 366, value: offer ? daysOf(offer) : FIRST_DAYS },
    },
  ]
}

function contents(offer: Offer | null, about: About): Field[] {
  const titles = (offer?.contentIds ?? []).map((id) => about.assets.find((asset) => asset.id === id)?.title ?? id)
  return [
    {
      ...{ id: 'content', label: words.content, hint: words.contentHint, optional: true as const },
      input: { as: 'area', max: 2_900, value: titles.join('\n') },
    },
    limitField('uses', words.usesLabel, offer?.limitTotal),
    limitField('usesAFan', words.usesAFan, offer?.limitPerFan),
  ]
}

function more(offer: Offer | null, { zone, currency }: About): Field[] {
  const at = (when: Date | undefined) => (when ? { value: localText(when, zone) } : {})
  const money = (minor: number) => ({ minor, currency })
  const stacks = [false, true].map((yes) => ({ value: yes ? 'yes' : 'no', label: words.stacks(yes) }))
  return [
    {
      id: 'from',
      label: words.from,
      hint: words.localHint(zone),
      input: { as: 'line', max: 16, ...at(offer?.validFrom) },
    },
    {
      id: 'until',
      label: words.until,
      hint: words.localHint(zone),
      input: { as: 'line', max: 16, ...at(offer?.validUntil) },
    },
    limitField('usesADay', words.usesADay, offer?.limitPerDay),
    {
      ...{ id: 'floor', label: words.floor, hint: words.floorHint },
      input: { as: 'money', from: money(0), to: money(100_000_000), value: money(offer?.floorMinor ?? 0) },
    },
    {
      id: 'stacks',
      label: words.together,
      input: { as: 'choice', options: stacks, value: offer?.stacks ? 'yes' : 'no' },
    },
  ]
}

const limitField = (id: string, label: string, value: number | null | undefined): Field => ({
  ...{ id, label, hint: words.limitHint, optional: true as const },
  input: { as: 'number', from: 1, to: MOST, ...(typeof value === 'number' && { value }) },
})

const daysOf = ({ validFrom, validUntil }: Offer): number =>
  Math.max(1, Math.round((validUntil.getTime() - validFrom.getTime()) / DAY_MS))

function valueText({ discountType, discountValue, currency }: Offer): string {
  if (discountType === 'bogo') return ''
  if (discountType === 'percentage') return String(discountValue)
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return (discountValue / 10 ** digits).toFixed(discountValue % 10 ** digits === 0 ? 0 : digits)
}

/** What was typed on a page. What can't be read at all stands in `errors`; what it means is checked by the slice. */
export function readPage(page: Page, offer: Offer | null, filled: Filled, about: About, now: Date): Read {
  if (page === 'offer-basics') return readBasics(offer, filled, about, now)
  return page === 'offer-content' ? readContents(offer, filled, about) : readMore(filled, about)
}

function readBasics(offer: Offer | null, filled: Filled, about: About, now: Date): Read {
  const discountType = DISCOUNT_TYPES.find((each) => each === filled.kind) ?? 'percentage'
  const discountValue = readValue(discountType, filled.value ?? '', about.currency)
  const audience = readAudience(filled.audience ?? '', about)
  const days = readCount(filled.days ?? '')
  if (discountValue === null || typeof audience === 'string' || days === null || days > 366) {
    return {
      errors: {
        ...(discountValue === null && { value: words.badValue(discountType, filled.value ?? '') }),
        ...(typeof audience === 'string' && { audience }),
        ...((days === null || days > 366) && { days: words.badDays }),
      },
    }
  }
  const validFrom = offer?.validFrom ?? now
  const terms = { name: filled.name ?? '', discountType, discountValue, audience, validFrom }
  const validUntil = endOf(offer, days, daysLater(about.zone, validFrom, days))
  // Another kind with one piece of content left is no bundle: the next page asks for it.
  const fits = discountType !== 'bundle' || offer?.contentIds.length !== 1
  return { terms: { ...terms, validUntil, ...(!fits && { contentIds: [] }) } }
}

/** Where the days are untouched, the end stays to the minute. */
const endOf = (offer: Offer | null, days: number, later: Date): Date =>
  offer !== null && days === daysOf(offer) ? offer.validUntil : later

function readValue(type: Terms['discountType'], typed: string, currency: string): number | null {
  if (type === 'bogo') return 0
  const text = typed.trim().replace(/%$/, '')
  const value = type === 'percentage' ? readCount(text) : parseMinor(text, currency)
  return type === 'percentage' && value !== null && value > 100 ? null : value
}

/** A whole number above nothing; null for anything else. */
function readCount(typed: string): number | null {
  const [, digits] = /^\s*(\d{1,7})\s*$/.exec(typed) ?? []
  return digits === undefined || Number(digits) === 0 ? null : Number(digits)
}

function readContents(offer: Offer | null, filled: Filled, { assets }: About): Read {
  const errors: Record<string, string> = {}
  const typed = (filled.content ?? '').split(/\r?\n/).map((line) => line.trim())
  const contentIds: string[] = []
  for (const line of typed.filter((each) => each !== '')) {
    const wanted = line.toLowerCase()
    const found = assets.filter(({ id, title }) => id === line || title.toLowerCase() === wanted)
    if (found.length !== 1 || !found[0]) errors.content ??= words.badContent(line, found.length)
    else if (!contentIds.includes(found[0].id)) contentIds.push(found[0].id)
  }
  if (offer?.discountType === 'bundle' && contentIds.length < 2) errors.content ??= words.bundleTooFew
  const limits = { limitTotal: filled.uses, limitPerFan: filled.usesAFan }
  return { ...readLimits(limits, { contentIds }, errors) }
}

function readLimits(
  typed: Partial<Record<'limitTotal' | 'limitPerFan' | 'limitPerDay', string | undefined>>,
  terms: Partial<OfferFields>,
  errors: Record<string, string>,
): Read {
  for (const [field, text = ''] of Object.entries(typed)) {
    const count = readCount(text)
    if (count === null && text.trim() !== '') errors[ASKED[field as keyof Terms] ?? field] = words.badCount(text)
    Object.assign(terms, { [field]: count })
  }
  return Object.keys(errors).length > 0 ? { errors } : { terms }
}

function readMore(filled: Filled, { zone, currency }: About): Read {
  const errors: Record<string, string> = {}
  const [validFrom, validUntil] = [readLocal(filled.from ?? '', zone), readLocal(filled.until ?? '', zone)]
  if (!validFrom) errors.from = words.badTime(filled.from ?? '')
  if (!validUntil) errors.until = words.badTime(filled.until ?? '')
  const floorMinor = parseMinor(filled.floor ?? '0', currency)
  if (floorMinor === null) errors.floor = words.badMoney(filled.floor ?? '')
  const read = readLimits({ limitPerDay: filled.usesADay }, { stacks: filled.stacks === 'yes' }, errors)
  if ('errors' in read || !validFrom || !validUntil || floorMinor === null) return { errors }
  return { terms: { ...read.terms, validFrom, validUntil, floorMinor } }
}
