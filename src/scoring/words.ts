import { formatMoney, wholeMinor } from '../kernel/money.ts'

const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`
const percent = (p: number) => (p > 0 && p < 0.01 ? 'under 1%' : `${Math.round(100 * p)}%`)
/** An estimate to the cent would claim too much. */
const roughly = (minor: number, currency: string) => wholeMinor({ minor, currency })
const MODELS: Record<string, string> = { 'bg-nbd': 'BG/NBD', 'mbg-nbd': 'MBG/NBD', 'pareto-nbd': 'Pareto/NBD' }
const KINDS: Record<string, string> = {
  plain: '',
  scaled: ', scaled to the last months',
  blended: ' with recent rhythm',
}
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`
const ago = (count: number) => (count === 0 ? 'today' : `${days(count)} ago`)
const oneDecimal = (count: number) => Math.round(count * 10) / 10
const MINUTE_MS = 60_000
/** `under a minute`, `12 minutes`, `5 hours`, `3 days`. */
function waited(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS)
  if (minutes < 1) return 'under a minute'
  if (minutes < 120) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} hours` : days(Math.round(hours / 24))
}
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
  profilingRefused: 'profiling refused',
  refusedSince: 'Profiling refused: no segment, no score, no price and no best hours are made of this fan, since',
  noSuchFan: 'This fan isn’t here any more.',
  never: 'never',
  noTags: 'none yet',
  moreIn30Days: (minor: number, currency: string) =>
    `, about ${formatMoney({ minor: roughly(minor, currency), currency })} more in 30 days`,
  buysEvery: (average: number | null) =>
    average === null ? 'little history' : `${days(oneDecimal(average))} on average`,
  creatorsZone: (zone: string) => `${zone} (the creator’s)`,
  fanAnswers: (medianMs: number | null, count: number) =>
    medianMs === null ? 'never answered the team' : `answers in ${waited(medianMs)} (median of ${count})`,
  teamAnswers: (medianMs: number | null, count: number) =>
    medianMs === null ? 'the team never answered' : `the team answers in ${waited(medianMs)} (median of ${count})`,
  stageNames: {
    Silent: 'Silent',
    Quiet: 'Gone quiet',
    Buying: 'Buying',
    Returning: 'Talking, not buying',
    Interested: 'Interested',
    GettingToKnow: 'Getting to know',
  },
  stages: {
    silent: 'silent: 0 messages from them',
    quiet: (wrote: number, most: number) => `gone quiet: wrote ${ago(wrote)}, over ${days(most)}`,
    buying: (wrote: number, bought: number) => `buying: wrote ${ago(wrote)}, bought ${ago(bought)}`,
    returning: (wrote: number, bought: number) => `talking, not buying: wrote ${ago(wrote)}, bought ${ago(bought)}`,
    interested: (wrote: number) => `interested: ${wrote} messages, 0 purchases`,
    gettingToKnow: (wrote: number, talks: number) =>
      `getting to know: ${wrote} ${wrote === 1 ? 'message' : 'messages'}, under ${talks}, and 0 purchases`,
  },
  noFan: (text: string) => `No fan is called “${text}”. /fan find takes a part of a name.`,
  fansFound: (count: number) => `${count} ${count === 1 ? 'fan' : 'fans'} found`,
  bestHours: (from: number, until: number) => `${clock(from)} to ${clock(until)}`,
  noScoreYet: 'Not scored yet: 0 purchases, or the first night is still to come.',
  recomputing: (creators: number) =>
    `Segments and scores of ${creators} ${creators === 1 ? 'creator' : 'creators'} are made anew; /report segments shows when.`,
  /** As cards name it. */
  segment: (segment: string) => (segment === 'ChurnRisk' ? 'Churn risk' : segment),
  segmentMap: {
    title: (creator: string) => `Segments of ${creator}`,
    daysSince: 'days since the last purchase, in the middle',
    spent: 'spent, in the middle',
    none: 'Nothing was bought yet.',
    finding: (segment: string, fans: number, spent: number) =>
      `${segment} is ${percent(fans)} of the buyers and ${percent(spent)} of what was spent.`,
  },
  calibrationPlot: {
    title: (creator: string) => `How right the scores of ${creator} were, 30 days`,
    expected: 'expected to buy within 30 days',
    bought: 'bought',
    right: 'exactly right',
    range: '95% range',
    finding: (n: { buyers: number; expected: number; bought: number; within: number; groups: number }) =>
      `Of ${n.buyers} buyers ${n.expected} were expected to buy within 30 days, and ${n.bought} did; ${n.within} of ${n.groups} groups are as expected.`,
  },
}
