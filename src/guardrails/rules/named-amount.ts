import { formatMoney, type Money, minorDigits } from '../../kernel/money.ts'
import { type NormalText, type Reading, type Span, toOriginal } from '../normal-form.ts'
import { NUMBER_WORDS } from '../number-words.ts'
import { outermost, WORD } from '../pattern.ts'
import { OUTGOING } from '../verdict.ts'
import type { Rule } from './rule.ts'

/** What a unit says in words → how a currency's sign ends or is called; null: of any. */
const UNITS: Record<string, RegExp> = {
  'dollars?|bucks?|dolares|dolar|dollari|dollaro': /\$$/,
  'euros?|euronen': /^€$/,
  'quid|pounds?(?: sterling)?|pfund|sterline': /^£$/,
  'reais|real': /^R\$$/,
  pesos: /\$$|^₱$/,
  yen: /^¥$/,
}
const UNIT_WORDS = Object.keys(UNITS).join('|')
const CODES = 'usd|eur|gbp|cad|aud|nzd|brl|mxn|chf|jpy'
const DIGITS = '\\d{1,3}(?:[.,]\\d{3})+(?:[.,]\\d{1,2})?|\\d{1,7}(?:[.,]\\d{1,2})?'
const NUMBER = `(?<![\\d.,])(${DIGITS})(?! ?[%:/]|[.,]?\\d)(k(?![${WORD}]))?`
const END = `(?![${WORD}])`
const SIGNED = new RegExp(`(us|ca|au|nz|r|c|a)?([$€£¥]) ?${NUMBER}`, 'g')
const FOLLOWED = new RegExp(`${NUMBER} ?(?:([$€£¥])|-?(${UNIT_WORDS}|${CODES})${END})`, 'g')
const CODED = new RegExp(`(?<![${WORD}])(${CODES}) ?${NUMBER}`, 'g')
/** "Yours for 15", without a unit, at the end of a clause. */
const YOURS_FOR = new RegExp(
  `(?<![${WORD}])(?:yours|have it|get it|unlock it|have them|get them|unlock them|all of it|everything) for (?:only |just )?${NUMBER}(?= ?[.!?,;)]| ?$)`,
  'g',
)
const IN_WORDS = new RegExp(`(?<![${WORD}])(${UNIT_WORDS})${END}`, 'g')
const FREE = new RegExp(
  `(?<![${WORD}])(?:for free|free of charge|gratis|gratuite?ment|gratuits?|kostenlos|umsonst|gratuitamente|gratuito|de graca)${END}`,
  'g',
)

/** Thanks for money that came name no price, and a weight is no money. */
const THANKS = `(?:thanks?|thank you|thx|ty|merci|gracias|danke|grazie|obrigad[oa])(?: (?:so much|a lot|again|beaucoup|mille|muito))? (?:for|pour|por|fur|fuer|per|pel[oa]s?)(?: (?:the|your|that|ur|les|tes|ton|le|los|tus|tu|la|el|die|deine|den|i|il|tuoi|tua|os|seus|sua))? $`
const THANKED = new RegExp(THANKS)
const WEIGHED =
  /(?:lost|lose|losing|gained|gain|gaining|weigh|weighs|lift|lifted|lifting|down|drop|dropped) (?:about |like |around |over |almost |nearly )?$/

interface Amount {
  /** In the unit itself; null where it is not read. */
  value: number | null
  fits(sign: string, code: string): boolean
  span: Span
}

/** Money in the text, in any usual spelling, that is not the price of the reply; and "free" where there is a price. */
export const namedAmount: Rule = {
  id: 'named-amount',
  category: 'named-amount',
  level: 2,
  stages: OUTGOING,
  editable: false,
  find: (text, { price }) =>
    outermost(
      amountsIn(text)
        .filter((amount) => !isPrice(amount, price))
        .map(({ span }) => span),
    ),
}

function isPrice({ value, fits }: Amount, price: Money | null): boolean {
  if (price === null) return value === 0
  if (value === null) return false
  const sign = formatMoney({ minor: 0, currency: price.currency }).replace(/[\d\s.,]/g, '')
  return Math.round(value * 10 ** minorDigits(price.currency)) === price.minor && fits(sign, price.currency)
}

/** Digits are read as they are written; words in every reading, so that a disguise is seen through. */
function amountsIn({ readings }: NormalText): Amount[] {
  const [written] = readings
  return written ? [...inDigits(written), ...readings.flatMap(inWords)] : []
}

function inDigits(reading: Reading): Amount[] {
  const { text } = reading
  const found: Amount[] = []
  if (!/\d/.test(text)) return found
  const add = (match: RegExpExecArray, digits: string, thousands: unknown, fits: Amount['fits']): void => {
    if (THANKED.test(text.slice(Math.max(0, match.index - 40), match.index))) return
    const value = readNumber(digits) * (thousands ? 1_000 : 1)
    found.push({ value, fits, span: toOriginal(reading, match.index, match[0].length) })
  }
  for (const match of text.matchAll(SIGNED)) {
    const [, before = '', sign = '', digits = '', thousands] = match
    add(match, digits, thousands, (its) => (before === 'r' ? its === 'R$' : its.endsWith(sign)))
  }
  for (const match of text.matchAll(FOLLOWED)) {
    const [, digits = '', thousands, sign, unit = ''] = match
    if (/^pounds?/.test(unit) && WEIGHED.test(text.slice(Math.max(0, match.index - 30), match.index))) continue
    add(match, digits, thousands, sign ? (its) => its.endsWith(sign) : unitFits(unit))
  }
  for (const match of text.matchAll(CODED)) add(match, match[2] ?? '', match[3], unitFits(match[1] ?? ''))
  for (const match of text.matchAll(YOURS_FOR)) add(match, match[1] ?? '', match[2], () => true)
  return found
}

function unitFits(unit: string): Amount['fits'] {
  const known = Object.entries(UNITS).find(([words]) => new RegExp(`^(?:${words})$`).test(unit))
  return (sign, code) => (known ? known[1].test(sign) : code.toLowerCase() === unit)
}

/** `1.500`, `1,500.50`, `15,5`: three digits behind the last sign are thousands. */
function readNumber(digits: string): number {
  const [, whole = digits, fraction = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(digits) ?? []
  return Number(`${whole.replace(/[.,]/g, '')}.${fraction || '0'}`)
}

const WORDS_BACK = 4

function inWords(reading: Reading): Amount[] {
  const { text } = reading
  const found: Amount[] = []
  for (const { index, 0: unit } of text.matchAll(IN_WORDS)) {
    const before = text.slice(Math.max(0, index - 60), index)
    const words = [...before.matchAll(/[a-z\u00df]+/g)].slice(-WORDS_BACK)
    for (const first of words) {
      const said = before
        .slice(first.index)
        .replace(/[^a-z\u00df]+/g, ' ')
        .trim()
      const value = NUMBER_WORDS.get(said)
      if (value === undefined) continue
      const from = index - before.length + first.index
      if (isNoPrice(text.slice(Math.max(0, from - 40), from), said, unit)) break
      found.push({ value, fits: unitFits(unit), span: toOriginal(reading, from, index + unit.length - from) })
      break
    }
  }
  for (const { index, 0: free } of text.matchAll(FREE))
    found.push({ value: 0, fits: () => true, span: toOriginal(reading, index, free.length) })
  return found
}

const isNoPrice = (before: string, said: string, unit: string): boolean =>
  THANKED.test(before) || (/^pounds?/.test(unit) && WEIGHED.test(before)) || (unit === 'real' && said === 'um')
