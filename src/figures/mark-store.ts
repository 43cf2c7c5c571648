import type { Sql } from '../database/sql.ts'
import { TELLING } from './marks.ts'
import { GRACE_HOURS } from './rules.ts'
import type { Place, ToldFact } from './told-fact.ts'

/** The era that facts are written in now; 0 before any restore. */
const ERA = '(SELECT coalesce(max(era), 0) FROM eras WHERE agency_id = $1)'

/** Where an agency's figures stand; null before the first time, and when another era has begun. */
export async function readPlace(sql: Sql, agencyId: string): Promise<Place | null> {
  const [row] = await sql.query<Place>(
    `SELECT era, fact_xid::text AS xid, fact_id AS id FROM figure_runs WHERE agency_id = $1 AND era = ${ERA}`,
    [agencyId],
  )
  return row ?? null
}

/** Before any fact that could still come: what is told of later is told from here on. */
export async function presentPlace(sql: Sql, agencyId: string): Promise<Place> {
  const [row] = await sql.query<Place>(
    `SELECT ${ERA}::int4 AS era, pg_snapshot_xmin(pg_current_snapshot())::text AS xid, 0 AS id`,
    [agencyId],
  )
  return row ?? { era: 0, xid: '0', id: 0 }
}

export async function writePlace(sql: Sql, agencyId: string, { era, xid, id }: Place, at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO figure_runs (agency_id, era, fact_xid, fact_id, ran_at) VALUES ($1, $2, $3::xid8, $4, $5)
     ON CONFLICT (agency_id) DO UPDATE SET era = excluded.era, fact_xid = excluded.fact_xid, fact_id = excluded.fact_id,
       ran_at = excluded.ran_at`,
    [agencyId, era, xid, id, at],
  )
}

/** What happened since, in the order of the transactions, as far as nothing can still come before it. */
export async function factsSince(sql: Sql, agencyId: string, place: Place, limit: number): Promise<ToldFact[]> {
  return sql.query<ToldFact>(
    `SELECT xid::text AS xid, id, name, subject, data, at FROM facts
     WHERE agency_id = $1 AND (xid, id) > ($2::xid8, $3::int8) AND xid < pg_snapshot_xmin(pg_current_snapshot())
       AND id > coalesce((SELECT max(after_fact_id) FROM eras WHERE agency_id = $1), 0)
     ORDER BY facts.xid, facts.id LIMIT $4`,
    [agencyId, place.xid, place.id, limit],
  )
}

/** Whether figures hold all that was told up to `moment`: false before the first roll-up, and after a restore until the next. */
export async function isTold(sql: Sql, agencyId: string, moment: Date): Promise<boolean> {
  const place = await readPlace(sql, agencyId)
  if (place === null) return false
  const rows = await sql.query(
    `SELECT FROM facts WHERE agency_id = $1 AND (xid, id) > ($2::xid8, $3::int8) AND at <= $4 AND name ~ $5
       AND id > coalesce((SELECT max(after_fact_id) FROM eras WHERE agency_id = $1), 0) LIMIT 1`,
    [agencyId, place.xid, place.id, moment, TELLING],
  )
  return rows.length === 0
}

interface Touched {
  creatorId: string
  at: Date
}

/**
 * When these fans paid within a month after these purchases: a purchase that comes late makes a later one no longer the first
 * of its month.
 */
export async function laterPayments(
  sql: Sql,
  agencyId: string,
  bought: readonly { fanId: string; at: Date }[],
): Promise<Touched[]> {
  return sql.query<Touched>(
    `SELECT DISTINCT f.creator_id AS "creatorId", p.at FROM unnest($2::uuid[], $3::timestamptz[]) AS b(fan_id, at)
     JOIN fans f ON f.agency_id = $1 AND f.id = b.fan_id
     JOIN purchases p ON p.agency_id = $1 AND p.fan_id = b.fan_id AND p.at > b.at AND p.at < b.at + interval '33 days'`,
    [agencyId, bought.map(({ fanId }) => fanId), bought.map(({ at }) => at)],
  )
}

/** When these fans began or ceased to subscribe, or could have, from the report on. */
export async function touchedByReports(
  sql: Sql,
  agencyId: string,
  reports: readonly { fanId: string; at: Date }[],
): Promise<Touched[]> {
  return sql.query<Touched>(
    `SELECT DISTINCT f.creator_id AS "creatorId", x.at FROM unnest($2::uuid[], $3::timestamptz[]) AS r(fan_id, at)
     JOIN fans f ON f.agency_id = $1 AND f.id = r.fan_id
     JOIN subscription_events e ON e.agency_id = $1 AND e.fan_id = r.fan_id
     CROSS JOIN LATERAL (VALUES (e.at), (e.until + interval '${GRACE_HOURS} hours')) AS x(at) WHERE x.at >= r.at`,
    [agencyId, reports.map(({ fanId }) => fanId), reports.map(({ at }) => at)],
  )
}

/** From when to when anything stands that an agency's figures are made of; null when nothing does. By indexes alone. */
export async function spanOfRows(sql: Sql, agencyId: string): Promise<{ from: Date; until: Date } | null> {
  const span = (table: string, at: string) =>
    `SELECT min(${at}) AS first, max(${at}) AS last FROM ${table} WHERE agency_id = $1`
  const [row] = await sql.query<{ from: Date | null; until: Date | null }>(
    `SELECT min(first) AS "from", max(last) AS until FROM (
       ${span('purchases', 'at')} UNION ALL ${span('messages', 'at')} UNION ALL ${span('subscription_events', 'at')}
       UNION ALL ${span('drafts', 'created_at')} UNION ALL ${span('decisions', 'at')} UNION ALL ${span('alarms', 'at')}
       UNION ALL ${span('alarms', 'settled_at')} UNION ALL ${span('deliveries', 'sent_at')}
       UNION ALL ${span('quotes', 'shown_at')} UNION ALL ${span('facts', 'at')}) spans`,
    [agencyId],
  )
  return row?.from && row.until ? { from: row.from, until: row.until } : null
}

/** When subscriptions run out unless they are renewed, after this: some in years. */
export function endsAfter(sql: Sql, agencyId: string, after: Date): Promise<Touched[]> {
  return sql.query<Touched>(
    `SELECT DISTINCT f.creator_id AS "creatorId", e.until + interval '${GRACE_HOURS} hours' AS at FROM subscription_events e
     JOIN fans f ON f.agency_id = e.agency_id AND f.id = e.fan_id
     WHERE e.agency_id = $1 AND e.until > $2::timestamptz - interval '${GRACE_HOURS} hours'`,
    [agencyId, after],
  )
}

/** The creators of an agency with their zones. */
export function zonesOf(sql: Sql, agencyId: string): Promise<{ id: string; zone: string }[]> {
  return sql.query('SELECT id, zone FROM creators WHERE agency_id = $1 ORDER BY id', [agencyId])
}
