import { setImmediate } from 'node:timers/promises'
import type { Creator } from '../agency/index.ts'
import { judge } from '../guardrails/index.ts'
import type { CalibrationDeps } from './deps.ts'
import type { History } from './rules.ts'

const DAY_MS = 86_400_000
const HOURS_DAYS = 90
const RECENT_DAYS = 28
const BEFORE_DAYS = 84
const EARLY_DAYS = 30
const EARLY_MOST = 20
/** Enough to see a share of a half percent; more would only take longer. */
const JUDGED = 5_000
/** A few milliseconds of it. */
const JUDGED_AT_ONCE = 20
const ELSEWHERE = new Set(['off-platform-payment', 'off-platform-contact'])
/** What an import left where a contact stood. */
const REMOVED = /\[(?:telephone number|e-mail address)\]/
const NO_LISTS = { forbiddenWords: [], escalationTriggers: [] }

/** All that the rules look at. History that ended long ago is looked at from its end. */
export async function readHistory(deps: CalibrationDeps, agencyId: string, creator: Creator): Promise<History> {
  const { ground, agencies, fans, inbox, guardrails } = deps
  const sql = ground.database
  const now = ground.clock.now()
  const span = await inbox.span(sql, agencyId, creator.id, now)
  const until = span?.until ?? now
  const daysBack = (days: number) => new Date(until.getTime() - days * DAY_MS)
  const { zone, currency, replyWithinMinutes } = creator
  const counted = async (from: number, to: number) => {
    const hours = await inbox.hours(sql, agencyId, creator.id, { since: daysBack(from), until: daysBack(to), zone })
    return hours
  }
  const [hours, recent, before, early, texts, rules, rescoreAt] = await Promise.all([
    counted(HOURS_DAYS, 0),
    counted(RECENT_DAYS, 0),
    counted(BEFORE_DAYS, RECENT_DAYS),
    fans.earlySpenders(sql, agencyId, creator.id, {
      since: new Date(now.getTime() - EARLY_DAYS * DAY_MS),
      limit: EARLY_MOST,
    }),
    inbox.newestTexts(sql, agencyId, creator.id, now, JUDGED),
    guardrails.rules(sql, agencyId, creator.id),
    agencies.schedule(sql, agencyId, 'rescore-creator', creator.id),
  ])
  const asking = await thatAskElsewhere(texts)
  return {
    zone,
    currency,
    days: span ? Math.floor((span.until.getTime() - span.from.getTime()) / DAY_MS) : 0,
    hours,
    volume: { recent: total(recent), before: total(before) },
    early,
    elsewhere: { judged: texts.length, flagged: asking.length, fans: new Set(asking.map(({ fanId }) => fanId)).size },
    settings: { replyWithinMinutes, maxPerHour: rules.maxPerHour, cooldownMinutes: rules.cooldownMinutes, rescoreAt },
  }
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)

/** Judged bit by bit: the door and the desks of this process don't wait for all of them. */
export async function thatAskElsewhere<T extends { text: string }>(texts: readonly T[]): Promise<T[]> {
  const asking: T[] = []
  for (const [n, each] of texts.entries()) {
    if (n % JUDGED_AT_ONCE === 0) await setImmediate()
    if (asksElsewhere(each.text)) asking.push(each)
  }
  return asking
}

/** A text that can't be judged counts as one that asks: it is no all-clear. */
function asksElsewhere(text: string): boolean {
  if (REMOVED.test(text)) return true
  try {
    return judge(text, 'fan', NO_LISTS).findings.some(({ category }) => ELSEWHERE.has(category))
  } catch {
    return true
  }
}
