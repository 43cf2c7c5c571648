import type { Sql } from '../database/sql.ts'
import type { GuardrailLists } from './verdict.ts'

/** What an agency sets for a creator on top of the built-in rules. Prices in minor units of the creator's currency. */
export interface Guardrails extends GuardrailLists {
  version: number
  /** Priced replies to one fan within an hour. */
  maxPerHour: number
  /** Between two priced replies to one fan. */
  cooldownMinutes: number
  floorMinor: number
  ceilingMinor: number
  /** A price above it needs a second person; null: none does. */
  secondPersonAboveMinor: number | null
  /** Whether a reply about content made to order needs one. */
  secondPersonForCustom: boolean
}

/** Holds until an agency sets its own. */
export const DEFAULT_GUARDRAILS: Guardrails = {
  version: 0,
  forbiddenWords: [],
  escalationTriggers: [],
  maxPerHour: 4,
  cooldownMinutes: 5,
  floorMinor: 300,
  ceilingMinor: 20_000,
  secondPersonAboveMinor: null,
  secondPersonForCustom: false,
}

/** Column → property of `Guardrails`, in one place for reading and inserting. */
const COLUMNS: readonly [string, keyof Omit<Guardrails, 'version'>][] = [
  ['forbidden_words', 'forbiddenWords'],
  ['escalation_triggers', 'escalationTriggers'],
  ['max_per_hour', 'maxPerHour'],
  ['cooldown_minutes', 'cooldownMinutes'],
  ['floor_minor', 'floorMinor'],
  ['ceiling_minor', 'ceilingMinor'],
  ['second_person_above_minor', 'secondPersonAboveMinor'],
  ['second_person_for_custom', 'secondPersonForCustom'],
]
const AS_PROPERTIES = COLUMNS.map(([column, property]) => `${column} AS "${property}"`).join(', ')
const NAMES = COLUMNS.map(([column]) => column).join(', ')
const VALUES = COLUMNS.map((_, n) => `$${n + 4}`).join(', ')

export async function readGuardrails(sql: Sql, agencyId: string, creatorId: string): Promise<Guardrails | null> {
  const [row] = await sql.query<Guardrails>(
    `SELECT version, ${AS_PROPERTIES} FROM guardrails
     WHERE agency_id = $1 AND creator_id = $2 ORDER BY version DESC LIMIT 1`,
    [agencyId, creatorId],
  )
  return row ?? null
}

/** Adds a version, which holds from then on. Two at once can't take the same number: one of them is refused. */
export async function insertGuardrails(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  rules: Omit<Guardrails, 'version'>,
  at: Date,
): Promise<number> {
  const [row] = await sql.query<{ version: number }>(
    `INSERT INTO guardrails (agency_id, creator_id, version, created_at, ${NAMES})
     SELECT $1, $2, coalesce(max(version), 0) + 1, $3, ${VALUES} FROM guardrails
     WHERE agency_id = $1 AND creator_id = $2 RETURNING version`,
    [agencyId, creatorId, at, ...COLUMNS.map(([, property]) => rules[property])],
  )
  return row?.version ?? 0
}

/** When this fan's places under the limits were taken since `since`, oldest first. */
export async function reservationsSince(sql: Sql, agencyId: string, fanId: string, since: Date): Promise<Date[]> {
  const rows = await sql.query<{ at: Date }>(
    `SELECT at FROM reservations WHERE agency_id = $1 AND fan_id = $2 AND at > $3 AND released_at IS NULL ORDER BY at`,
    [agencyId, fanId, since],
  )
  return rows.map((row) => row.at)
}

export async function insertReservation(
  sql: Sql,
  agencyId: string,
  reservation: { decisionId: string; fanId: string; at: Date },
): Promise<void> {
  await sql.query('INSERT INTO reservations (agency_id, decision_id, fan_id, at) VALUES ($1, $2, $3, $4)', [
    agencyId,
    reservation.decisionId,
    reservation.fanId,
    reservation.at,
  ])
}

export async function releaseReservation(sql: Sql, agencyId: string, decisionId: string, at: Date): Promise<void> {
  await sql.query(
    'UPDATE reservations SET released_at = $3 WHERE agency_id = $1 AND decision_id = $2 AND released_at IS NULL',
    [agencyId, decisionId, at],
  )
}
