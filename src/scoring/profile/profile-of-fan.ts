import type { Sql } from '../../database/sql.ts'
import type { Fan } from '../../fans/index.ts'
import { type BestHours, hoursOfFan } from '../hours/hours-of-fan.ts'
import type { ScoringDeps } from '../rescore-creator.ts'
import { type Stage, stageOf } from './conversation-stage.ts'
import { responseTimes, type Waited } from './response-times.ts'

/** What is known of one fan beside segment and scores. Made when it is asked for; nothing of it is stored. */
export interface Profile {
  /** Between days with a purchase that was kept; null with fewer than two such days. */
  averageDaysBetween: number | null
  /** Of the content they bought and kept, the most frequent first. */
  favouriteTags: string[]
  responses: { fan: Waited; team: Waited }
  stage: Stage
  /** Today, in `zone`. */
  hours: BestHours
  zone: string
  /** The zone is the fan's own; else the creator's stands for it. */
  isOwnZone: boolean
}

const DAY_MS = 86_400_000
/** Older messages say little about today. */
const LOOKED_AT = 500
const TAGS = 5

/** Null for a fan who objects to profiling. `creator` is the fan's: its zone stands for one that isn't known. */
export async function profileOfFan(
  deps: ScoringDeps,
  sql: Sql,
  agencyId: string,
  fan: Fan,
  creator: { zone: string; currency: string },
): Promise<Profile | null> {
  if (fan.profilingRefusedAt !== null) return null
  const now = deps.ground.clock.now()
  const zone = fan.zone ?? creator.zone
  const [{ days }, favouriteTags, conversation, hours] = await Promise.all([
    deps.fans.purchaseDaysOfFan(sql, agencyId, fan.id, creator.currency, now),
    deps.favouriteTags(sql, agencyId, fan.id, TAGS),
    deps.inbox.ofFan(sql, agencyId, fan.id),
    hoursOfFan(sql, agencyId, fan, zone, now),
  ])
  const written = conversation ? await deps.inbox.rhythm(sql, agencyId, conversation.id, LOOKED_AT) : []
  const daysSince = (at: Date | null | undefined) =>
    at ? Math.max(0, Math.floor((now.getTime() - at.getTime()) / DAY_MS)) : null
  const [first, last] = [days[0], days.at(-1)]
  return {
    averageDaysBetween:
      first === undefined || last === undefined || days.length < 2 ? null : (last - first) / (days.length - 1),
    favouriteTags,
    responses: responseTimes(written),
    stage: stageOf({
      wrote: conversation?.inboundSeq ?? 0,
      daysSinceWrote: daysSince(conversation?.lastInboundAt),
      purchases: fan.purchaseCount,
      daysSinceBought: daysSince(fan.lastPurchaseAt),
    }),
    hours,
    zone,
    isOwnZone: fan.zone !== null,
  }
}
