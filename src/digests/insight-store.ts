import type { Sql } from '../database/sql.ts'
import type { DeskName } from '../desk/index.ts'
import type { Span } from '../figures/index.ts'
import type { Explanation, Found, Insight, InsightKind, InsightStatus } from './insight.ts'

const COLUMNS = `id, creator_id AS "creatorId", kind, cause_key AS "causeKey", priority, status,
  from_day::text AS "fromDay", to_day::text AS "toDay", detail`

/** Of who objects to profiling nothing is said, nor of what was found before. */
const IS_SAID = `NOT EXISTS (SELECT FROM fans f WHERE f.agency_id = insights.agency_id AND f.id = insights.fan_id
  AND f.profiling_refused_at IS NOT NULL)`

/** One that was not there, or one whose newest day is later than was known; what was told already isn't among them. */
export interface Noted {
  id: string
  causeKey: string
  isNew: boolean
}

/**
 * Stores what was found, by its cause: a new one, or a longer stretch of one that nobody has settled; of a fan who is gone by
 * now nothing. Of the same cause twice in one call one counts.
 */
export async function noteFound(
  sql: Sql,
  agencyId: string,
  found: readonly (Found & { id: string })[],
  at: Date,
): Promise<Noted[]> {
  return sql.query<Noted>(
    `INSERT INTO insights AS known (agency_id, id, creator_id, kind, cause_key, priority, status, from_day, to_day, fan_id, detail,
       found_at)
     SELECT DISTINCT ON (new."creatorId", new."causeKey") $1::uuid, new.id, new."creatorId", new.kind, new."causeKey", new.priority,
       'new', new."fromDay", new."toDay", fan.id, new.detail, $3
     FROM jsonb_to_recordset($2::jsonb) AS new(id uuid, "creatorId" uuid, kind text, "causeKey" text, priority int,
       "fromDay" date, "toDay" date, "fanId" uuid, detail jsonb)
     LEFT JOIN fans fan ON fan.agency_id = $1 AND fan.id = new."fanId"
     WHERE new."fanId" IS NULL OR fan.id IS NOT NULL
     ORDER BY new."creatorId", new."causeKey"
     ON CONFLICT (agency_id, creator_id, cause_key) DO UPDATE
       SET to_day = EXCLUDED.to_day, detail = EXCLUDED.detail, priority = LEAST(known.priority, EXCLUDED.priority)
       WHERE known.to_day < EXCLUDED.to_day AND known.status IN ('new', 'taken')
     RETURNING id, cause_key AS "causeKey", (xmax = 0) AS "isNew"`,
    [agencyId, JSON.stringify(found.map((one) => ({ ...one, fanId: fanOf(one) }))), at],
  )
}

const fanOf = ({ detail }: Found): string | null => ('fanId' in detail ? detail.fanId : null)

/** Null also where it is about somebody who objects to profiling by now. */
export async function readInsight(sql: Sql, agencyId: string, id: string): Promise<Insight | null> {
  const [row] = await sql.query<Insight>(
    `SELECT ${COLUMNS} FROM insights WHERE agency_id = $1 AND id = $2 AND ${IS_SAID}`,
    [agencyId, id],
  )
  return row ?? null
}

/** Reads an insight and holds its row until the transaction ends. */
export async function lockInsight(sql: Sql, agencyId: string, id: string): Promise<Insight | null> {
  const [row] = await sql.query<Insight>(
    `SELECT ${COLUMNS} FROM insights WHERE agency_id = $1 AND id = $2 FOR NO KEY UPDATE`,
    [agencyId, id],
  )
  return row ?? null
}

/** Where an alert was told: null on the creator's own channels. */
export type ToldAt = { desk: DeskName; channel: string } | null

/**
 * Marks a creator's open alerts as told there, those of the days since `since` that were told nowhere yet; returns their ids.
 * Whoever comes second marks none.
 */
export async function tellAlerts(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { place, since, at }: { place: ToldAt; since: string; at: Date },
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `UPDATE insights SET told_at = $6, told_desk = $4, told_channel = $5
     WHERE agency_id = $1 AND creator_id = $2 AND kind = 'alert' AND status IN ('new', 'taken') AND told_at IS NULL
       AND to_day >= $3 RETURNING id`,
    [agencyId, creatorId, since, place?.desk ?? null, place?.channel ?? null, at],
  )
  return rows.map(({ id }) => id)
}

/** Where an insight was told, on which place; undefined when it never was. */
export async function toldWhere(sql: Sql, agencyId: string, id: string): Promise<ToldAt | undefined> {
  const [row] = await sql.query<{ desk: DeskName | null; channel: string | null }>(
    `SELECT told_desk AS desk, told_channel AS channel FROM insights
     WHERE agency_id = $1 AND id = $2 AND told_at IS NOT NULL`,
    [agencyId, id],
  )
  if (!row) return undefined
  return row.desk === null || row.channel === null ? null : { desk: row.desk, channel: row.channel }
}

/** Who took or settled it, and when. The caller holds the row. */
export async function writeStatus(
  sql: Sql,
  agencyId: string,
  id: string,
  { status, byId, at }: { status: InsightStatus; byId: string; at: Date },
): Promise<void> {
  await sql.query(
    'UPDATE insights SET status = $3, status_by_id = $4, status_at = $5 WHERE agency_id = $1 AND id = $2',
    [agencyId, id, status, byId, at],
  )
}

