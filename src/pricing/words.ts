import { formatMoney } from '../kernel/money.ts'

const unlocks = (count: number) => `${count} ${count === 1 ? 'unlock' : 'unlocks'}`

/** `$20–30`, or `$20` where both are the same. */
export function moneyRange(fromMinor: number, toMinor: number, currency: string): string {
  const from = formatMoney({ minor: fromMinor, currency })
  if (fromMinor === toMinor) return from
  return `${from}–${formatMoney({ minor: toMinor, currency }).replace(/^[^\d]+/, '')}`
}

export const words = {
  usual: (range: string, count: number) => `usually pays ${range} (${unlocks(count)})`,
  fewOwn: (range: string, count: number) => `paid ${range} so far (${unlocks(count)})`,
  noUnlocks: (purchases: number) => `0 unlocks, ${purchases} ${purchases === 1 ? 'purchase' : 'purchases'}`,
  similar: (middle: string, count: number) => `similar fans paid ${middle} in the middle (${unlocks(count)})`,
  percent: (share: number) => (share < 0.005 ? 'under 1%' : `${Math.round(100 * share)}%`),
  chance: (share: string, price: string) => `about ${share} buy at ${price}`,
  chanceAt: (share: string, price: string) => `${share} at ${price}`,
  answered: (taken: number, shown: number, segment: string) =>
    `${taken} of ${shown} ${shown === 1 ? 'price' : 'prices'} shown to ${segment} fans ${taken === 1 ? 'was' : 'were'} taken`,
  fewAnswers: (shown: number) => `little history: ${shown} ${shown === 1 ? 'price' : 'prices'} answered so far`,
  asked: (price: string) => `asked ${price} for it already, still open`,
  letPass: (count: number) => `let ${count} ${count === 1 ? 'price' : 'prices'} pass`,
  changedByTeam: (changed: number, approved: number) => `your team changed ${changed} of the last ${approved} prices`,
  pricesOf: (fan: string) => `Prices shown to ${fan}`,
  profilingRefused: (fan: string) => `${fan}: profiling refused. No price is suggested for this fan.`,
  demand: {
    title: (segment: string) => `What ${segment} fans pay`,
    price: 'price, for content at the usual price',
    buys: 'share that buys',
    range: '4 of 5 cases',
    believed: 'believed',
    best: (price: string) => `${price} brings most`,
    finding: (n: { segment: string; price: string; share: number; low: number; high: number; shown: number }) =>
      `At ${n.price}, which is believed to bring most, about ${words.percent(n.share)} of ${n.segment} fans buy (${words.percent(n.low)} to ${words.percent(n.high)}); ${n.shown === 0 ? 'no price was answered yet' : `${n.shown} answered`}.`,
  },
  noSuchFan: 'This fan isn’t here any more.',
  noPrices: 'No price was shown yet.',
  suggested: (price: string) => `${price} was suggested`,
  cameOf: (outcome: 'taken' | 'passed' | null) =>
    outcome === null ? 'open' : outcome === 'taken' ? 'taken' : 'let pass',
  onOrOff: (text: string) => `“${text}” is neither on nor off. Nothing changed.`,
  explores: (creator: string) =>
    `Prices of ${creator} may be tried from the next card on, never one that may cost more than an eighth of what is expected.`,
  exploresNot: (creator: string) => `Prices of ${creator} are not tried any more, from the next card on.`,
  tried: (price: string) => `${price} is tried to learn from it; about as much is expected`,
  listed: (price: string) => `listed at ${price}`,
  capLeft: (cap: 'perDayMinor' | 'perFanMinor', most: string, left: string) =>
    `at most ${most} asked of one fan in ${cap === 'perDayMinor' ? '24 hours' : '30 days'}, ${left} left`,
  noPrice: (why: string) => `no price: ${why}`,
  oneStep: (most: string, isListed: boolean) =>
    isListed
      ? `not above ${most}: what it is listed at, more than this fan usually pays`
      : `not above ${most}: one step over what this fan usually pays`,
  ceiling: (ceiling: string) => `ceiling ${ceiling}`,
  floor: (floor: string) => `floor ${floor}`,
}
