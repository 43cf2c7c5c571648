import type { Sql } from '../database/sql.ts'
import type { Kind, Mapping } from './mapping.ts'
import type { Outcome } from './outcome.ts'
import type { Problem } from './trouble.ts'

/** An import as it is stored. */
export interface StoredImport {
  id: string
  accountId: string
  creatorId: string
  kind: Kind
  authorisedBy: string
  authorisedAt: Date
  keepUntil: Date | null
  outcome: Outcome
  at: Date
  expiredAt: Date | null
}

interface ImportRow {
  id: string
  account_id: string
  creator_id: string
  kind: Kind
  authorised_by: string
  authorised_at: Date
  keep_until: Date | null
  outcome: Outcome
  at: Date
  expired_at: Date | null
}

const COLUMNS = 'id, account_id, creator_id, kind, authorised_by, authorised_at, keep_until, outcome, at, expired_at'

const toImport = (row: ImportRow): StoredImport => ({
  id: row.id,
  accountId: row.account_id,
  creatorId: row.creator_id,
  kind: row.kind,
  authorisedBy: row.authorised_by,
  authorisedAt: row.authorised_at,
  keepUntil: row.keep_until,
  outcome: row.outcome,
  at: row.at,
  expiredAt: row.expired_at,
})

/** One import of an agency at a time: whoever brings the same file meanwhile waits for what comes of it. */
export async function lockImports(sql: Sql, agencyId: string): Promise<void> {
  await sql.query(`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('import ' || $1, 0))) locked`, [
    agencyId,
  ])
}

/** The import of this file, read alike, whose rows were not expired; null when there is none. */
export async function importOfRequest(sql: Sql, agencyId: string, requestHash: Buffer): Promise<StoredImport | null> {
  const [row] = await sql.query<ImportRow>(
    `SELECT ${COLUMNS} FROM imports WHERE agency_id = $1 AND request_hash = $2 AND expired_at IS NULL`,
    [agencyId, requestHash],
  )
  return row ? toImport(row) : null
}

/** The import of that id; null when the agency has none. */
export async function readImport(sql: Sql, agencyId: string, id: string): Promise<StoredImport | null> {
  const [row] = await sql.query<ImportRow>(`SELECT ${COLUMNS} FROM imports WHERE agency_id = $1 AND id = $2`, [
    agencyId,
    id,
  ])
  return row ? toImport(row) : null
}

export interface NewImport extends Omit<StoredImport, 'expiredAt'> {
  fileHash: Buffer
  requestHash: Buffer
  mapping: Mapping
}

/** Stores an import with the rows that were not taken in. */
export async function insertImport(
  sql: Sql,
  agencyId: string,
  made: NewImport,
  problems: readonly Problem[],
): Promise<void> {
  await sql.query(
    `INSERT INTO imports (agency_id, id, account_id, creator_id, kind, file_hash, request_hash, mapping, authorised_by,
       authorised_at, keep_until, outcome, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[agencyId, made.id, made.accountId, made.creatorId, made.kind, made.fileHash, made.requestHash],
      ...[JSON.stringify(made.mapping), made.authorisedBy, made.authorisedAt, made.keepUntil],
      ...[JSON.stringify(made.outcome), made.at],
    ],
  )
  await sql.query(
    `INSERT INTO import_problems (agency_id, import_id, n, line, column_name, reason, cell)
     SELECT $1, $2, p.n, p.line, p.column_name, p.reason, p.cell
     FROM unnest($3::int4[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY AS p(line, column_name, reason, cell, n)`,
    [
      agencyId,
      made.id,
      problems.map((p) => p.line),
      problems.map((p) => p.column),
      problems.map((p) => p.reason),
      problems.map((p) => p.cell),
    ],
  )
}

/** The rows that an import didn't take in, in the order of the file. */
export async function readProblems(sql: Sql, agencyId: string, importId: string): Promise<Omit<Problem, 'skip'>[]> {
  const rows = await sql.query<{ line: number; column_name: string; reason: string; cell: string }>(
    'SELECT line, column_name, reason, cell FROM import_problems WHERE agency_id = $1 AND import_id = $2 ORDER BY n',
    [agencyId, importId],
  )
  return rows.map((row) => ({ line: row.line, column: row.column_name, reason: row.reason, cell: row.cell }))
}

/** Saves how a source's files are read. */
export async function saveMapping(
  sql: Sql,
  agencyId: string,
  saved: { name: string; kind: Kind; mapping: Mapping },
  at: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO import_mappings (agency_id, name, kind, mapping, saved_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (agency_id, name) DO UPDATE SET kind = excluded.kind, mapping = excluded.mapping, saved_at = excluded.saved_at`,
    [agencyId, saved.name, saved.kind, JSON.stringify(saved.mapping), at],
  )
}

/** The saved mapping of that name; null when the agency has none. */
export async function readMapping(
  sql: Sql,
  agencyId: string,
  name: string,
): Promise<{ kind: Kind; mapping: unknown } | null> {
  const [row] = await sql.query<{ kind: Kind; mapping: unknown }>(
    'SELECT kind, mapping FROM import_mappings WHERE agency_id = $1 AND name = $2',
    [agencyId, name],
  )
  return row ?? null
}

/** The agencies that keep something of an import whose date has come. */
export async function agenciesWithExpired(sql: Sql, now: Date): Promise<string[]> {
  const rows = await sql.query<{ agency_id: string }>(
    'SELECT DISTINCT agency_id FROM imports WHERE expired_at IS NULL AND keep_until <= $1 ORDER BY agency_id',
    [now],
  )
  return rows.map((row) => row.agency_id)
}

/** Marks imports whose date has come as expired and drops their reports; returns their ids. */
export async function expireImportRows(sql: Sql, agencyId: string, now: Date): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE imports SET expired_at = $2 WHERE agency_id = $1 AND expired_at IS NULL AND keep_until <= $2 RETURNING id`,
    [agencyId, now],
  )
  const ids = rows.map((row) => row.id)
  await sql.query('DELETE FROM import_problems WHERE agency_id = $1 AND import_id = ANY($2)', [agencyId, ids])
  return ids
}
