import { words } from './words.ts'

/** Columns that hold what the product doesn't need, by how exports call them (letters and digits only). */
const BY_NAME: readonly [RegExp, string][] = [
  [/e?mail/, words.isMail],
  [/phone|mobile|whatsapp|telefon|telephone/, words.isPhone],
  [/address|street|city|postal|zip(code)?$|region|province|country|state$/, words.isAddress],
  [/card|iban|bic$|cvc|cvv|bank|paypal|billing/, words.isPayment],
  [/realname|legalname|firstname|lastname|surname|birth|passport|ssn/, words.isIdentity],
  [/^ip$|ipaddress|useragent|device/, words.isDevice],
]

const MAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/
const MAILS = new RegExp(MAIL, 'g')
const CARD = /(?<![\w.])\d(?:[ -]?\d){12,18}(?![\w])/g
const PHONE =
  /(?<![\w.,])(?:\+\d(?:[ .()-]{0,2}\d){7,14}|\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}[-.]\d{3}[-.]\d{4}|0\d(?:[ .-]?\d{2}){4})(?![\w])/g
/** Cards begin so: American Express, Visa, Mastercard, Discover, Maestro. */
const CARD_BEGINS = /^[23456]/
/** A column is what most of its values are. */
const MOST = 0.5

/** Why a column of that name is dropped, or null when its name says nothing. `name` as `simpleName` gives it. */
export const personalByName = (name: string): string | null =>
  BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? null

/** Why a column with such values is dropped: e-mails, telephone numbers or cards. Null: nothing of that. */
export function personalByValues(values: readonly string[]): string | null {
  const given = values.filter((value) => value !== '')
  if (given.length === 0) return null
  const most = (is: (value: string) => boolean): boolean => given.filter(is).length > given.length * MOST
  if (most((value) => new RegExp(`^${MAIL.source}$`).test(value))) return words.isMail
  if (most((value) => /^(\+|00)\d[\d ().-]{7,18}$/.test(value))) return words.isPhone
  if (most(isCard)) return words.isPayment
  return null
}

/** Whether a single value, say a name, is one of a kind that is dropped. */
export const isPersonal = (value: string): boolean =>
  MAIL.test(value) || isCard(value) || /^\+?\d[\d ().-]{8,18}$/.test(value)

/** A text without card numbers, telephone numbers and e-mail addresses: a word stands for each. */
export function withoutPersonal(text: string): string {
  let kept = text
  if (kept.includes('@')) kept = kept.replace(MAILS, words.mailGone)
  if (!/\d\D{0,3}\d\D{0,3}\d/.test(kept)) return kept
  return kept.replace(CARD, (digits) => (isCard(digits) ? words.cardGone : digits)).replace(PHONE, words.phoneGone)
}

/** Thirteen to nineteen digits of which the last one checks the others (Luhn, ISO/IEC 7812-1). */
function isCard(text: string): boolean {
  const digits = text.replace(/[ -]/g, '')
  if (!/^\d{13,19}$/.test(digits) || !CARD_BEGINS.test(digits)) return false
  let sum = 0
  for (let n = 0; n < digits.length; n += 1) {
    const digit = Number(digits[digits.length - 1 - n])
    const doubled = n % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
