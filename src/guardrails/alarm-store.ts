import type { Sql } from '../database/sql.ts'
import type { Category, Finding, Level, Stage } from './verdict.ts'

/** What a rule found at one point, without the words. */
export interface Alarm {
  stage: Stage
  rule: string
  category: Category
  level: Level
}

/** The card whose turn it is about. */
export interface AlarmedCard {
  agencyId: string
  id: string
  creatorId: string
  conversationId: string
  turnFromSeq: number
}

/** One alarm a rule, the gravest first. */
export function alarmsOf(stage: Stage, findings: readonly Finding[]): Alarm[] {
  const byRule = new Map(findings.map(({ rule, category, level }) => [rule, { stage, rule, category, level }]))
  return [...byRule.values()].toSorted((a, b) => b.level - a.level)
}

/** Notes what was found. The same rule at the same point of the same turn is one alarm, and is the newest card's. */
export async function raiseAlarms(
  sql: Sql,
  card: AlarmedCard,
  raised: readonly Alarm[],
  { rulesVersion, at }: { rulesVersion: number; at: Date },
): Promise<void> {
  if (raised.length === 0) return
  // Tried again and found again: one row can't be written twice by one statement.
  const alarms = [...new Map(raised.map((alarm) => [`${alarm.stage} ${alarm.rule}`, alarm])).values()]
  await sql.query(
    `INSERT INTO alarms (agency_id, conversation_id, turn_from_seq, creator_id, draft_id, rules_version, at,
       stage, rule, category, level)
     SELECT $1, $2, $3, $4, $5, $6, $7, found.* FROM unnest($8::text[], $9::text[], $10::text[], $11::int[]) AS found
     ON CONFLICT (agency_id, conversation_id, turn_from_seq, stage, rule) DO UPDATE SET draft_id = excluded.draft_id`,
    [
      card.agencyId,
      card.conversationId,
      card.turnFromSeq,
      card.creatorId,
      card.id,
      rulesVersion,
      at,
      alarms.map(({ stage }) => stage),
      alarms.map(({ rule }) => rule),
      alarms.map(({ category }) => category),
      alarms.map(({ level }) => level),
    ],
  )
}

/** What a person's decision on the card says of its alarms; the first one counts. Of what only a model wrote nobody knows. */
export async function settleAlarms(
  sql: Sql,
  agencyId: string,
  draftId: string,
  settled: { outcome: 'confirmed' | 'overruled'; byId: string; at: Date },
): Promise<void> {
  await sql.query(
    `UPDATE alarms SET outcome = $3, settled_by_id = $4, settled_at = $5
     WHERE agency_id = $1 AND draft_id = $2 AND outcome IS NULL AND stage <> 'draft'`,
    [agencyId, draftId, settled.outcome, settled.byId, settled.at],
  )
}

/** Calls the card's alarms wrong; those that weren't called so yet. */
export async function callWrong(
  sql: Sql,
  agencyId: string,
  draftId: string,
  by: { id: string; at: Date },
): Promise<{ stage: Stage; rule: string; rulesVersion: number }[]> {
  return sql.query(
    `UPDATE alarms SET wrong_by_id = $3, wrong_at = $4
     WHERE agency_id = $1 AND draft_id = $2 AND wrong_at IS NULL AND stage <> 'draft'
     RETURNING stage, rule, rules_version AS "rulesVersion"`,
    [agencyId, draftId, by.id, by.at],
  )
}

export async function hasAlarms(sql: Sql, agencyId: string, draftId: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM alarms WHERE agency_id = $1 AND draft_id = $2 AND stage <> 'draft' LIMIT 1`,
    [agencyId, draftId],
  )
  return rows.length > 0
}

export interface AlarmCount {
  category: Category
  rule: string
  stage: Stage
  count: number
  /** Confirmed by who answered, and called wrong by nobody. */
  confirmed: number
  wrong: number
}

/** Alarms of these creators (null: of all) since a date on each one's wall. */
export interface AlarmSpan {
  creatorIds: readonly string[] | null
  /** `2026-11-21` */
  from: string
}

/**
 * Of the creator `c`; the plain bound, a day earlier than any wall's, is for the index, and the one a day later than any wall's
 * spares asking the wall about all the rest.
 */
const since = (at: string, creatorIds: AlarmSpan['creatorIds']) => `a.agency_id = $1
     AND ${creatorIds === null ? '$2::uuid[] IS NULL' : 'a.creator_id = ANY($2::uuid[])'}
     AND ${at} >= $3::date - interval '1 day'
     AND (${at} >= $3::date + interval '1 day' OR (${at} AT TIME ZONE c.zone)::date >= $3::date)`
const OF_CREATOR = 'JOIN creators c ON c.agency_id = a.agency_id AND c.id = a.creator_id'

export function countAlarms(sql: Sql, agencyId: string, { creatorIds, from }: AlarmSpan): Promise<AlarmCount[]> {
  return sql.query<AlarmCount>(
    `SELECT category, rule, stage, count(*)::int AS count,
       count(*) FILTER (WHERE outcome = 'confirmed' AND wrong_at IS NULL)::int AS confirmed,
       count(*) FILTER (WHERE wrong_at IS NOT NULL)::int AS wrong
     FROM alarms a ${OF_CREATOR} WHERE ${since('a.at', creatorIds)} GROUP BY category, rule, stage ORDER BY category, rule, stage`,
    [agencyId, creatorIds, from],
  )
}

/** Who let escalated turns be drafted after all, and how many alarms those were. */
export function countOverrules(
  sql: Sql,
  agencyId: string,
  { creatorIds, from }: AlarmSpan,
): Promise<{ name: string; cards: number; highest: number }[]> {
  return sql.query(
    `WITH turns AS (
       SELECT a.settled_by_id, max(a.level) AS highest FROM alarms a ${OF_CREATOR}
       WHERE ${since('a.settled_at', creatorIds)} AND a.outcome = 'overruled'
       GROUP BY a.settled_by_id, a.conversation_id, a.turn_from_seq)
     SELECT o.name, count(*)::int AS cards, max(t.highest)::int AS highest
     FROM turns t JOIN operators o ON o.agency_id = $1 AND o.id = t.settled_by_id
     GROUP BY o.id, o.name ORDER BY cards DESC, o.name`,
    [agencyId, creatorIds, from],
  )
}
