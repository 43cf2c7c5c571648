import type { ListedFan as KnownFan } from '../fans/index.ts'
import type { ExpectedOf } from '../scoring/index.ts'
import type { Chance, Occasion } from './action-list.ts'
import { LEAVING_RISK } from './churn-digest.ts'
import type { ListWords } from './list-words.ts'

const DAY_MS = 86_400_000
const HORIZON_DAYS = 30
const WEEK_DAYS = 7
/** Of a fan of whom nothing is known yet: they may as well renew as not. */
const UNKNOWN_RISK = 0.5

/** Everything that speaks for writing to one fan today. */
export interface Reasons {
  fan: KnownFan
  /** Null: the fan has no score. */
  expected: ExpectedOf | null
  waits: { since: Date; messages: number } | null
  ends: { until: Date; priceMinor: number } | null
  /** A price in the creator's currency that was shown and not taken, and which share of such prices is. */
  unsold: { title: string; shownMinor: number; shownAt: Date; share: number } | null
  /** Years since the first purchase. */
  anniversary: number | null
  isBirthday: boolean
}

/** In minor units: what the fan brings in thirty days if they buy, and what is expected of them in seven. */
function worthOf(expected: ExpectedOf | null): { monthlyMinor: number; weekMinor: number; risk: number | null } {
  const { buys7 = null, buys30 = null, value30Minor = null } = expected ?? {}
  if (buys30 === null || value30Minor === null || buys30 <= 0) return { monthlyMinor: 0, weekMinor: 0, risk: null }
  const monthlyMinor = Math.round(value30Minor / buys30)
  const share = buys7 === null ? WEEK_DAYS / HORIZON_DAYS : buys7 / buys30
  return { monthlyMinor, weekMinor: Math.round(value30Minor * share), risk: 1 - buys30 }
}

/**
 * What a message today is expected to bring within seven days, by reason. An answer, an anniversary or a birthday: what is
 * expected of the fan in a week. About to leave: what they bring, times the risk, times how likely they are to stay, so that
 * neither the lost nor the faithful come first. An ending subscription: its price, times how likely they are to buy. A price
 * that was not taken: the price, times the share of such prices that is. Who is held out is only ever answered.
 */
export function chancesOf(reasons: Reasons, words: ListWords, now: Date, isHeldOut: boolean): Chance[] {
  const { fan, expected, waits, ends, unsold, anniversary, isBirthday } = reasons
  const { monthlyMinor, weekMinor, risk } = worthOf(expected)
  const chance = (occasion: Occasion, worthMinor: number, because: string): Chance => ({
    ...{ fanId: fan.id, name: fan.name, segment: expected?.segment ?? 'Prospect', occasion, because },
    // Who waits is answered, whatever is expected of them: they come last, and are there.
    worthMinor: Math.max(occasion === 'answer' ? 1 : 0, Math.round(worthMinor)),
    ...{
      isFrozen: fan.isFrozen,
      objects: fan.objects,
      isOverLimit: false,
      isHeldOut: isHeldOut && occasion !== 'answer',
    },
  })
  const chances: Chance[] = []
  // Who wrote is answered, held out or not.
  if (waits) chances.push(chance('answer', weekMinor, words.waits(hoursSince(waits.since, now), waits.messages)))
  if (waits && isHeldOut) return chances
  if (risk !== null && risk >= LEAVING_RISK) {
    const quiet = quietOf(fan, words, now)
    const because = words.together([...(quiet ? [quiet.says] : []), words.churn(risk, HORIZON_DAYS)])
    chances.push(chance('leaving', risk * (1 - risk) * monthlyMinor * (WEEK_DAYS / HORIZON_DAYS), because))
  }
  if (ends) {
    const days = Math.floor((ends.until.getTime() - now.getTime()) / DAY_MS)
    chances.push(chance('subscription-ends', ends.priceMinor * (1 - (risk ?? UNKNOWN_RISK)), words.endsIn(days)))
  }
  if (unsold) {
    const days = Math.floor((now.getTime() - unsold.shownAt.getTime()) / DAY_MS)
    chances.push(chance('unsold-ppv', unsold.shownMinor * unsold.share, words.sawUnsold(unsold.title, days)))
  }
  if (anniversary !== null) chances.push(chance('anniversary', weekMinor, words.anniversary(anniversary)))
  if (isBirthday) chances.push(chance('birthday', weekMinor, words.birthday))
  return chances
}

const hoursSince = (at: Date, now: Date): number => Math.floor((now.getTime() - at.getTime()) / 3_600_000)

/** `last bought 9 days ago, usually buys every 6 days`, of who bought more than once; null for others. */
export function quietOf(fan: KnownFan, words: ListWords, now: Date): { says: string; everyDays: number } | null {
  const { purchases, firstPurchaseAt, lastPurchaseAt } = fan
  if (purchases < 2 || !firstPurchaseAt || !lastPurchaseAt) return null
  const everyDays = (lastPurchaseAt.getTime() - firstPurchaseAt.getTime()) / DAY_MS / (purchases - 1)
  const quietDays = Math.floor((now.getTime() - lastPurchaseAt.getTime()) / DAY_MS)
  return { says: words.quiet(quietDays, Math.max(1, Math.round(everyDays))), everyDays }
}
