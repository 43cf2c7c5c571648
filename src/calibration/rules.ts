import { words } from './words.ts'

/** What a creator's history holds, counted; nothing of a fan's words. Amounts in minor units of the creator's currency. */
export interface History {
  zone: string
  currency: string
  /** Days from the first to the newest message of a fan; 0 where nobody wrote. */
  days: number
  /** Messages of fans in the newest 90 days, by local hour: 24 numbers. */
  hours: readonly number[]
  /** Messages in the newest 28 days, and in the 56 days before those. */
  volume: { recent: number; before: number }
  /** Who first bought in the newest 30 days and has spent as much as the top tenth of the buyers. */
  early: { buyers: number; leastMinor: number; fans: readonly { id: string; name: string; spentMinor: number }[] }
  /** Of the newest messages judged: how many ask to pay or talk elsewhere, and how many fans wrote those. */
  elsewhere: { judged: number; flagged: number; fans: number }
  settings: {
    replyWithinMinutes: number
    maxPerHour: number
    cooldownMinutes: number
    /** When fans are counted and scored; null when never. */
    rescoreAt: { minuteOfDay: number; zone: string } | null
  }
}

export const RULES = ['busy-hours', 'volume', 'early-vip', 'cross-platform'] as const
export type RuleName = (typeof RULES)[number]

/** One setting as it would be; each is set by the slice that owns it. */
export type Proposal =
  | { set: 'rescore-at'; minuteOfDay: number; zone: string }
  | { set: 'deadline'; minutes: number }
  | { set: 'tag'; tag: string; fanIds: string[] }
  | { set: 'limits'; maxPerHour: number; cooldownMinutes: number }

export interface Finding {
  rule: RuleName
  /** A plain sentence that names its numbers. */
  found: string
  /** Null: nothing to change, or too little history to say. */
  proposal: { says: string; change: Proposal } | null
}

const FEWEST_MESSAGES = 100
const BUSY_HOURS = 4
/** A stretch stands out when it holds so many times its even share. */
const STANDS_OUT = 1.5
const VOLUME_DAYS = 84
const UP = 1.5
const DOWN = 1 / UP
/** Standard deviations: what chance alone does seldom. */
const SURE = 2.5
const FEWEST_BUYERS = 20
const FEWEST_ASKING = 3
const RISK_SHARE = 0.005
const EARLY_TAG = 'early VIP'

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The four rules over one history, each with what it found; sensible for no history at all. */
export function findingsOf(history: History): Finding[] {
  return [busyHours(history), volume(history), earlyVip(history), crossPlatform(history)]
}

function busyHours({ hours, zone, settings: { rescoreAt } }: History): Finding {
  const rule = 'busy-hours'
  const total = sum(hours)
  if (total < FEWEST_MESSAGES) return { rule, found: words.few(total, FEWEST_MESSAGES), proposal: null }
  const stretches = hours.map((_, from) => sum(stretch(hours, from, BUSY_HOURS)))
  const most = Math.max(...stretches)
  const from = stretches.indexOf(most)
  const share = most / total
  if (share < (STANDS_OUT * BUSY_HOURS) / 24) return { rule, found: words.spread(share, BUSY_HOURS), proposal: null }
  // The middle of the quietest three hours: counting and fitting stand in nobody's way then.
  const quiet = hours.map((_, first) => sum(stretch(hours, first, 3)))
  const hour = (quiet.indexOf(Math.min(...quiet)) + 1) % 24
  const found = words.busy(share, from, (from + BUSY_HOURS) % 24, zone)
  if (rescoreAt?.minuteOfDay === hour * 60 && rescoreAt.zone === zone) return { rule, found, proposal: null }
  return {
    rule,
    found,
    proposal: { says: words.rescoreAt(hour, zone), change: { set: 'rescore-at', minuteOfDay: hour * 60, zone } },
  }
}

const stretch = (hours: readonly number[], from: number, length: number): number[] =>
  Array.from({ length }, (_, n) => hours[(from + n) % 24] ?? 0)

function volume({ days, volume: { recent, before }, settings: { replyWithinMinutes } }: History): Finding {
  const rule = 'volume'
  const all = recent + before
  if (days < VOLUME_DAYS || all < FEWEST_MESSAGES) {
    return { rule, found: words.fewWeeks(days, all, VOLUME_DAYS, FEWEST_MESSAGES), proposal: null }
  }
  const weekly = { recent: recent / 4, before: before / 8 }
  const ratio = weekly.before === 0 ? Number.POSITIVE_INFINITY : weekly.recent / weekly.before
  const isSure = Math.abs(recent - all / 3) > SURE * Math.sqrt((all * 2) / 9)
  const found = words.volume(weekly.recent, weekly.before)
  const minutes = ratio >= UP ? Math.min(60, replyWithinMinutes * 2) : Math.max(5, Math.round(replyWithinMinutes / 2))
  const isMoved = ratio >= UP || ratio <= DOWN
  const isLooser = minutes > replyWithinMinutes
  // A deadline beyond the most that is proposed stays as somebody set it.
  if (!isSure || !isMoved || minutes === replyWithinMinutes || isLooser !== ratio >= UP)
    return { rule, found, proposal: null }
  return {
    rule,
    found,
    proposal: { says: words.deadline(replyWithinMinutes, minutes, ratio >= UP), change: { set: 'deadline', minutes } },
  }
}

function earlyVip({ early: { buyers, leastMinor, fans }, currency }: History): Finding {
  const rule = 'early-vip'
  if (buyers < FEWEST_BUYERS) return { rule, found: words.fewBuyers(buyers, FEWEST_BUYERS), proposal: null }
  const found = words.early(fans, leastMinor, currency, buyers)
  if (fans.length === 0) return { rule, found, proposal: null }
  const fanIds = fans.map(({ id }) => id)
  return { rule, found, proposal: { says: words.tag(fans, EARLY_TAG), change: { set: 'tag', tag: EARLY_TAG, fanIds } } }
}

function crossPlatform({ elsewhere: { judged, flagged, fans }, settings }: History): Finding {
  const rule = 'cross-platform'
  if (judged < FEWEST_MESSAGES) return { rule, found: words.few(judged, FEWEST_MESSAGES), proposal: null }
  const found = words.elsewhere(flagged, judged, fans)
  const maxPerHour = Math.min(settings.maxPerHour, 2)
  const cooldownMinutes = Math.max(settings.cooldownMinutes, 15)
  const isTighter = maxPerHour < settings.maxPerHour || cooldownMinutes > settings.cooldownMinutes
  if (fans < FEWEST_ASKING || flagged / judged < RISK_SHARE || !isTighter) return { rule, found, proposal: null }
  const change = { set: 'limits' as const, maxPerHour, cooldownMinutes }
  return { rule, found, proposal: { says: words.limits(settings, change), change } }
}
