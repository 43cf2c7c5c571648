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
  listed: (price: string, factor: number, segment: string) => `listed at ${price}, × ${factor} for ${segment}`,
  ladder: (step: string, from: string) => `${step} is the nearest step to ${from}`,
  ceiling: (ceiling: string) => `ceiling ${ceiling}`,
  floor: (floor: string) => `floor ${floor}`,
}
