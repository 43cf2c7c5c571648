import type { Sql } from '../database/sql.ts'
import { bySystem } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import type { DigestsDeps } from './deps.ts'
import type { Found } from './insight.ts'
import { type Noted, noteFound } from './insight-store.ts'

/**
 * Keeps what was found, each cause once: returns what is new and what lasted longer than was known; what was told, muted by
 * a decision, or settled isn't among it. A fact each, in the caller's transaction.
 */
export async function noteInsights(
  { ground }: Pick<DigestsDeps, 'ground'>,
  sql: Sql,
  agencyId: string,
  found: readonly Found[],
): Promise<Noted[]> {
  if (found.length === 0) return []
  const at = ground.clock.now()
  const noted = await noteFound(
    sql,
    agencyId,
    found.map((one) => ({ ...one, id: newId(ground.clock) })),
    at,
  )
  const kinds = new Map(found.map(({ causeKey, kind }) => [causeKey, kind]))
  const facts = noted.map(({ id, causeKey, isNew }) => ({
    ...{ agencyId, name: isNew ? 'insight.found' : 'insight.lasted', subject: id, by: bySystem('digests') },
    ...{ data: { causeKey, kind: kinds.get(causeKey) ?? null }, at },
  }))
  await ground.facts.record(sql, facts)
  return noted
}
