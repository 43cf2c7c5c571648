import type { Sql } from '../database/sql.ts'
import type { Role } from '../desk/index.ts'
import { insertIdentity } from './store.ts'

export interface Member {
  id: string
  name: string
  role: Role
}

/** Holds the agency's row until the transaction ends, so that its team changes one step at a time. */
export async function lockTeam(sql: Sql, agencyId: string): Promise<void> {
  await sql.query('SELECT FROM agencies WHERE id = $1 FOR NO KEY UPDATE', [agencyId])
}

/** The person of that id; null for an unknown one, and for somebody who was removed. */
export async function readMember(sql: Sql, agencyId: string, id: string): Promise<Member | null> {
  const [row] = await sql.query<Member>(
    'SELECT id, name, role FROM operators WHERE agency_id = $1 AND id = $2 AND removed_at IS NULL',
    [agencyId, id],
  )
  return row ?? null
}

/** Whether somebody who is there has that name, however it is written. */
export async function namedLike(sql: Sql, agencyId: string, name: string): Promise<boolean> {
  const rows = await sql.query(
    'SELECT FROM operators WHERE agency_id = $1 AND lower(name) = lower($2) AND removed_at IS NULL LIMIT 1',
    [agencyId, name],
  )
  return rows.length > 0
}

/** How many admins there are beside this one. */
export async function adminsBeside(sql: Sql, agencyId: string, id: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM operators
     WHERE agency_id = $1 AND id <> $2 AND role = 'admin' AND removed_at IS NULL`,
    [agencyId, id],
  )
  return row?.n ?? 0
}

/** Inserts a person, known on the web desk by their id. */
export async function addMember(
  sql: Sql,
  agencyId: string,
  member: Member & { creatorId: string | null },
  at: Date,
): Promise<void> {
  await sql.query(
    'INSERT INTO operators (agency_id, id, name, role, creator_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [agencyId, member.id, member.name, member.role, member.creatorId, at],
  )
  await insertIdentity(sql, { agencyId, operatorId: member.id, desk: 'web', externalId: member.id })
}

/** Whoever is no creator's reader any more reads nobody's figures. */
export async function setRole(sql: Sql, agencyId: string, id: string, role: Role): Promise<void> {
  await sql.query('UPDATE operators SET role = $3, creator_id = NULL WHERE agency_id = $1 AND id = $2', [
    agencyId,
    id,
    role,
  ])
}

/** Ends a person's time here; returns how many identities ended with it. Their row stays: decisions name it. */
export async function endMember(sql: Sql, agencyId: string, id: string, at: Date): Promise<number> {
  await sql.query('UPDATE operators SET removed_at = $3 WHERE agency_id = $1 AND id = $2', [agencyId, id, at])
  const ended = await sql.query(
    'DELETE FROM operator_identities WHERE agency_id = $1 AND operator_id = $2 RETURNING desk',
    [agencyId, id],
  )
  return ended.length
}
