import type { Span } from '../desk/index.ts'
import type { Occasion } from './action-list.ts'
import { counted, lowerFirst } from './counts.ts'

const strong = (text: string): Span => ({ strong: text })
const are = (count: number) => (count === 1 ? 'is' : 'are')
const listed = (counts: [number, string][]) =>
  counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ')
/** A certainty is none: what is expected can still go the other way. */
const likely = (share: number) =>
  share > 0.99 ? 'over 99%' : share < 0.01 ? 'under 1%' : `${Math.round(100 * share)}%`
const ago = (days: number) => (days < 1 ? 'today' : `${counted(days, 'day')} ago`)
/** `3 more`, `2 fewer` of a hundred. */
const more = (share: number) => {
  const count = Math.round(100 * share)
  return count === 0 ? 'no more' : `${Math.abs(count)} ${count < 0 ? 'fewer' : 'more'}`
}
const whole = (share: number) => Math.round(100 * Math.abs(share))

/** English: the sentences of the daily lists that every language has. */
export const english = {
  todayTitle: (creator: string, day: string) => `Today for ${creator} · ${day}`,
  todaySummary: (count: number) =>
    count === 0 ? 'Nobody needs a message today.' : `${counted(count, 'fan')} ${are(count)} worth a message today.`,
  /** Who waits and has a card is on no list: the card is answered. */
  onCards: (count: number, first: string) =>
    count === 1
      ? `${first} waits for an answer on an open card.`
      : `${counted(count, 'fan')} wait for an answer on open cards, ${first} first.`,
  nobodyElse: 'Nobody else needs a message today.',
  /** `sum`: what may come of it, null for whoever reads no money. */
  todayHead: (count: number, minutes: number, sum: string | null): Span[] => [
    strong(counted(count, 'fan')),
    ` ${are(count)} worth a message today: about ${counted(Math.max(1, Math.round(minutes)), 'minute')} of work`,
    ...(sum === null ? ['.'] : [', and about ', strong(sum), ' expected within 7 days.']),
  ],
  bestHours: (from: string, to: string, creator: string) => ` Best hours: ${from} to ${to}, ${creator}’s time.`,
  /** Below one unit of money. */
  under: (amount: string) => `under ${amount}`,
  /** Reasons of one fan. */
  together: (reasons: readonly string[]) => reasons.join('; '),
  more: (count: number) => `${count} more ${count === 1 ? 'follows' : 'follow'} once these are done`,
  expected: 'amounts are what is expected within 7 days',
  leftOut: (frozen: number, overLimit: number, heldOut: number) =>
    `left out: ${listed([
      [frozen, 'frozen'],
      [overLimit, 'at their limit of messages'],
      [heldOut, 'held out to see what writing brings'],
    ])}`,
  minutesMeasured: (cards: number) =>
    `best first, by what a minute brings; minutes as measured on ${counted(cards, 'card')}`,
  minutesAssumed: 'best first, by what a minute brings; minutes are assumed until 20 cards were measured',
  waits: (hours: number, messages: number) => {
    const since =
      hours < 1 ? 'less than an hour' : hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day')
    return `has waited ${since} for an answer to ${counted(messages, 'message')}`
  },
  quiet: (days: number, every: number) =>
    `last bought ${ago(days)}, usually buys every ${every === 1 ? 'day' : counted(every, 'day')}`,
  sawUnsold: (title: string, days: number) => `saw ${title || 'a PPV'} ${ago(days)} and did not buy it`,
  anniversary: (years: number) => `first bought ${counted(years, 'year')} ago today`,
  birthday: 'has a birthday today',
  whyListed: (occasion: Occasion) => `On today’s list: ${english.occasions[occasion]}`,
  noFan: 'This fan is not here any more.',
  frozenFan: (name: string) => `${name} is frozen. Nothing is sent to them.`,
  objects: (name: string) =>
    `${name} objects to profiling, so no list speaks of them. /fan draft writes to them by hand.`,
  hasCard: (name: string) => `${name} has a card already, or one is on its way.`,
  askedToday: (name: string) =>
    `A draft for ${name} was asked for from a list today already. /fan draft asks for another. Nothing changed.`,
  comes: (name: string) => `A draft for ${name} comes as a card, as soon as their limits and hours permit.`,
  /** `brought`: what those fans bought within a day of it; null for whoever reads no money. */
  yesterday: (written: number, buyers: number, brought: string | null) => {
    const sent = `Yesterday ${counted(written, 'message')} from this list ${written === 1 ? 'was' : 'were'} sent`
    if (buyers === 0) return `${sent}. Nobody has bought since.`
    return `${sent}, and ${counted(buyers, 'fan')} ${buyers === 1 ? 'has' : 'have'} bought since${brought === null ? '' : `, for ${brought}`}.`
  },
  onlyWithMoney: 'This digest is what a creator earned. Managers and the creator read it.',
  draft: 'Draft',
  segment: (name: string) => (name === 'ChurnRisk' ? 'Churn risk' : name),
  occasions: {
    answer: 'waits for an answer',
    leaving: 'about to leave',
    'subscription-ends': 'subscription ends',
    'unsold-ppv': 'saw a PPV and did not buy',
    anniversary: 'anniversary of the first purchase',
    birthday: 'birthday',
  } satisfies Record<Occasion, string> as Record<Occasion, string>,
  leavingTitle: (creator: string) => `Likely to leave · ${creator}`,
  leavingSummary: (count: number) =>
    count === 0 ? 'Nobody is likely to leave.' : `${counted(count, 'fan')} ${are(count)} likely to leave.`,
  /** `monthly`: what they bring a month, null for whoever reads no money. */
  leavingHead: (count: number, days: number, monthly: string | null): Span[] =>
    count === 0
      ? [`Nobody is likely to leave within ${days} days.`]
      : [
          strong(counted(count, 'fan')),
          ` ${are(count)} likely to leave within ${days} days`,
          ...(monthly === null ? ['.'] : [', and with them ', strong(monthly), ' a month.']),
        ],
  monthly: (amount: string) => `${amount} a month`,
  /** `before`: what it was on a day, where it was found then and has changed. */
  churn: (risk: number, days: number, before: { risk: number; day: string } | null = null) =>
    `${likely(risk)} likely not to buy within ${days} days${before && likely(before.risk) !== likely(risk) ? ` (${likely(before.risk)} on ${before.day})` : ''}`,
  endsIn: (days: number) => (days < 1 ? 'subscription ends today' : `subscription ends in ${counted(days, 'day')}`),
  lost: (days: number) => `Bought ${days} to ${2 * days} days ago, not since`,
  wonBack: (days: number) => `Back after ${days} days or more`,
  /** With what they paid in the days when they bought. */
  gone: (fans: number, amount: string | null) =>
    fans === 0 ? 'nobody' : `${counted(fans, 'fan')}${amount === null ? '' : `, ${amount} then`}`,
  back: (fans: number, amount: string | null) =>
    fans === 0 ? 'nobody' : `${counted(fans, 'fan')}${amount === null ? '' : `, ${amount} since`}`,
  lift: 'What writing to them brings',
  liftOf: (middle: number, low: number, high: number) =>
    `of 100 fans written to ${more(middle)} buy again than of 100 left alone (95% sure: ${more(low)} to ${more(high)})`,
  noLift: 'not measured: nobody is held out (/digest holdout)',
  tooFew: (written: number, heldOut: number) =>
    `too early to say: ${counted(written, 'fan')} to write to, ${heldOut} held out; 30 of each are needed`,
  heldOutNote: (count: number) =>
    `${counted(count, 'fan')} held out: no digest or flow writes to them, a person may by hand (/fan draft)`,
  isHeldOut: (name: string) => `${name} is held out, so that it shows what writing brings. /fan draft writes by hand.`,
  alsoListed: (count: number) => `${count} of them ${count === 1 ? 'stands' : 'stand'} on today’s list`,
  holdOut: (creator: string, percent: number) =>
    percent === 0
      ? `From now on nobody of ${creator} is held out: digests and flows leave no fan alone.`
      : `From now on ${percent} of 100 fans of ${creator} who have bought are left alone by digests and flows, others each quarter.`,
  noPercent: (text: string) => `“${text.slice(0, 20)}” is no share. Give a whole number from 0 to 50. Nothing changed.`,
  lastTime: (told: number, left: number, days: number) =>
    `of ${told} named ${days} to ${2 * days} days ago, ${left === 0 ? 'all' : told - left} bought again within ${days} days`,
  morningTitle: (creator: string) => `Good morning, ${creator}`,
  earned: (weekday: string, amount: string): Span[] => ['You earned ', strong(amount), ` on ${weekday}`],
  soldNothing: (weekday: string) => `Nothing was sold on ${weekday}.`,
  /** `share`: 0 or more. */
  above: (share: number, weekday: string) =>
    share === 0
      ? `, as on a usual ${weekday}.`
      : share >= 1
        ? `, at least twice a usual ${weekday}.`
        : `, ${whole(share)}% above a usual ${weekday}.`,
  usualDay: (weekday: string, amount: string) => `a usual ${weekday} brings ${amount}`,
  bestOf: (weekday: string, weeks: number) => `Your best ${weekday} in ${weeks} weeks`,
  weekAbove: (amount: string, share: number) =>
    `${amount} in the last 7 days, ${share === 0 ? 'as usual' : share >= 1 ? 'at least twice the usual' : `${whole(share)}% more than usual`}`,
  weekBelow: (amount: string, usual: string) => `${amount} in the last 7 days, usually ${usual}`,
  /** `usual`: null for nothing. */
  strongSource: (source: string, amount: string, weekday: string, usual: string | null) =>
    `${source}: ${amount}, where a usual ${weekday} brings ${usual ?? 'none'}`,
  newcomers: (count: number) => counted(count, 'new subscriber'),
  refunded: (amount: string) => `${amount} went back in refunds`,
  chartTitle: 'Your last 30 days',
  chartFinding: (least: string, most: string, last: string) =>
    `Between ${least} and ${most} a day, ${last} on the last one; the band is what is usual for such a day.`,
  chartLine: 'you earned',
  chartUsual: 'usual',
  notWhole: (day: string) => `${day} is not whole yet: what came in is still being counted. Ask again in a minute.`,
  noFigures: (day: string) => `Nothing came in on ${day} or before.`,
  dayMoney: (amount: string, weekday: string, usual: string | null): Span[] => [
    strong(amount),
    usual === null ? ' earned.' : ` earned, where a usual ${weekday} brings ${usual}.`,
  ],
  dayShare: (share: number, weekday: string) =>
    Math.abs(share) < 0.005
      ? `As much was earned as on a usual ${weekday}.`
      : share <= -1
        ? 'Nothing was earned that day.'
        : `${whole(share)}% ${share > 0 ? 'more' : 'less'} was earned than on a usual ${weekday}.`,
  /** `minutes`: within which half of the answers came; null where there were none. */
  dayCounts: (sales: number, gained: number, lost: number, minutes: string | null) =>
    `${counted(sales, 'sale')}, ${counted(gained, 'new subscriber')}, ${counted(lost, 'subscriber')} lost${minutes === null ? '.' : `; half of the answers came within ${minutes}.`}`,
  dayUnusual: (metrics: readonly string[]) =>
    metrics.length === 0
      ? 'No alert is open about that day.'
      : `Unusual: ${[...new Set(metrics)].map(lowerFirst).join(', ')}.`,
  late: (weekday: string) => `for ${weekday}, posted late`,
}

export type ListWords = typeof english
