import type { Sql } from '../database/sql.ts'
import { recountFans } from './kept-store.ts'

/**
 * Takes at most `limit` purchases away that only imports brought and whose date has come, and what they added to their fans.
 * Returns how many went.
 */
export async function expirePurchases(sql: Sql, agencyId: string, now: Date, limit: number): Promise<number> {
  const doomed = await sql.query<{ fan_id: string; external_id: string }>(
    `SELECT fan_id, external_id FROM purchases WHERE agency_id = $1 AND expires_at <= $2 ORDER BY expires_at LIMIT $3`,
    [agencyId, now, limit],
  )
  if (doomed.length === 0) return 0
  const fanIds = [...new Set(doomed.map((row) => row.fan_id))]
  await sql.query('SELECT 1 FROM fans WHERE agency_id = $1 AND id = ANY($2) ORDER BY id FOR NO KEY UPDATE', [
    agencyId,
    fanIds,
  ])
  const [row] = await sql.query<{ gone: number }>(
    `WITH gone AS (
       DELETE FROM purchases p USING unnest($3::uuid[], $4::text[]) AS d(fan_id, external_id)
       WHERE p.agency_id = $1 AND p.fan_id = d.fan_id AND p.external_id = d.external_id AND p.expires_at <= $2
       RETURNING p.fan_id, p.amount_minor),
     sums AS (
       SELECT fan_id, sum(amount_minor) AS amount FROM gone GROUP BY fan_id),
     moved AS (
       UPDATE fans f SET spent_minor = f.spent_minor - sums.amount FROM sums
       WHERE f.agency_id = $1 AND f.id = sums.fan_id)
     SELECT count(*) AS gone FROM gone`,
    [agencyId, now, doomed.map((d) => d.fan_id), doomed.map((d) => d.external_id)],
  )
  await recountFans(sql, agencyId, fanIds)
  return row?.gone ?? 0
}

/**
 * Takes at most `limit` fans away whom only imports brought, whose date has come, and who have nothing left. Who objects to
 * profiling stays: with the row the objection would go, and the next import would profile them again.
 */
export async function expireFans(sql: Sql, agencyId: string, now: Date, limit: number): Promise<number> {
  const gone = await sql.query(
    `DELETE FROM fans f WHERE f.agency_id = $1 AND f.id IN (
       SELECT id FROM fans o WHERE o.agency_id = $1 AND o.expires_at <= $2 AND o.profiling_refused_at IS NULL
         AND NOT EXISTS (SELECT FROM purchases p WHERE p.agency_id = $1 AND p.fan_id = o.id)
         AND NOT EXISTS (SELECT FROM subscriptions s WHERE s.agency_id = $1 AND s.fan_id = o.id)
       ORDER BY id LIMIT $3 FOR UPDATE) RETURNING f.id`,
    [agencyId, now, limit],
  )
  return gone.length
}
