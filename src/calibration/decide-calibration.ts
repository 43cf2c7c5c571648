import type { Sql } from '../database/sql.ts'
import type { Actor } from '../desk/index.ts'
import { unreachable } from '../kernel/invariant.ts'
import type { CalibrationDeps } from './deps.ts'
import type { Proposal } from './rules.ts'
import { type Calibration, lockCalibration, settleCalibration } from './store.ts'

export type Settled =
  | { kind: 'done'; calibration: Calibration; changed: number }
  | { kind: 'gone' }
  | { kind: 'already'; state: Calibration['state'] }

/**
 * A person accepts or declines a calibration; the first one wins. Accepting sets every proposed setting by the use cases of
 * the slices that own them, in one transaction with the fact: all of it or nothing.
 */
export async function decideCalibration(
  deps: CalibrationDeps,
  actor: Actor,
  id: string,
  state: 'accepted' | 'declined',
): Promise<Settled> {
  const { ground } = deps
  const { agencyId, operatorId } = actor
  return ground.database.transaction(`calibration.${state}`, async (sql) => {
    const calibration = await lockCalibration(sql, agencyId, id)
    if (!calibration) return { kind: 'gone' }
    if (calibration.state !== 'proposed') return { kind: 'already', state: calibration.state }
    const changes = state === 'accepted' ? calibration.found.flatMap(({ proposal }) => proposal?.change ?? []) : []
    // Fans last: the creator's row is locked before theirs.
    const inOrder = changes.toSorted((a, b) => Number(a.set === 'tag') - Number(b.set === 'tag'))
    for (const change of inOrder) await apply(deps, sql, actor, calibration.creatorId, change)
    const at = ground.clock.now()
    await settleCalibration(sql, agencyId, id, { state, byId: operatorId, at })
    const by = { kind: 'operator' as const, id: operatorId }
    const data = { creatorId: calibration.creatorId, changes: changes.length }
    await ground.facts.record(sql, [{ agencyId, name: `calibration.${state}`, subject: id, by, data, at }])
    return { kind: 'done', calibration, changed: changes.length }
  })
}

async function apply(
  { agencies, fans, guardrails }: CalibrationDeps,
  sql: Sql,
  actor: Actor,
  creatorId: string,
  change: Proposal,
): Promise<void> {
  const { agencyId } = actor
  const by = { kind: 'operator' as const, id: actor.operatorId }
  switch (change.set) {
    case 'rescore-at': {
      const { minuteOfDay, zone } = change
      const schedule = { agencyId, task: 'rescore-creator', subject: creatorId, zone, minuteOfDay, weekdays: [] }
      return agencies.changeSchedule(sql, schedule, by)
    }
    case 'deadline':
      return agencies.changeDeadline(sql, actor, { creatorId, minutes: change.minutes })
    case 'tag':
      for (const fanId of change.fanIds.toSorted()) {
        const fan = await fans.fan(sql, agencyId, fanId)
        // Objected since it was proposed: nothing is said of them. One with too many tags keeps those.
        if (fan?.profilingRefusedAt === null) await fans.tag(sql, actor, { fanId, add: [change.tag], remove: [] })
      }
      return
    case 'limits': {
      // On what holds now: words that were set meanwhile stay, and so does a tighter limit.
      const { version: _version, ...rules } = await guardrails.rules(sql, agencyId, creatorId)
      const maxPerHour = Math.min(rules.maxPerHour, change.maxPerHour)
      const cooldownMinutes = Math.max(rules.cooldownMinutes, change.cooldownMinutes)
      const lists = {
        forbiddenWords: [...rules.forbiddenWords],
        escalationTriggers: [...rules.escalationTriggers],
        outsideBoundaries: [...rules.outsideBoundaries],
      }
      const wanted = { ...rules, ...lists, agencyId, creatorId, maxPerHour, cooldownMinutes }
      await guardrails.change(sql, wanted, by)
      return
    }
    default:
      return unreachable(change)
  }
}