/** Keeps what a person said that an unusual stretch was. The caller holds the row. */
export async function writeExplained(sql: Sql, agencyId: string, id: string, explained: Explanation): Promise<void> {
  await sql.query(
    `UPDATE insights SET detail = detail || jsonb_build_object('explained', $3::text) WHERE agency_id = $1 AND id = $2`,
    [agencyId, id, explained],
  )
}

/** A creator's alerts whose newest day is not before this one, whatever became of them; the newest first. */
export async function alertsSince(sql: Sql, agencyId: string, creatorId: string, day: string): Promise<Insight[]> {
  return sql.query<Insight>(
    `SELECT ${COLUMNS} FROM insights WHERE agency_id = $1 AND creator_id = $2 AND kind = 'alert' AND to_day >= $3
     ORDER BY to_day DESC, id`,
    [agencyId, creatorId, day],
  )
}

/** Of these causes of a creator, those of which something was told. */
export async function knownCauses(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  causeKeys: readonly string[],
): Promise<Set<string>> {
  const rows = await sql.query<{ key: string }>(
    'SELECT cause_key AS key FROM insights WHERE agency_id = $1 AND creator_id = $2 AND cause_key = ANY($3)',
    [agencyId, creatorId, causeKeys],
  )
  return new Set(rows.map(({ key }) => key))
}

/** Fans of whom somebody said since a moment that it is done, or nothing. */
export async function settledFans(sql: Sql, agencyId: string, creatorId: string, since: Date): Promise<string[]> {
  const rows = await sql.query<{ fanId: string }>(
    `SELECT DISTINCT fan_id AS "fanId" FROM insights
     WHERE agency_id = $1 AND creator_id = $2 AND fan_id IS NOT NULL AND status IN ('done', 'dismissed') AND status_at >= $3`,
    [agencyId, creatorId, since],
  )
  return rows.map(({ fanId }) => fanId)
}

/** Somebody is on what was told of a fan, in whichever month; nothing where it isn't new. */
export async function takeFan(
  sql: Sql,
  agencyId: string,
  { fanId, byId, at }: { fanId: string; byId: string; at: Date },
): Promise<void> {
  await sql.query(
    `UPDATE insights SET status = 'taken', status_by_id = $3, status_at = $4
     WHERE agency_id = $1 AND fan_id = $2 AND status = 'new'`,
    [agencyId, fanId, byId, at],
  )
}

/**
 * What is open, the most urgent first, alerts before fans and the newest before older ones; of one creator, or of all; of one
 * kind, or of any. Of a fan it is the newest that counts.
 */
export async function openInsights(
  sql: Sql,
  agencyId: string,
  creatorId: string | null,
  most: number,
  kind: InsightKind | null = null,
): Promise<Insight[]> {
  return sql.query<Insight>(
    `SELECT ${COLUMNS} FROM insights
     WHERE agency_id = $1 AND status IN ('new', 'taken') AND ($2::uuid IS NULL OR creator_id = $2)
       AND ($4::text IS NULL OR kind = $4) AND ${IS_SAID}
       AND NOT EXISTS (SELECT FROM insights newer WHERE newer.agency_id = insights.agency_id
         AND newer.fan_id = insights.fan_id AND newer.from_day > insights.from_day)
     ORDER BY priority, kind <> 'alert', to_day DESC, id LIMIT $3`,
    [agencyId, creatorId, most, kind],
  )
}

/** Days on which what these creators (null: all) were paid was unusual, by the newest day that speaks for it. */
export async function unusualDays(
  sql: Sql,
  { agencyId, creatorIds, from, to }: Span,
): Promise<{ creatorId: string; day: string; direction: 'high' | 'low' }[]> {
  return sql.query(
    `SELECT creator_id AS "creatorId", to_day::text AS day, detail ->> 'direction' AS direction FROM insights
     WHERE agency_id = $1 AND kind = 'alert' AND detail ->> 'metric' = 'revenue' AND status <> 'dismissed'
       AND to_day >= $2 AND to_day <= $3 AND ($4::uuid[] IS NULL OR creator_id = ANY($4)) ORDER BY to_day, creator_id`,
    [agencyId, from, to, creatorIds],
  )
}

/** How a creator's figures are watched. */
export interface Watch {
  /** One false alarm in so many days, all figures together. */
  falseAlarmDays: number
  /** Figures of which nothing is told until a moment. */
  muted: Record<string, string>
}

/** Null while a creator's managers have set nothing. */
export async function readWatch(sql: Sql, agencyId: string, creatorId: string): Promise<Watch | null> {
  const [row] = await sql.query<Watch>(
    'SELECT false_alarm_days AS "falseAlarmDays", muted FROM alert_watches WHERE agency_id = $1 AND creator_id = $2',
    [agencyId, creatorId],
  )
  return row ?? null
}

/** Sets one or both; what isn't given stays, and begins with `usual`. */
export async function writeWatch(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  change: Partial<Watch>,
  usual: number,
): Promise<void> {
  await sql.query(
    `INSERT INTO alert_watches AS known (agency_id, creator_id, false_alarm_days, muted)
     VALUES ($1, $2, coalesce($3::int, $5), coalesce($4::jsonb, '{}'))
     ON CONFLICT (agency_id, creator_id) DO UPDATE
       SET false_alarm_days = coalesce($3::int, known.false_alarm_days), muted = known.muted || coalesce($4::jsonb, '{}')`,
    [agencyId, creatorId, change.falseAlarmDays ?? null, change.muted ? JSON.stringify(change.muted) : null, usual],
  )
}
