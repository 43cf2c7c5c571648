import type { Sql } from '../database/sql.ts'

/** A day, and what is known of it now: stretches that go on past its end are whole. */
export interface Around {
  /** The day, as instants. */
  from: Date
  until: Date
  now: Date
  /** Shorter stretches are not told. */
  leastMs: number
}

/** How far before a day a stretch in it may have begun. */
const BEFORE = "interval '3 days'"
/** From how many days before it is known how much an account usually brings. */
const USUAL_DAYS = 28

const BY_CREATOR = `FROM conversations c JOIN messages m ON m.agency_id = c.agency_id AND m.conversation_id = c.id
  WHERE c.agency_id = $1 AND c.creator_id = $2`
const OVERLAPS = `coalesce("until", $5) - "from" >= make_interval(secs => $6::float8 / 1000) AND "from" < $4
  AND coalesce("until", $5) > $3`
const bound = (agencyId: string, creatorId: string, { from, until, now, leastMs }: Around): unknown[] => [
  ...[agencyId, creatorId, from, until, now, leastMs],
]

/** When fans of an account wrote nothing that reached us; `until` is null while it lasts. */
export async function quietAccounts(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  around: Around,
): Promise<{ accountId: string; from: Date; until: Date | null }[]> {
  return sql.query(
    `WITH seen AS (
       SELECT c.account_id AS "accountId", m.at AS "from", lead(m.at) OVER (PARTITION BY c.account_id ORDER BY m.at) AS "until"
       ${BY_CREATOR} AND m.direction = 'inbound' AND m.at > $3::timestamptz - ${BEFORE} AND m.at <= $5)
     SELECT "accountId", "from", "until" FROM seen WHERE ${OVERLAPS} ORDER BY "from", "accountId"`,
    bound(agencyId, creatorId, around),
  )
}

/** How many messages an account's fans write in each of the 24 local hours of a usual day, by the four weeks before `until`. */
export async function usualHours(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { until, zone }: { until: Date; zone: string },
): Promise<Map<string, number[]>> {
  const rows = await sql.query<{ accountId: string; hour: number; count: number }>(
    `SELECT c.account_id AS "accountId", extract(hour FROM m.at AT TIME ZONE $4)::int4 AS hour, count(*)::int4 AS count
     ${BY_CREATOR} AND m.direction = 'inbound' AND m.at > $3::timestamptz - make_interval(days => ${USUAL_DAYS}) AND m.at <= $3
     GROUP BY 1, 2`,
    [agencyId, creatorId, until, zone],
  )
  const usual = new Map<string, number[]>()
  for (const { accountId, hour, count } of rows) {
    const hours = usual.get(accountId) ?? new Array<number>(24).fill(0)
    hours[hour] = count / USUAL_DAYS
    usual.set(accountId, hours)
  }
  return usual
}

/**
 * When nobody was answered: from the first message that waited after our last one until our next (null: none yet), and how
 * many came meanwhile.
 */
export async function unansweredStretches(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  around: Around,
): Promise<{ from: Date; until: Date | null; waited: number }[]> {
  return sql.query(
    `WITH said AS (
       SELECT m.at, m.direction, count(*) FILTER (WHERE m.direction = 'outbound') OVER (ORDER BY m.at, m.id) AS part
       ${BY_CREATOR} AND m.at > $3::timestamptz - ${BEFORE} AND m.at <= $5),
     parts AS (
       SELECT part, min(at) FILTER (WHERE direction = 'inbound') AS "from",
         count(*) FILTER (WHERE direction = 'inbound')::int4 AS waited, min(at) FILTER (WHERE direction = 'outbound') AS answered
       FROM said GROUP BY part),
     stretches AS (SELECT "from", waited, lead(answered) OVER (ORDER BY part) AS "until" FROM parts)
     SELECT "from", "until", waited FROM stretches WHERE "from" IS NOT NULL AND ${OVERLAPS} ORDER BY "from"`,
    bound(agencyId, creatorId, around),
  )
}

/** How many messages of a creator's fans wait for an answer. */
export async function countWaiting(sql: Sql, agencyId: string, creatorId: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `SELECT coalesce(sum(inbound_seq - answered_seq), 0)::int4 AS count FROM conversations
     WHERE agency_id = $1 AND creator_id = $2 AND inbound_seq > answered_seq`,
    [agencyId, creatorId],
  )
  return row?.count ?? 0
}

/** Events about these accounts that could not be applied in [`from`, `until`): how many, and the first and last of them. */
export async function failedEvents(
  sql: Sql,
  agencyId: string,
  externalIds: readonly string[],
  { from, until }: Pick<Around, 'from' | 'until'>,
): Promise<{ externalId: string; from: Date; until: Date; count: number }[]> {
  return sql.query(
    `SELECT r.payload ->> 'account' AS "externalId", min(q.at) AS "from", max(q.at) AS "until", count(*)::int4 AS count
     FROM quarantine q JOIN received r ON r.agency_id = q.agency_id AND r.source_id = q.source_id AND r.event_id = q.event_id
     WHERE q.agency_id = $1 AND q.at >= $3 AND q.at < $4 AND r.payload ->> 'account' = ANY($2)
     GROUP BY 1 ORDER BY 1`,
    [agencyId, externalIds, from, until],
  )
}

/** Fans of a creator who wait for an answer: since when, and how many messages; who has waited longest comes first. */
export async function waitingFans(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  limit: number,
): Promise<{ fanId: string; since: Date; messages: number }[]> {
  return sql.query(
    `SELECT fan_id AS "fanId", last_inbound_at AS since, inbound_seq - answered_seq AS messages FROM conversations
     WHERE agency_id = $1 AND creator_id = $2 AND inbound_seq > answered_seq AND last_inbound_at IS NOT NULL
     ORDER BY last_inbound_at, id LIMIT $3`,
    [agencyId, creatorId, limit],
  )
}
