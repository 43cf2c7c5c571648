import { formatMoney } from '../kernel/money.ts'

const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`
const ago = (count: number) => (count === 0 ? 'today' : `${days(count)} ago`)
const inTop = (share: number | null) => (share === null ? '' : `, in the top ${share}%`)

/** Sentences about a fan as a buyer; each names its number. `topShare` is a whole percent of the creator's buyers. */
export const words = {
  spent: (minor: number, currency: string, topShare: number | null) =>
    `spent ${formatMoney({ minor, currency })}${inTop(topShare)}`,
  bought: (purchases: number, topShare: number | null) =>
    `${purchases} ${purchases === 1 ? 'purchase' : 'purchases'}${inTop(topShare)}`,
  firstPurchase: (daysAgo: number) => `first purchase ${ago(daysAgo)}`,
  lastPurchase: (daysAgo: number) => `last purchase ${ago(daysAgo)}`,
  neverBought: (daysHere: number) => `0 purchases, first seen ${ago(daysHere)}`,
  fewBuyers: (fans: number) => `fixed bounds: only ${fans} ${fans === 1 ? 'buyer' : 'buyers'} so far`,
  quiet: (daysSince: number, medianGapDays: number) => `quiet for ${days(daysSince)}, buys every ${medianGapDays}`,
  littleHistory: 'little history',
}
