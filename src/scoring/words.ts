import { formatMoney, minorDigits } from '../kernel/money.ts'

const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`
const percent = (p: number) => (p > 0 && p < 0.01 ? 'under 1%' : `${Math.round(100 * p)}%`)
/** An estimate to the cent would claim too much. */
const roughly = (minor: number, currency: string) =>
  Math.round(minor / 10 ** minorDigits(currency)) * 10 ** minorDigits(currency)
const MODELS: Record<string, string> = { 'bg-nbd': 'BG/NBD', 'mbg-nbd': 'MBG/NBD', 'pareto-nbd': 'Pareto/NBD' }
const KINDS: Record<string, string> = {
  plain: '',
  scaled: ', scaled to the last months',
  blended: ' with recent rhythm',
}
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`
const ago = (count: number) => (count === 0 ? 'today' : `${days(count)} ago`)
const inTop = (share: number | null) => (share === null ? '' : `, in the top ${share}%`)

/** Sentences about a fan as a buyer; each names its number. `topShare` is a whole percent of the creator's buyers. */
export const words = {
  percent,
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
  buysAgain: (week: number, month: number) =>
    `buys again within 7 days: ${percent(week)}, within 30 days: ${percent(month)}`,
  churn: (risk: number) => `churn risk at 30 days: ${percent(risk)}`,
  expects: (minor: number, currency: string) =>
    `about ${formatMoney({ minor: roughly(minor, currency), currency })} expected in 30 days`,
  rhythm: (bought: number, since: number, last: number, every: number | null) =>
    `bought on ${days(bought)} in ${days(since + 1)}, last ${ago(last)}${every === null ? '' : `, about every ${days(Math.max(1, Math.round(every)))}`}`,
  fitted: (model: string, kind: string, date: string, buyers: number) =>
    `${MODELS[model] ?? model}${KINDS[kind] ?? ''}, fitted ${date}, ${buyers} ${buyers === 1 ? 'buyer' : 'buyers'}`,
  little: (buyers: number, agency: boolean) =>
    `little history (${buyers} ${buyers === 1 ? 'buyer' : 'buyers'}): ${agency ? 'judged as your other creators’ fans' : 'judged by rules of thumb'}`,
  noFan: (text: string) => `No fan is called “${text}”. /fan find takes a part of a name.`,
  manyFans: (text: string, count: number) => `${count} fans match “${text}”: give more of the name.`,
  fansFound: (count: number) => `${count} ${count === 1 ? 'fan' : 'fans'} found`,
  bestHours: (from: number, until: number) => `${clock(from)} to ${clock(until)}`,
  noScoreYet: 'Not scored yet: 0 purchases, or the first night is still to come.',
  recomputing: (creators: number) =>
    `Segments and scores of ${creators} ${creators === 1 ? 'creator' : 'creators'} are made anew; /report segments shows when.`,
  noSegments: 'No segments yet: they come with the first purchases.',
  segmentsTitle: 'Segments',
}
