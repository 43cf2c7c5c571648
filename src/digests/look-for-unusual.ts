import type { Creator } from '../agency/index.ts'
import { type Day, dayOf, plusDays, type Span } from '../figures/index.ts'
import type { DigestsDeps } from './deps.ts'
import type { Insight } from './insight.ts'
import { openInsights, readWatch } from './insight-store.ts'
import { noteInsights } from './note-insights.ts'
import { USUAL_BUDGET_DAYS } from './settle-insight.ts'
import { type DayFigures, unusualOf } from './unusual.ts'

/** Two months to learn from beside the longest memory there is. */
const READ_DAYS = 240

/**
 * Judges a creator's newest whole day and keeps what is unusual, each cause once; returns what is open. Only figures are read:
 * what else happened that day is not known here yet, so an alert names sources of money and no gaps of a platform.
 */
export async function lookForUnusual(deps: DigestsDeps, agencyId: string, creator: Creator): Promise<Insight[]> {
  const { ground, figures } = deps
  const now = ground.clock.now()
  const to = plusDays(dayOf(now, creator.zone), -1)
  const span: Span = { agencyId, creatorIds: [creator.id], from: plusDays(to, 1 - READ_DAYS), to }
  const [money, subscribers, watch] = await Promise.all([
    figures.money(span, 'day'),
    figures.subscribers(span, 'day'),
    readWatch(ground.database, agencyId, creator.id),
  ])
  const own = money.filter(({ currency }) => currency === creator.currency)
  const first = [...own, ...subscribers].map(({ key }) => key).sort()[0]
  if (first !== undefined) {
    const muted = Object.entries(watch?.muted ?? {}).filter(([, until]) => new Date(until) > now)
    const found = unusualOf(
      {
        ...{ creatorId: creator.id, currency: creator.currency, days: daysOf(first, to, own, subscribers) },
        ...{ promoted: new Set(), falseAlarmDays: watch?.falseAlarmDays ?? USUAL_BUDGET_DAYS },
        muted: new Set(muted.map(([metric]) => metric)),
      },
      { gaps: [], silences: [], waiting: 0, prices: [], promotions: [] },
    )
    await ground.database.transaction('insights.noted', (sql) => noteInsights(deps, sql, agencyId, found))
  }
  return openInsights(ground.database, agencyId, creator.id, MOST)
}

const MOST = 80

type Money = Awaited<ReturnType<DigestsDeps['figures']['money']>>[number]
type Subscribers = Awaited<ReturnType<DigestsDeps['figures']['subscribers']>>[number]

/** Every day from the first that has a figure to the last; a day without a row brought nothing. */
function daysOf(first: Day, last: Day, money: readonly Money[], subscribers: readonly Subscribers[]): DayFigures[] {
  const paid = new Map(money.map((row) => [row.key, row]))
  const days: DayFigures[] = []
  for (let day = first; day <= last; day = plusDays(day, 1)) {
    const row = paid.get(day)
    const moved = subscribers.filter(({ key }) => key === day)
    days.push({
      ...{ day, ppvMinor: row?.ppvMinor ?? 0, tipsMinor: row?.tipMinor ?? 0, productsMinor: row?.productMinor ?? 0 },
      ...{ subscriptionsMinor: (row?.subscriptionMinor ?? 0) + (row?.renewalMinor ?? 0) },
      ...{ refundsMinor: row?.refundedMinor ?? 0, sales: row?.sales ?? 0 },
      gained: moved.reduce((sum, { gained, regained }) => sum + gained + regained, 0),
      lost: moved.reduce((sum, { lost }) => sum + lost, 0),
    })
  }
  return days
}
