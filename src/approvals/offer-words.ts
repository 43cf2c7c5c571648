import type { KnownOffer } from '../drafting/index.ts'
import { formatMoney } from '../kernel/money.ts'

/** Why an offer can't be used any more. */
const OVER: Record<string, string> = {
  'not-running': 'has ended meanwhile',
  'used-up': 'is used up meanwhile',
  'day-limit': 'is used up for today',
  'fan-limit': 'was used by this fan as often as one may',
  owned: 'sells what is not for sale any more, or this fan’s already',
  changed: 'makes another price now',
}

/** About the offers that a price is made with. */
export const words = {
  withOffer: ({ name, fullMinor, gives, beside }: KnownOffer, currency: string) =>
    `${[name, ...(beside ?? []).map((other) => other.name)].map((each) => `“${each}”`).join(' and ')}${gives ? ` ${gives}` : ''}, ${formatMoney({ minor: fullMinor, currency })} without`,
  ends: 'ends',
  over: (name: string, why: string) => `“${name}” ${OVER[why] ?? 'isn’t this fan’s any more'}`,
  thenWhat: 'Change the price, or ask for another draft.',
}
