import { minorDigits } from '../kernel/money.ts'
import type { Refusal } from './trouble.ts'
import { words } from './words.ts'

export type DecimalMark = '.' | ','

/** An amount as a cell has it: minor units, and the currency that its sign or code names. */
export interface ReadAmount {
  minor: number
  currency: string | null
}

/** As `POST /v1/events` allows. */
const MINOR_MAX = 1_000_000_000
const SIGNS: Record<string, string> = { '€': 'EUR', '£': 'GBP', '¥': 'JPY', '₹': 'INR', '₽': 'RUB', '₩': 'KRW' }
/** Every kind of blank and apostrophe that groups digits. */
const BLANKS = /[\s\u00a0\u2007\u2009\u202f'’]/g
const WRITTEN = /^(?<before>[A-Z]{2,3}\$|[A-Z]{3}|\p{Sc})?(?<digits>[\d.,]+)(?<after>[A-Z]{3}|\p{Sc})?$/u

interface Bare {
  negative: boolean
  digits: string
  currency: string | null
}

/** Takes sign, currency and blanks off; null when what is left isn't digits. */
function bare(cell: string): Bare | null {
  const text = cell.replace(BLANKS, '').replaceAll('−', '-')
  const inParentheses = /^\((.*)\)$/.exec(text)
  const unsigned = (inParentheses?.[1] ?? text).replace(/^([A-Z]{3}|\p{Sc})?[-+]|-$/u, (sign) =>
    sign.replace(/[-+]/, ''),
  )
  const match = WRITTEN.exec(unsigned)
  if (!match?.groups) return null
  const { before, digits = '', after } = match.groups
  const named = before ?? after ?? null
  return {
    negative: inParentheses !== null || /^([A-Z]{3}|\p{Sc})?-|-$/u.test(text),
    digits,
    currency: named === null ? null : currencyOf(named),
  }
}

/** A dollar sign alone names no country's dollar. */
const currencyOf = (named: string): string | null =>
  /^[A-Z]{3}$/.test(named) ? named : named === 'US$' ? 'USD' : named === 'CA$' ? 'CAD' : (SIGNS[named] ?? null)

/**
 * What a cell tells of the decimal mark of its column. `either`: one mark before three digits, which is thousands in one
 * country and decimals in another. Null: nothing.
 */
export function decimalSign(cell: string): DecimalMark | 'either' | null {
  const digits = bare(cell)?.digits
  if (digits === undefined) return null
  const marks = digits.replace(/\d/g, '')
  if (marks === '') return null
  const last = marks.at(-1) as DecimalMark
  const both = marks.includes('.') && marks.includes(',')
  if (both) return last
  if (marks.length > 1) return last === '.' ? ',' : '.'
  if (digits.length - digits.lastIndexOf(last) - 1 !== 3) return last
  // A group of thousands has one to three digits before it, and no zero alone.
  return /^(0?|\d{4,})[.,]/.test(digits) ? last : 'either'
}

const GROUPED = { '.': /^\d{1,3}(,\d{2,3})+(\.\d+)?$/, ',': /^\d{1,3}(\.\d{2,3})+(,\d+)?$/ }
const PLAIN = { '.': /^\d*\.?\d*$/, ',': /^\d*,?\d*$/ }
/** Most cells: no need to take anything off. */
const SIMPLE = /^-?\d{1,7}(?:\.\d\d?)?$/

/**
 * Reads an amount. `digits` after the decimal mark are the currency's own; more, unless they are zeros, are refused and
 * never rounded. `inMinor`: the file counts cents.
 */
export function readAmount(
  cell: string,
  options: { decimal: DecimalMark; digits: number; inMinor: boolean },
): ReadAmount | Refusal {
  if (options.decimal === '.' && options.digits === 2 && !options.inMinor && SIMPLE.test(cell)) {
    return { minor: Math.round(Number(cell) * 100), currency: null }
  }
  const read = bare(cell)
  if (read === null) return { refused: words.noAmount }
  const { decimal } = options
  if (!PLAIN[decimal].test(read.digits) && !GROUPED[decimal].test(read.digits)) return { refused: words.noAmount }
  const [whole = '', fraction = ''] = read.digits.replaceAll(decimal === '.' ? ',' : '.', '').split(decimal)
  if (whole + fraction === '') return { refused: words.noAmount }
  const digits = options.inMinor ? 0 : read.currency === null ? options.digits : minorDigits(read.currency)
  if (/[^0]/.test(fraction.slice(digits))) return { refused: words.tooManyDecimals(digits) }
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'))
  if (!(minor <= MINOR_MAX)) return { refused: words.tooMuch }
  return { minor: read.negative ? 0 - minor : minor, currency: read.currency }
}
