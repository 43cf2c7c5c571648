import type { Sql } from '../database/sql.ts'
import { bySystem, type Cause, type Fact, type FactData, type Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'
import {
  type Approach,
  type ApproachCause,
  type ApproachPurpose,
  approachByKey,
  insertApproach,
} from './approach-store.ts'

/** A wish for a draft to a fan who has not just written. */
export interface WantedApproach {
  agencyId: string
  fanId: string
  /** Unique in the agency: asked again under the same key, it is the one from before, whatever else it says. */
  key: string
  cause: ApproachCause
  say: {
    /** In the creator's voice, with `{{fan}}` and the like; checked by whoever asks (`templateProblems`). Null: the writer decides. */
    template: string | null
    purpose: ApproachPurpose
    /** A manager's words to the writer, never the fan's. */
    note?: string
  }
  /** What it offers, if a price comes with it. */
  assetId: string | null
  offerId: string | null
  /** After this it is no longer wanted. */
  until: Date
  /** One sentence for the card, in our words: why this fan, why now. `Flow “Win back”: quiet for 31 days`. */
  why?: string
}

/**
 * Part: asks for a draft card; a task makes it when its time permits, or leaves it out and says why. Nothing is ever sent
 * from here: a person decides on the card. `isNew`: nobody asked under this key before. Rejects when the fan isn't there.
 */
export async function askApproach(
  ground: Ground,
  sql: Sql,
  wanted: WantedApproach,
): Promise<{ approachId: string; isNew: boolean }> {
  const { agencyId, fanId, key, cause, say, assetId, offerId, until, why = null } = wanted
  const { template, purpose, note = null } = say
  const stored = await insertApproach(sql, {
    ...{ agencyId, id: newId(ground.clock), fanId, key, causeKind: cause.kind, causeId: cause.id },
    ...{ purpose, template, note, why, assetId, offerId, until, askedAt: ground.clock.now() },
  })
  if (stored) {
    await ground.facts.record(sql, [approachFact(ground, stored, 'approach.asked', { until: until.toISOString() })])
    return { approachId: stored.id, isNew: true }
  }
  const before = await approachByKey(sql, agencyId, key)
  invariant(before, 'an approach to be to a fan of the agency')
  return { approachId: before.id, isNew: false }
}

/** What happened to an approach: ids and codes, so that whoever asked for it can go on. */
export function approachFact(ground: Ground, approach: Approach, name: string, data: FactData): Fact {
  const { agencyId, id, fanId, creatorId, causeKind, causeId, purpose } = approach
  return {
    ...{ agencyId, name, subject: id, by: causeOf(approach), at: ground.clock.now() },
    data: { approachId: id, fanId, creatorId, causeKind, causeId, purpose, ...data },
  }
}

const causeOf = ({ causeKind, causeId }: Approach): Cause =>
  causeKind === 'operator' ? { kind: 'operator', id: causeId } : bySystem(causeKind)
