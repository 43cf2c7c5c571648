import type { Sql } from '../database/sql.ts'
import type { DeskName } from '../desk/index.ts'

/** One picture in one workspace, by what it shows: SHA-256 of its bytes. */
export interface PictureKey {
  desk: DeskName
  workspace: string
  digest: string
}

/** What is on record of a picture: the desk's own id of it once it has it, and how often it was tried to hand it over. */
export interface KeptPicture {
  file: string | null
  tries: number
  /** When it was handed over, or this try began. */
  at: Date
  refused: boolean
}

/** Written before a picture is handed over: what is there already, or one more try. */
export async function beginPicture(
  sql: Sql,
  agencyId: string,
  { desk, workspace, digest }: PictureKey,
  at: Date,
): Promise<KeptPicture> {
  const [row] = await sql.query<{ file: string | null; tries: number; at: Date; refused: boolean }>(
    `INSERT INTO desk_pictures AS p (agency_id, desk, workspace, digest, tries, at) VALUES ($1, $2, $3, $4, 1, $5)
     ON CONFLICT (agency_id, desk, workspace, digest) DO UPDATE SET
       tries = p.tries + (p.file IS NULL)::int, at = CASE WHEN p.file IS NULL THEN $5 ELSE p.at END
     RETURNING file, tries, at, refused_at IS NOT NULL AS refused`,
    [agencyId, desk, workspace, digest, at],
  )
  return row ?? { file: null, tries: 1, at, refused: false }
}

/** The desk has it, under its own id. */
export async function markHanded(
  sql: Sql,
  agencyId: string,
  { desk, workspace, digest }: PictureKey,
  file: string,
  at: Date,
): Promise<void> {
  await sql.query(
    'UPDATE desk_pictures SET file = $5, at = $6 WHERE agency_id = $1 AND desk = $2 AND workspace = $3 AND digest = $4',
    [agencyId, desk, workspace, digest, file, at],
  )
}

/** The desk takes no message that holds one of these files. */
export async function markRefused(
  sql: Sql,
  agencyId: string,
  { desk, workspace }: Omit<PictureKey, 'digest'>,
  files: readonly string[],
  at: Date,
): Promise<void> {
  await sql.query(
    `UPDATE desk_pictures SET refused_at = $5
     WHERE agency_id = $1 AND desk = $2 AND workspace = $3 AND file = ANY($4::text[])`,
    [agencyId, desk, workspace, files, at],
  )
}

/** Forgets what was handed over before `before`: drawn again, it is handed over once more. */
export async function forgetPictures(sql: Sql, before: Date): Promise<void> {
  await sql.query('DELETE FROM desk_pictures WHERE at < $1', [before])
}
