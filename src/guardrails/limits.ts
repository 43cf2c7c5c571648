import type { Sql } from '../database/sql.ts'
import type { Ground } from '../facts/index.ts'
import { capLeft, isPressing, type LimitVerdict, limitVerdict, limitWindowMs, type Pressing } from './limit.ts'
import { insertReservation, releaseReservation, reservationsSince } from './reservation-store.ts'
import type { Guardrails } from './store.ts'

/** A reply that would take a place under a fan's limits. */
interface Asking extends Pressing {
  fanId: string
}

/** The places under a fan's limits: how often, how much, how far apart. */
export function limitsOf(ground: Ground) {
  async function room(sql: Sql, agencyId: string, reply: Asking, rules: Guardrails): Promise<LimitVerdict> {
    if (!isPressing(reply) && rules.plainPerHour === null) return { kind: 'free' }
    const now = ground.clock.now()
    const since = new Date(now.getTime() - limitWindowMs(rules))
    return limitVerdict(await reservationsSince(sql, agencyId, reply.fanId, since), rules, now, reply)
  }

  return {
    /**
     * Part: takes a place under the fan's limits for a reply: with a price or unasked always, a plain answer where
     * those are limited. The caller holds the fan's row, so two approvals at once can't both take the last place.
     */
    async reserve(
      sql: Sql,
      agencyId: string,
      reply: Asking & { decisionId: string },
      rules: Guardrails,
    ): Promise<LimitVerdict> {
      if (!isPressing(reply) && rules.plainPerHour === null) return { kind: 'free' }
      const verdict = await room(sql, agencyId, reply, rules)
      if (verdict.kind === 'free') await insertReservation(sql, agencyId, { ...reply, at: ground.clock.now() })
      return verdict
    },
    /** Part: whether a reply would find a place now, without taking it. */
    room,
    /** What may still be asked of a fan now, by the tighter of the caps; null where none is set. For a suggestion: `reserve` decides. */
    async left(sql: Sql, agencyId: string, fanId: string, rules: Guardrails) {
      if (rules.perDayMinor === null && rules.perFanMinor === null) return null
      const now = ground.clock.now()
      const since = new Date(now.getTime() - limitWindowMs(rules))
      return capLeft(await reservationsSince(sql, agencyId, fanId, since), rules, now)
    },
    /** Part: gives the place back when the reply was withdrawn or never left. */
    release: (sql: Sql, agencyId: string, decisionId: string) =>
      releaseReservation(sql, agencyId, decisionId, ground.clock.now()),
  }
}
