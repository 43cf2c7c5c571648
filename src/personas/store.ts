import type { Sql } from '../database/sql.ts'

/** Three templates; each may hold variants separated by a line `---` and placeholders such as `{{fan}}`. */
export interface PersonaTemplates {
  welcome: string
  upsell: string
  reactivation: string
}

export interface Persona extends PersonaTemplates {
  creatorId: string
  version: number
  name: string
}

export async function activePersona(sql: Sql, agencyId: string, creatorId: string): Promise<Persona | null> {
  const [row] = await sql.query<Omit<Persona, 'creatorId'>>(
    `SELECT version, name, welcome, upsell, reactivation FROM personas
     WHERE agency_id = $1 AND creator_id = $2 AND active`,
    [agencyId, creatorId],
  )
  return row ? { creatorId, ...row } : null
}

/** Adds a version and makes it the active one; the creator's row is locked by the caller. */
export async function insertPersona(
  sql: Sql,
  agencyId: string,
  persona: Omit<Persona, 'version'>,
  at: Date,
): Promise<number> {
  await sql.query('UPDATE personas SET active = false WHERE agency_id = $1 AND creator_id = $2 AND active', [
    agencyId,
    persona.creatorId,
  ])
  const [row] = await sql.query<{ version: number }>(
    `INSERT INTO personas (agency_id, creator_id, version, name, welcome, upsell, reactivation, active, created_at)
     SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, true, $7 FROM personas
     WHERE agency_id = $1 AND creator_id = $2 RETURNING version`,
    [agencyId, persona.creatorId, persona.name, persona.welcome, persona.upsell, persona.reactivation, at],
  )
  return row?.version ?? 0
}

export async function lockCreator(sql: Sql, agencyId: string, creatorId: string): Promise<void> {
  await sql.query('SELECT id FROM creators WHERE agency_id = $1 AND id = $2 FOR NO KEY UPDATE', [agencyId, creatorId])
}
