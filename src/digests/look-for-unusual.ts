import type { Creator } from '../agency/index.ts'
import type { DigestsDeps } from './deps.ts'
import type { Insight } from './insight.ts'
import { openInsights, readWatch } from './insight-store.ts'
import { noteInsights } from './note-insights.ts'
import { readDays } from './read-days.ts'
import { USUAL_BUDGET_DAYS } from './settle-insight.ts'
import { unusualOf } from './unusual.ts'

const MOST = 80

/**
 * Judges a creator's newest whole day and keeps what is unusual, each cause once; returns what is open. Only figures are read:
 * what else happened that day is not known here yet, so an alert names sources of money and no gaps of a platform.
 */
export async function lookForUnusual(deps: DigestsDeps, agencyId: string, creator: Creator): Promise<Insight[]> {
  const { ground } = deps
  const now = ground.clock.now()
  const days = await readDays(deps, agencyId, creator)
  const watch = await readWatch(ground.database, agencyId, creator.id)
  if (days.length > 0) {
    const muted = Object.entries(watch?.muted ?? {}).filter(([, until]) => new Date(until) > now)
    const found = unusualOf(
      {
        ...{ creatorId: creator.id, currency: creator.currency, days, promoted: new Set() },
        falseAlarmDays: watch?.falseAlarmDays ?? USUAL_BUDGET_DAYS,
        muted: new Set(muted.map(([metric]) => metric)),
      },
      { gaps: [], silences: [], waiting: 0, prices: [], promotions: [] },
    )
    await ground.database.transaction('insights.noted', (sql) => noteInsights(deps, sql, agencyId, found))
  }
  return openInsights(ground.database, agencyId, creator.id, MOST)
}
