/** An amount in minor units of an ISO 4217 currency: 2400 USD is $24.00, 2400 JPY is ¥2,400. */
export interface Money {
  minor: number
  currency: string
}

/** Making one costs far more than using it, and a card formats ten amounts. */
const formats = new Map<string, Intl.NumberFormat>()

function formatOf(currency: string, digits?: number): Intl.NumberFormat {
  const key = `${currency} ${digits}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  formats.set(key, made)
  return made
}

/** Digits after the decimal point of a currency (ISO 4217), as `Intl` knows it. */
export function minorDigits(currency: string): number {
  return formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2
}

/** `$24`, `$24.50`, `€9`: whole amounts without decimals, as a chatter reads them. */
export function formatMoney({ minor, currency }: Money): string {
  const digits = minorDigits(currency)
  const whole = minor % 10 ** digits === 0
  return formatOf(currency, whole ? 0 : digits).format(minor / 10 ** digits)
}

/** The nearest whole unit, in minor units: what is read at a glance needs no cents. */
export function wholeMinor({ minor, currency }: Money): number {
  const unit = 10 ** minorDigits(currency)
  return Math.round(minor / unit) * unit
}

/**
 * Reads what a person typed in a money field (`24`, `24.5`, `24,50`) as minor units of `currency`.
 * Null when it isn't an amount, or has more decimals than the currency.
 */
export function parseMinor(typed: string, currency: string): number | null {
  const digits = minorDigits(currency)
  const match = /^\s*(\d{1,9})(?:[.,](\d+))?\s*$/.exec(typed)
  if (!match) return null
  const fraction = match[2] ?? ''
  if (fraction.length > digits) return null
  return Number(match[1]) * 10 ** digits + Number(fraction.padEnd(digits, '0') || '0')
}
