import type { Sql } from '../database/sql.ts'

/** When an operator last decided on a card, or approved one first of two; null when never. */
export async function lastDecidedAt(sql: Sql, agencyId: string, operatorId: string): Promise<Date | null> {
  const [row] = await sql.query<{ at: Date | null }>(
    `SELECT greatest(
       (SELECT max(at) FROM decisions WHERE agency_id = $1 AND operator_id = $2),
       (SELECT max(at) FROM first_approvals WHERE agency_id = $1 AND operator_id = $2)) AS at`,
    [agencyId, operatorId],
  )
  return row?.at ?? null
}

/** One operator's approvals. */
export interface Looked {
  name: string
  approvals: number
  /** The median of how long they looked. */
  medianMs: number
  quick: number
}

/** How long each operator looked before they approved since then, first of two included; who was quick most often first. */
export async function lookedSince(sql: Sql, agencyId: string, since: Date, quickMs: number): Promise<Looked[]> {
  return sql.query<Looked>(
    `SELECT o.name, count(*)::int AS approvals, count(*) FILTER (WHERE a.looked_ms < $3)::int AS quick,
       (percentile_cont(0.5) WITHIN GROUP (ORDER BY a.looked_ms))::float8 AS "medianMs"
     FROM (SELECT operator_id, looked_ms FROM decisions
           WHERE agency_id = $1 AND at > $2 AND outcome = 'accepting' AND looked_ms IS NOT NULL
           UNION ALL SELECT operator_id, looked_ms FROM first_approvals
           WHERE agency_id = $1 AND at > $2 AND looked_ms IS NOT NULL) a
     JOIN operators o ON o.agency_id = $1 AND o.id = a.operator_id
     GROUP BY o.id, o.name ORDER BY quick DESC, approvals DESC, o.name LIMIT 20`,
    [agencyId, since, quickMs],
  )
}

/** How long people usually look at a card of a creator before they approve it, and of how many that is known; ms. */
export interface UsualLook {
  medianMs: number
  cards: number
}

/** By approvals since a moment: of replies to what fans wrote, and of messages that nobody asked for. Null where none is known. */
export async function usualLooks(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  since: Date,
): Promise<{ answers: UsualLook | null; approaches: UsualLook | null }> {
  const rows = await sql.query<UsualLook & { isApproach: boolean }>(
    `SELECT d.approach_id IS NOT NULL AS "isApproach", count(*)::int4 AS cards,
       (percentile_cont(0.5) WITHIN GROUP (ORDER BY n.looked_ms))::float8 AS "medianMs"
     FROM decisions n JOIN drafts d ON d.agency_id = n.agency_id AND d.id = n.draft_id
     WHERE n.agency_id = $1 AND d.creator_id = $2 AND n.at >= $3 AND n.outcome = 'accepting' AND n.looked_ms IS NOT NULL
     GROUP BY 1`,
    [agencyId, creatorId, since],
  )
  const of = (wanted: boolean): UsualLook | null => {
    const row = rows.find(({ isApproach }) => isApproach === wanted)
    return row ? { medianMs: row.medianMs, cards: row.cards } : null
  }
  return { answers: of(false), approaches: of(true) }
}
