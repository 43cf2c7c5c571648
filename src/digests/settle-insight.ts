import type { Actor } from '../desk/index.ts'
import type { DigestsDeps } from './deps.ts'
import { type Explanation, type Insight, type Step, stepOf } from './insight.ts'
import { lockInsight, writeExplained, writeStatus, writeWatch } from './insight-store.ts'

export type Stepped =
  | { kind: 'done'; insight: Insight }
  | { kind: 'gone' }
  /** It changes nothing: taken already, done or dismissed. */
  | { kind: 'already'; insight: Insight }

const FACTS = { take: 'insight.taken', done: 'insight.done', dismiss: 'insight.dismissed' } as const

/** A person takes, finishes or dismisses an insight, as a fact; what is settled stays as it is. */
export async function settleInsight({ ground }: DigestsDeps, actor: Actor, id: string, step: Step): Promise<Stepped> {
  const { agencyId, operatorId } = actor
  return ground.database.transaction(FACTS[step], async (sql) => {
    const insight = await lockInsight(sql, agencyId, id)
    if (!insight) return { kind: 'gone' }
    const status = stepOf(insight.status, step)
    if (status === null) return { kind: 'already', insight }
    const at = ground.clock.now()
    await writeStatus(sql, agencyId, id, { status, byId: operatorId, at })
    const by = { kind: 'operator' as const, id: operatorId }
    const data = { creatorId: insight.creatorId, causeKey: insight.causeKey }
    await ground.facts.record(sql, [{ agencyId, name: FACTS[step], subject: id, by, data, at }])
    return { kind: 'done', insight: { ...insight, status } }
  })
}

/** A person says what an unusual stretch was: it is done, and its days are not learnt from. A fact with the code of it. */
export async function explainInsight(
  { ground }: DigestsDeps,
  { agencyId, operatorId }: Actor,
  id: string,
  explanation: Explanation,
): Promise<Stepped> {
  return ground.database.transaction('insight.explained', async (sql) => {
    const insight = await lockInsight(sql, agencyId, id)
    if (!insight || !('metric' in insight.detail)) return { kind: 'gone' }
    const status = stepOf(insight.status, 'done')
    if (status === null) return { kind: 'already', insight }
    const at = ground.clock.now()
    await writeStatus(sql, agencyId, id, { status, byId: operatorId, at })
    await writeExplained(sql, agencyId, id, explanation)
    const by = { kind: 'operator' as const, id: operatorId }
    const data = { creatorId: insight.creatorId, causeKey: insight.causeKey, explanation }
    await ground.facts.record(sql, [{ agencyId, name: 'insight.explained', subject: id, by, data, at }])
    return { kind: 'done', insight: { ...insight, status } }
  })
}

const MUTE_DAYS = 7
const DAY_MS = 86_400_000

/** Nothing is told of this alert's figure for seven days, and the alert is dismissed; null when it isn't there, or is none. */
export async function muteFigure(
  { ground }: DigestsDeps,
  actor: Actor,
  id: string,
): Promise<{ insight: Insight; until: Date } | null> {
  const { agencyId, operatorId } = actor
  return ground.database.transaction('insight.muted', async (sql) => {
    const insight = await lockInsight(sql, agencyId, id)
    if (!insight || !('metric' in insight.detail)) return null
    const at = ground.clock.now()
    const until = new Date(at.getTime() + MUTE_DAYS * DAY_MS)
    const { metric } = insight.detail
    await writeWatch(sql, agencyId, insight.creatorId, { muted: { [metric]: until.toISOString() } }, USUAL_BUDGET_DAYS)
    const status = stepOf(insight.status, 'dismiss')
    if (status !== null) await writeStatus(sql, agencyId, id, { status, byId: operatorId, at })
    const by = { kind: 'operator' as const, id: operatorId }
    const data = { creatorId: insight.creatorId, metric, until: until.toISOString() }
    await ground.facts.record(sql, [{ agencyId, name: 'insight.muted', subject: id, by, data, at }])
    return { insight: { ...insight, status: status ?? insight.status }, until }
  })
}

/** Until managers set another: all figures of a creator together are wrong once in two months. */
export const USUAL_BUDGET_DAYS = 60
