import type { Creator } from '../agency/index.ts'
import { dayOf } from '../figures/index.ts'
import type { DigestsDeps } from './deps.ts'
import { gatherLeaving } from './gather-leaving.ts'
import { gatherToday } from './gather-today.ts'
import { type Found, fanCause } from './insight.ts'
import { knownCauses } from './insight-store.ts'
import { keepLeaving } from './leaving-store.ts'
import { noteInsights } from './note-insights.ts'

const MONTH_DAYS = 30
/** More is not done in a day. */
const MOST_LEAVING = 20

/**
 * Keeps whom the day's list and the churn digest name, each fan once a month, whichever finds them first, and who is leaving in
 * both groups alike, held out or not.
 */
export async function noteFans(deps: DigestsDeps, agencyId: string, creator: Creator): Promise<void> {
  const { ground } = deps
  const now = ground.clock.now()
  const day = dayOf(now, creator.zone)
  const { list } = await gatherToday(deps, agencyId, creator, 'en')
  const { digest } = await gatherLeaving(deps, agencyId, creator, { horizonDays: MONTH_DAYS, language: 'en' })
  const common = { creatorId: creator.id, fromDay: day, toDay: day }
  const chances = list.fans.map(({ fanId, worthMinor, occasions, because }): Found => {
    const [occasion = 'answer'] = occasions
    const detail = { fanId, worthMinor, currency: creator.currency, reason: because[0] ?? '', occasion }
    return { ...common, kind: 'opportunity', causeKey: fanCause(fanId, day), priority: 3, detail }
  })
  const listed = new Set(list.fans.map(({ fanId }) => fanId))
  const leaving = digest.leaving
    .filter(({ fanId }) => !listed.has(fanId))
    .slice(0, MOST_LEAVING)
    .map(({ fanId, monthlyMinor, risk, reasons }): Found => {
      const worthMinor = Math.round(risk * monthlyMinor)
      const detail = { fanId, worthMinor, currency: creator.currency, reason: reasons[0] ?? '' }
      return {
        ...{ ...common, kind: 'churn', causeKey: fanCause(fanId, day), priority: 2 },
        detail: { ...detail, occasion: 'leaving' },
      }
    })
  const found = [...chances, ...leaving]
  const known = await knownCauses(
    ground.database,
    agencyId,
    creator.id,
    found.map(({ causeKey }) => causeKey),
  )
  const all = [...digest.leaving, ...digest.heldOut].map(({ fanId, risk, isHeldOut }) => ({
    ...{ fanId, risk, isHeldOut, at: now },
  }))
  await ground.database.transaction('fans.noted', async (sql) => {
    await keepLeaving(sql, agencyId, { creatorId: creator.id, month: day.slice(0, 7) }, all)
    await noteInsights(
      deps,
      sql,
      agencyId,
      found.filter(({ causeKey }) => !known.has(causeKey)),
    )
  })
}
