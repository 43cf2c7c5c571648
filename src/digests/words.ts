import { formatMoney, type Money, minorDigits, wholeMinor } from '../kernel/money.ts'
import type { Metric } from './explain-alarm.ts'
import { english, type Words } from './words-en.ts'
import { french } from './words-fr.ts'

export type { Words } from './words-en.ts'

/** Languages in which digests and alerts are written. One more is one more object of `Words`. */
export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

export const WORDS: Record<Language, Words> = { en: english, fr: french }

/** An amount of a figure in its unit. */
export function amountOf(words: Words, metric: Metric, amount: number, currency: string): string {
  if (metric === 'revenue' || metric === 'refunds')
    return moneyIn(words, { minor: wholeUnits(amount, currency), currency })
  return metric === 'response-time'
    ? words.minutes(amount)
    : amount.toLocaleString(words.locale, { maximumFractionDigits: 0 })
}

/** `$612`, and in French `612 $`. */
export function moneyIn({ locale }: { locale: string }, { minor, currency }: Money): string {
  if (locale.startsWith('en')) return formatMoney({ minor, currency })
  const digits = minorDigits(currency)
  const shown = minor % 10 ** digits === 0 ? 0 : digits
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  return new Intl.NumberFormat(locale, { ...style, minimumFractionDigits: shown, maximumFractionDigits: shown }).format(
    minor / 10 ** digits,
  )
}

/** Minor units in one unit of a currency: 100 cents, 1 yen. */
export const unitOf = (currency: string): number => 10 ** minorDigits(currency)

/** Figures of a day are read in whole units from ten on. */
function wholeUnits(minor: number, currency: string): number {
  return Math.abs(minor) >= 10 * unitOf(currency) ? wholeMinor({ minor, currency }) : Math.round(minor)
}

/** `Thu 19 Nov`, `jeu. 19 nov.` */
export const dayName = (words: Words, day: string): string =>
  new Intl.DateTimeFormat(words.locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(',', '')

export const weekdayName = (words: Words, day: string): string =>
  new Intl.DateTimeFormat(words.locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
