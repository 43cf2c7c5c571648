import type { Sql } from '../database/sql.ts'
import type { GuardrailLists } from './verdict.ts'

/** What an agency sets for a creator on top of the built-in rules. Prices in minor units of the creator's currency. */
export interface Guardrails extends GuardrailLists {
  version: number
  outsideBoundaries: readonly string[]
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
  /** An offer that takes off more percent needs a second person before it runs; null: none does. */
  secondPersonAboveDiscountPercent: number | null
  /** Minutes of the fan's day between which nothing with a price is approved; both or none. */
  quietFrom: number | null
  quietTo: number | null
  /** Plain answers to one fan within an hour; null: no limit. */
  plainPerHour: number | null
  /** The most that is asked of one fan within 24 hours, and within 30 days; null: no limit. */
  perDayMinor: number | null
  perFanMinor: number | null
}

/** Holds until an agency sets its own. */
export const DEFAULT_GUARDRAILS: Guardrails = {
  version: 0,
  forbiddenWords: [],
  escalationTriggers: [],
  outsideBoundaries: [],
  maxPerHour: 4,
  cooldownMinutes: 5,
  floorMinor: 300,
  ceilingMinor: 20_000,
  secondPersonAboveMinor: null,
  secondPersonForCustom: false,
  secondPersonAboveDiscountPercent: null,
  quietFrom: null,
  quietTo: null,
  plainPerHour: null,
  perDayMinor: null,
  perFanMinor: null,
}

/** Column → property of `Guardrails`, in one place for reading and inserting. */
const COLUMNS: readonly [string, keyof Omit<Guardrails, 'version'>][] = [
  ['forbidden_words', 'forbiddenWords'],
  ['escalation_triggers', 'escalationTriggers'],
  ['outside_boundaries', 'outsideBoundaries'],
  ['max_per_hour', 'maxPerHour'],
  ['cooldown_minutes', 'cooldownMinutes'],
  ['floor_minor', 'floorMinor'],
  ['ceiling_minor', 'ceilingMinor'],
  ['second_person_above_minor', 'secondPersonAboveMinor'],
  ['second_person_for_custom', 'secondPersonForCustom'],
  ['second_person_above_discount_percent', 'secondPersonAboveDiscountPercent'],
  ['quiet_from', 'quietFrom'],
  ['quiet_to', 'quietTo'],
  ['plain_per_hour', 'plainPerHour'],
  ['per_day_minor', 'perDayMinor'],
  ['per_fan_minor', 'perFanMinor'],
]
const AS_PROPERTIES = COLUMNS.map(([column, property]) => `${column} AS "${property}"`).join(', ')
const NAMES = COLUMNS.map(([column]) => column).join(', ')
const VALUES = COLUMNS.map((_, n) => `$${n + 5}`).join(', ')

export async function readGuardrails(sql: Sql, agencyId: string, creatorId: string): Promise<Guardrails | null> {
  const [row] = await sql.query<Guardrails>(
    `SELECT version, ${AS_PROPERTIES} FROM guardrails
     WHERE agency_id = $1 AND creator_id = $2 ORDER BY version DESC LIMIT 1`,
    [agencyId, creatorId],
  )
  return row ?? null
}

/** The newest versions of all creators of an agency. */
export async function allGuardrails(sql: Sql, agencyId: string): Promise<Guardrails[]> {
  return sql.query<Guardrails>(
    `SELECT DISTINCT ON (creator_id) version, ${AS_PROPERTIES} FROM guardrails WHERE agency_id = $1
     ORDER BY creator_id, version DESC`,
    [agencyId],
  )
}

/** A version and the one before it, with who set it (null: the program); null when there is none of that number. */
export async function readChange(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  version: number,
): Promise<{ now: Guardrails; before: Guardrails | null; setById: string | null } | null> {
  const [now, before] = await sql.query<Guardrails & { setById: string | null }>(
    `SELECT version, ${AS_PROPERTIES}, set_by_id AS "setById" FROM guardrails
     WHERE agency_id = $1 AND creator_id = $2 AND version BETWEEN $3 - 1 AND $3 ORDER BY version DESC`,
    [agencyId, creatorId, version],
  )
  return now?.version === version ? { now, before: before ?? null, setById: now.setById } : null
}

/** Adds a version, which holds from then on; the creator's row is locked by the caller. Returns its number. */
export async function insertGuardrails(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  rules: Omit<Guardrails, 'version'>,
  { at, setById }: { at: Date; setById: string | null },
): Promise<number> {
  const [row] = await sql.query<{ version: number }>(
    `INSERT INTO guardrails (agency_id, creator_id, version, created_at, set_by_id, ${NAMES})
     SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, ${VALUES} FROM guardrails
     WHERE agency_id = $1 AND creator_id = $2 RETURNING version`,
    [agencyId, creatorId, at, setById, ...COLUMNS.map(([, property]) => rules[property])],
  )
  return row?.version ?? 0
}
