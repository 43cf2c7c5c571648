import type { Sql } from '../database/sql.ts'

export interface SealRow {
  seq: number
  factId: number
  /** xid8 as text: it can exceed 2^53. */
  factXid: string
  canonical: string
  prevHash: Buffer
  hash: Buffer
}

/** The canonical text of a fact, made by the database alone, so that every byte of the row is in it. */
const CANONICAL = `jsonb_build_array(f.agency_id, f.id, f.xid::text, f.name, f.subject, f.actor_kind, f.actor_id, f.data,
  to_char(f.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text`

export async function lockAgencySeals(sql: Sql, agencyId: string): Promise<void> {
  await sql.query(`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('seal ' || $1, 0))) locked`, [agencyId])
}

export async function lastSeal(sql: Sql, agencyId: string): Promise<SealRow | null> {
  const [row] = await sql.query<StoredSeal>(`${SELECT_SEALS} WHERE agency_id = $1 ORDER BY seq DESC LIMIT 1`, [
    agencyId,
  ])
  return row ? toSeal(row) : null
}

/** Facts `above` one id up to and including another: those of one cluster. Null: the present one, which goes on. */
export interface Era {
  above: number
  upTo: number | null
}

/** An agency's eras, oldest first; the last is the present one. Most agencies have no other. */
export async function erasOf(sql: Sql, agencyId: string): Promise<Era[]> {
  const ends = await sql.query<{ id: number }>(
    'SELECT after_fact_id AS id FROM eras WHERE agency_id = $1 ORDER BY era',
    [agencyId],
  )
  const bounds = ends.map(({ id }) => id)
  return [0, ...bounds].map((above, n) => ({ above, upTo: bounds[n] ?? null }))
}

/**
 * Begins a new era where facts bear transaction numbers that are still to come here: they were restored from another
 * cluster, and would stand after all that is written now. To be called before anything is written.
 */
export async function beginEras(sql: Sql): Promise<void> {
  await sql.query(
    `INSERT INTO eras (agency_id, era, after_fact_id)
     SELECT a.id, coalesce(last.era, 0) + 1, (SELECT max(id) FROM facts f WHERE f.agency_id = a.id)
     FROM agencies a LEFT JOIN LATERAL (
       SELECT era, after_fact_id FROM eras e WHERE e.agency_id = a.id ORDER BY era DESC LIMIT 1) last ON true
     WHERE EXISTS (SELECT FROM facts f WHERE f.agency_id = a.id AND f.xid >= pg_current_xact_id()
       AND f.id > coalesce(last.after_fact_id, 0))
     ON CONFLICT DO NOTHING`,
  )
}

/**
 * Unsealed facts of an era in (xid, id) order: those of a past one all, of the present one what nothing can precede.
 * The snapshot's xmin is the whole server's, so that a transaction of another database on it holds the newest facts back for as
 * long as it runs. Which of them are ours can't be asked safely: `pg_stat_activity` is not part of the snapshot.
 */
export async function sealableFacts(
  sql: Sql,
  agencyId: string,
  era: Era,
  after: SealRow | null,
  limit: number,
): Promise<{ id: number; xid: string; canonical: string }[]> {
  return sql.query(
    `SELECT f.id, f.xid::text AS xid, ${CANONICAL} AS canonical FROM facts f
     WHERE f.agency_id = $1 AND (f.xid, f.id) > ($2::xid8, $3::int8) AND f.id > $5
       AND CASE WHEN $6::int8 IS NULL THEN f.xid < pg_snapshot_xmin(pg_current_snapshot()) ELSE f.id <= $6 END
     ORDER BY f.xid, f.id LIMIT $4`,
    [agencyId, after?.factXid ?? '0', after?.factId ?? 0, limit, era.above, era.upTo],
  )
}

export async function insertSeals(sql: Sql, agencyId: string, seals: readonly SealRow[]): Promise<void> {
  await sql.query(
    `INSERT INTO seals (agency_id, seq, fact_id, fact_xid, canonical, prev_hash, hash)
     SELECT $1, s.* FROM unnest($2::int8[], $3::int8[], $4::xid8[], $5::text[], $6::bytea[], $7::bytea[]) s`,
    [
      agencyId,
      seals.map((s) => s.seq),
      seals.map((s) => s.factId),
      seals.map((s) => s.factXid),
      seals.map((s) => s.canonical),
      seals.map((s) => s.prevHash),
      seals.map((s) => s.hash),
    ],
  )
}

/** Seals from `afterSeq` on, each with the fact's canonical text as the fact stands now (null: the fact is gone). */
export async function sealsWithFacts(
  sql: Sql,
  agencyId: string,
  afterSeq: number,
  limit: number,
): Promise<(SealRow & { now: string | null })[]> {
  const rows = await sql.query<StoredSeal & { now: string | null }>(
    `SELECT s.seq, s.fact_id, s.fact_xid::text AS fact_xid, s.canonical, s.prev_hash, s.hash,
       CASE WHEN f.id IS NOT NULL THEN ${CANONICAL} END AS now
     FROM seals s LEFT JOIN facts f ON f.agency_id = s.agency_id AND f.xid = s.fact_xid AND f.id = s.fact_id
     WHERE s.agency_id = $1 AND s.seq > $2 ORDER BY s.seq LIMIT $3`,
    [agencyId, afterSeq, limit],
  )
  return rows.map((row) => ({ ...toSeal(row), now: row.now }))
}

/** The first fact of an era that no seal names, at or below `head` where that is given: written into the past. */
export async function unsealedIn(sql: Sql, agencyId: string, era: Era, head: SealRow | null): Promise<number | null> {
  const [row] = await sql.query<{ id: number }>(
    `SELECT f.id FROM facts f WHERE f.agency_id = $1 AND ($2::xid8 IS NULL OR (f.xid, f.id) <= ($2::xid8, $3::int8))
       AND f.id > $4 AND ($5::int8 IS NULL OR f.id <= $5)
       AND NOT EXISTS (SELECT FROM seals s WHERE s.agency_id = f.agency_id AND s.fact_id = f.id AND s.fact_xid = f.xid)
     ORDER BY f.xid, f.id LIMIT 1`,
    [agencyId, head?.factXid ?? null, head?.factId ?? null, era.above, era.upTo],
  )
  return row?.id ?? null
}

/** Whether a fact of that id was written in this era. */
export const isIn = (era: Era, factId: number): boolean =>
  factId > era.above && (era.upTo === null || factId <= era.upTo)

interface StoredSeal {
  seq: number
  fact_id: number
  fact_xid: string
  canonical: string
  prev_hash: Buffer
  hash: Buffer
}

const SELECT_SEALS = `SELECT seq, fact_id, fact_xid::text AS fact_xid, canonical, prev_hash, hash FROM seals`

const toSeal = (row: StoredSeal): SealRow => ({
  seq: row.seq,
  factId: row.fact_id,
  factXid: row.fact_xid,
  canonical: row.canonical,
  prevHash: row.prev_hash,
  hash: row.hash,
})
