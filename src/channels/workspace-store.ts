import type { Sql } from '../database/sql.ts'
import type { DeskName } from '../desk/index.ts'

/** A Slack workspace or Discord server. */
export interface Workspace {
  desk: DeskName
  /** The desk's own id of it. */
  workspace: string
  name: string
}

/** Whose workspace it is now; null when nobody's. */
export async function agencyOfWorkspace(sql: Sql, desk: DeskName, workspace: string): Promise<string | null> {
  const [row] = await sql.query<{ agency_id: string }>(
    'SELECT agency_id FROM workspaces WHERE desk = $1 AND workspace = $2 AND ended_at IS NULL',
    [desk, workspace],
  )
  return row?.agency_id ?? null
}

/** The agency's workspaces of a desk that still hold, the oldest first. */
export async function workspacesOf(sql: Sql, agencyId: string, desk: DeskName): Promise<Workspace[]> {
  return sql.query<Workspace>(
    `SELECT desk, workspace, name FROM workspaces WHERE agency_id = $1 AND desk = $2 AND ended_at IS NULL
     ORDER BY installed_at`,
    [agencyId, desk],
  )
}

/** Installs it, or again; false when it is another agency's. */
export async function insertWorkspace(sql: Sql, agencyId: string, w: Workspace, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO workspaces (agency_id, desk, workspace, name, installed_at)
     SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (
       SELECT FROM workspaces WHERE desk = $2 AND workspace = $3 AND agency_id <> $1 AND ended_at IS NULL)
     ON CONFLICT (agency_id, desk, workspace) DO UPDATE SET name = excluded.name, ended_at = NULL
     RETURNING workspace`,
    [agencyId, w.desk, w.workspace, w.name, at],
  )
  return rows.length > 0
}

/** Ends it; false when it had ended already, or is not this agency's. */
export async function endWorkspace(
  sql: Sql,
  agencyId: string,
  { desk, workspace }: Omit<Workspace, 'name'>,
  at: Date,
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE workspaces SET ended_at = $4
     WHERE agency_id = $1 AND desk = $2 AND workspace = $3 AND ended_at IS NULL RETURNING workspace`,
    [agencyId, desk, workspace, at],
  )
  return rows.length > 0
}

/** Whether this very click or form was answered before. */
export async function wasHandled(sql: Sql, agencyId: string, desk: DeskName, press: string): Promise<boolean> {
  const rows = await sql.query('SELECT FROM handled_presses WHERE agency_id = $1 AND desk = $2 AND press = $3', [
    agencyId,
    desk,
    press,
  ])
  return rows.length > 0
}

/** Notes that a click or form was answered. */
export async function insertHandled(
  sql: Sql,
  agencyId: string,
  desk: DeskName,
  press: string,
  at: Date,
): Promise<void> {
  await sql.query(
    'INSERT INTO handled_presses (agency_id, desk, press, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [agencyId, desk, press, at],
  )
}

/** Forgets what was answered before `before`: desks send nothing again so late. */
export async function forgetHandled(sql: Sql, before: Date): Promise<void> {
  await sql.query('DELETE FROM handled_presses WHERE at < $1', [before])
}
