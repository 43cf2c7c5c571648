import type { Sql } from '../database/sql.ts'

/** Three templates; each may hold variants separated by a line `---` and placeholders such as `{{fan}}`. */
export interface PersonaTemplates {
  welcome: string
  upsell: string
  reactivation: string
}

/** How a creator writes, for a language model; all of it may be empty. */
export interface PersonaStyle {
  /** A few words: warm, playful. */
  tone: string
  style: string
  /** Languages the creator answers in, `en`; empty: the fan's own. */
  languages: string[]
  taboos: string[]
  boundaries: string[]
  goodExamples: string[]
  badExamples: string[]
  /** The niche preset it was made from. */
  preset: string | null
}

export interface Persona extends PersonaTemplates, PersonaStyle {
  creatorId: string
  version: number
  name: string
}

export interface PersonaVersion extends Persona {
  active: boolean
  createdAt: Date
}

const COLUMNS = `creator_id AS "creatorId", version, name, welcome, upsell, reactivation, tone, style, languages, taboos,
  boundaries, good_examples AS "goodExamples", bad_examples AS "badExamples", preset`

export async function activePersona(sql: Sql, agencyId: string, creatorId: string): Promise<Persona | null> {
  const [row] = await sql.query<Persona>(
    `SELECT ${COLUMNS} FROM personas WHERE agency_id = $1 AND creator_id = $2 AND active`,
    [agencyId, creatorId],
  )
  return row ?? null
}

/** The versions of a creator, or of all; the newest first. */
export async function personaVersions(
  sql: Sql,
  agencyId: string,
  creatorId: string | null,
  limit: number,
): Promise<PersonaVersion[]> {
  return sql.query<PersonaVersion>(
    `SELECT ${COLUMNS}, active, created_at AS "createdAt" FROM personas
     WHERE agency_id = $1 AND ($2::uuid IS NULL OR creator_id = $2) ORDER BY creator_id, version DESC LIMIT $3`,
    [agencyId, creatorId, limit],
  )
}

export async function personaVersion(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  version: number,
): Promise<PersonaVersion | null> {
  const [row] = await sql.query<PersonaVersion>(
    `SELECT ${COLUMNS}, active, created_at AS "createdAt" FROM personas
     WHERE agency_id = $1 AND creator_id = $2 AND version = $3`,
    [agencyId, creatorId, version],
  )
  return row ?? null
}

/** The number of a creator's newest version; 0 when there is none. */
export async function newestVersion(sql: Sql, agencyId: string, creatorId: string): Promise<number> {
  const [row] = await sql.query<{ version: number | null }>(
    'SELECT max(version) AS version FROM personas WHERE agency_id = $1 AND creator_id = $2',
    [agencyId, creatorId],
  )
  return row?.version ?? 0
}

/** Adds a version that is not active; the creator's row is locked by the caller. Returns its number. */
export async function insertPersona(
  sql: Sql,
  agencyId: string,
  persona: Omit<Persona, 'version'>,
  at: Date,
): Promise<number> {
  const [row] = await sql.query<{ version: number }>(
    `INSERT INTO personas (agency_id, creator_id, version, name, welcome, upsell, reactivation, tone, style, languages,
       taboos, boundaries, good_examples, bad_examples, preset, active, created_at)
     SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, false, $15
     FROM personas WHERE agency_id = $1 AND creator_id = $2 RETURNING version`,
    [
      agencyId,
      persona.creatorId,
      persona.name,
      persona.welcome,
      persona.upsell,
      persona.reactivation,
      persona.tone,
      persona.style,
      persona.languages,
      persona.taboos,
      persona.boundaries,
      persona.goodExamples,
      persona.badExamples,
      persona.preset,
      at,
    ],
  )
  return row?.version ?? 0
}

/** Makes a version the active one; false when there is none of that number. The creator's row is locked by the caller. */
export async function activate(sql: Sql, agencyId: string, creatorId: string, version: number): Promise<boolean> {
  const known = await personaVersion(sql, agencyId, creatorId, version)
  if (known === null) return false
  await sql.query('UPDATE personas SET active = false WHERE agency_id = $1 AND creator_id = $2 AND active', [
    agencyId,
    creatorId,
  ])
  await sql.query('UPDATE personas SET active = true WHERE agency_id = $1 AND creator_id = $2 AND version = $3', [
    agencyId,
    creatorId,
    version,
  ])
  return true
}

/** Whether a creator agreed that accepted edits become examples; nobody did who wasn't asked. */
export async function learnsFromEdits(sql: Sql, agencyId: string, creatorId: string): Promise<boolean> {
  const [row] = await sql.query<{ learns: boolean }>(
    'SELECT learns_from_edits AS learns FROM persona_consents WHERE agency_id = $1 AND creator_id = $2',
    [agencyId, creatorId],
  )
  return row?.learns ?? false
}

export async function setLearning(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  learns: boolean,
  at: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO persona_consents (agency_id, creator_id, learns_from_edits, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (agency_id, creator_id) DO UPDATE SET learns_from_edits = excluded.learns_from_edits, at = excluded.at`,
    [agencyId, creatorId, learns, at],
  )
}
