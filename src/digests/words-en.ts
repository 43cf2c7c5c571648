import { counted, lowerFirst } from './counts.ts'
import type { Metric, Source } from './explain-alarm.ts'
import type { Explanation } from './insight.ts'
import { placesEnglish } from './place-words.ts'

/** From so much on a change is said in times, and beyond so many what was usual was next to nothing. */
export const [TIMES_FROM, NOTHING_TIMES] = [2, 50]
const percent = (share: number) => `${Math.round(100 * Math.abs(share))}%`

/** English: the sentences every language has. */
export const english = {
  locale: 'en-GB',
  language: 'English',
  metrics: {
    revenue: 'Revenue',
    sales: 'Sales',
    'new-subscribers': 'New subscribers',
    'lost-subscribers': 'Lost subscribers',
    'response-time': 'Response time',
    refunds: 'Refunds',
  } satisfies Record<Metric, string> as Record<Metric, string>,
  sources: {
    ppv: 'PPV unlocks',
    tips: 'Tips',
    subscriptions: 'Subscriptions',
    products: 'Products',
    refunds: 'Refunds',
  } satisfies Record<Source, string> as Record<Source, string>,
  alertTitle: (metric: string, isHigh: boolean, creator: string) =>
    `⚠️ ${metric} far ${isHigh ? 'above' : 'below'} usual · ${creator}`,
  alertSummary: (metric: string, isHigh: boolean, creator: string) =>
    `${metric} of ${creator} ${metric.endsWith('s') ? 'are' : 'is'} far ${isHigh ? 'above' : 'below'} usual.`,
  settledTitle: (metric: string, creator: string, status: 'done' | 'dismissed') =>
    `${metric} · ${creator} · ${status === 'done' ? 'done' : 'set aside'}`,
  minutes: (count: number) => `${Math.round(count)} min`,
  expected: 'Expected',
  /** `$410–690`, `12–34 min`: the sign or the unit once. */
  range: (low: string, high: string) => `${low.replace(/ min$/, '')}–${high.replace(/^[^\d-]+/, '')}`,
  usual: (weekday: string) => `Usual ${weekday}`,
  chance: 'How rare',
  oneIn: (days: number) => (days >= 1_000 ? 'less than 1 day in 1,000' : `about 1 day in ${days}`),
  lasted: (days: number) => counted(days, 'day'),
  gap: (account: string) => `${account} sync`,
  gapSpan: { stopped: ' stopped ', until: ' to ', since: ' stopped ', still: ', still silent' },
  waiting: (count: number) => `${counted(count, 'message')} still open`,
  change: (change: number | null) =>
    change === null || change >= NOTHING_TIMES
      ? ' where usually nothing comes'
      : change >= TIMES_FROM
        ? ` ${Math.round(change + 1)} times as much as usual`
        : ` ${change < 0 ? 'down' : 'up'} ${percent(change)}`,
  sourceShare: (share: number) => `${percent(share)} of the difference`,
  asUsual: (sources: readonly string[]) => `${sources.map(lowerFirst).join(' and ')} as usual`,
  refunded: (refunds: number, of: number) => `${refunds} of ${counted(of, 'refund')}`,
  refundedElse: 'Of no asset, such as tips',
  noReply: 'No reply',
  from: ' from ',
  to: ' to ',
  onShift: (count: number) => (count === 0 ? 'no operator on shift' : `${counted(count, 'operator')} on shift`),
  price: (from: string, to: string) => ` from ${from} to ${to}`,
  priceChanged: 'Price changed',
  promotion: { began: 'Promotion began', ended: 'Promotion ended', runs: 'Promotion runs' },
  failed: ' failed ',
  notApplied: (count: number) => `${counted(count, 'event')} could not be taken in`,
  frozen: (count: number) => `${counted(count, 'fan')} frozen`,
  byRules: (count: number) => (count === 0 ? 'by the team' : `${count} of them by the guardrails`),
  rulesChanged: 'Guardrails changed',
  at: ' at ',
  also: (metrics: readonly string[]) => `also unusual: ${metrics.map(lowerFirst).join(', ')}`,
  places: { 'open-sync': 'Open sync', 'show-figures': 'Show figures', 'show-team': 'Show team' },
  nothingSeen: 'Nothing else is known of that day.',
  chartFinding: (metric: string, came: string, low: string, high: string) =>
    `${metric}: ${came}, where ${low} to ${high} was expected. The band is what was expected of each day.`,
  chartTitle: (metric: string, creator: string) => `${metric} of ${creator}, 30 days`,
  day: 'day',
  came: 'came',
  expectedBand: 'expected',
  onIt: 'I am on it',
  why: 'Why',
  explain: 'Explain…',
  falseAlarm: 'False alarm',
  done: 'Done',
  mute: 'Mute for 7 days',
  taken: 'somebody is on it',
  explainForm: 'Explain what it was',
  explainWhat: 'What was it',
  explainHint: 'The alert is done then, and its days are not taken for usual ones.',
  save: 'Save',
  explanations: {
    promotion: 'A promotion or campaign',
    pause: 'A pause or holiday',
    platform: 'Trouble of the platform or the connection',
    price: 'A change of prices or content',
    team: 'The team was away',
    other: 'Something else that is known',
  } satisfies Record<Explanation, string> as Record<Explanation, string>,
  whyTitle: (metric: string, creator: string) => `Why this alert · ${metric} of ${creator}`,
  explained: [
    'Each day is compared with the eight weeks before it, by day of the week; older days and known promotions count less or not at all.',
    'What stands beside it is what else happened that day. It need not be the reason.',
  ],
  insightsTitle: (count: number) => (count === 0 ? 'Nothing to look at' : `${counted(count, 'thing')} to look at`),
  fanGone: 'a fan who is gone',
  insightsNone: 'Nothing is on this list, which fills each morning.',
  open: 'Open',
  kinds: { alert: 'alert', churn: 'about to leave', opportunity: 'chance' },
  /** What is at stake with a fan, or may come of them. */
  worth: (kind: 'churn' | 'opportunity', amount: string) =>
    kind === 'churn' ? `${amount} a month at stake` : `may bring ${amount}`,
  notNeeded: 'Not needed',
  statuses: { new: 'new', taken: 'taken', done: 'done', dismissed: 'dismissed' },
  ...placesEnglish,
  answers: {
    explained: 'Noted. The alert is done.',
    taken: 'Noted: you are on it.',
    done: 'Done.',
    dismissed: 'Noted. It is not told again.',
    muted: (metric: string, until: Date) => [
      `Nothing is told of ${lowerFirst(metric)} until `,
      { at: until, as: 'day' as const },
      '.',
    ],
    gone: 'This is not here any more.',
    already: (status: string) => `It is ${status} already. Nothing changed.`,
    noneOfYours: 'No creator is yours.',
    noDays: (text: string) => `“${text.slice(0, 20)}” are no days. Give a whole number from 7 to 365. Nothing changed.`,
    noDigest: (digests: readonly string[], languages: readonly string[]) =>
      `There is ${digests.join(', ')}, in ${languages.join(' or ')}.`,
    budget: (creator: string, days: number) =>
      `From tomorrow on, alerts about ${creator} may be wrong once in ${days} days.`,
  },
}

export type Words = typeof english
