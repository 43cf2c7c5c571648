import type { Sql } from '../database/sql.ts'

/**
 * A fan's purchases, one entry for each UTC day with any: days since 1970 ascending, and what was spent on each in minor
 * units of the currency asked for (0 for a day on which only other currencies were spent).
 */
export interface PurchaseDays {
  fanId: string
  days: number[]
  amounts: number[]
}

/**
 * What was bought and kept: a purchase that was refunded in full or charged back counts as none, one refunded in part by
 * what is left; a free trial (nothing paid) is no purchase; what claims to come from the future is left out.
 */
const KEPT = `SELECT p.fan_id, floor(extract(epoch FROM p.at) / 86400)::int4 AS day,
    sum(CASE WHEN p.currency = $3 THEN p.amount_minor + coalesce(r.back, 0) ELSE 0 END)::float8 AS amount
  FROM f JOIN purchases p ON p.agency_id = f.agency_id AND p.fan_id = f.id
  LEFT JOIN LATERAL (SELECT sum(b.amount_minor) AS back FROM purchases b WHERE b.agency_id = p.agency_id
    AND b.fan_id = p.fan_id AND b.kind = 'refund' AND b.refund_of = p.external_id AND b.at <= $4) r ON f.refunded
  WHERE p.kind <> 'refund' AND p.amount_minor > 0 AND p.amount_minor + coalesce(r.back, 0) > 0 AND p.at <= $4
  GROUP BY 1, 2`

const DAYS = `SELECT fan_id, array_agg(day ORDER BY day) AS days, array_agg(amount ORDER BY day) AS amounts
  FROM kept GROUP BY fan_id`

/** Most fans never had anything refunded: only for the others are refunds looked up purchase by purchase. */
const REFUNDED = `EXISTS (SELECT FROM purchases b WHERE b.agency_id = fans.agency_id AND b.fan_id = fans.id
  AND b.kind = 'refund') AS refunded`

interface Row {
  fan_id: string
  days: number[]
  amounts: number[]
}
const toDays = (row: Row): PurchaseDays => ({ fanId: row.fan_id, days: row.days, amounts: row.amounts })

/** Which of a creator's fans: the next `limit` after one of them in key order, or so many drawn from all, always the same. */
export type SomeFans = { after: string | null; limit: number } | { drawn: number }

const BOUGHT = `FROM fans WHERE agency_id = $1 AND creator_id = $2 AND last_purchase_at IS NOT NULL
  AND profiling_refused_at IS NULL`
const NEXT = `${BOUGHT} AND ($5::uuid IS NULL OR id > $5) ORDER BY id LIMIT $6`
const THESE = `${BOUGHT} AND id = ANY($5::uuid[]) ORDER BY id LIMIT $6`
/** By a hash of the id, which says nothing of when a fan came. */
const DRAWN = `SELECT id ${BOUGHT} ORDER BY md5(id::text) LIMIT $3`
/** Fans of one statement: all that are drawn at once would take longer than a statement may. */
const AT_ONCE = 2_000

/** Of fans of a creator who bought until `now` and let themselves be profiled, in key order. */
export async function purchaseDaysOfCreator(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { currency, now, which }: { currency: string; now: Date; which: SomeFans },
): Promise<PurchaseDays[]> {
  const read = async (chosen: string, some: unknown, limit: number): Promise<PurchaseDays[]> => {
    const rows = await sql.query<Row>(
      `WITH f AS (SELECT agency_id, id, ${REFUNDED} ${chosen}), kept AS (${KEPT}) ${DAYS} ORDER BY fan_id`,
      [agencyId, creatorId, currency, now, some, limit],
    )
    return rows.map(toDays)
  }
  if (!('drawn' in which)) return read(NEXT, which.after, which.limit)
  const drawn = await sql.query<{ id: string }>(DRAWN, [agencyId, creatorId, which.drawn])
  const ids = drawn.map(({ id }) => id).sort()
  const all: PurchaseDays[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    all.push(...(await read(THESE, ids.slice(from, from + AT_ONCE), AT_ONCE)))
  }
  return all
}

/** How many fans of a creator bought and let themselves be profiled. */
export async function countBuyers(sql: Sql, agencyId: string, creatorId: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(`SELECT count(*)::int4 AS n ${BOUGHT}`, [agencyId, creatorId])
  return row?.n ?? 0
}

/** Of one fan; without days when they bought nothing. */
export async function purchaseDaysOfFan(
  sql: Sql,
  agencyId: string,
  fanId: string,
  currency: string,
  now: Date,
): Promise<PurchaseDays> {
  const [row] = await sql.query<Row>(
    `WITH f AS (SELECT agency_id, id, ${REFUNDED} FROM fans WHERE agency_id = $1 AND id = $2),
     kept AS (${KEPT}) ${DAYS}`,
    [agencyId, fanId, currency, now],
  )
  return row ? toDays(row) : { fanId, days: [], amounts: [] }
}

/** What one fan bought in this currency since `since`, less what was refunded of it, oldest first. */
export async function spentSince(
  sql: Sql,
  agencyId: string,
  fanId: string,
  currency: string,
  since: Date,
): Promise<{ at: Date; amountMinor: number }[]> {
  return sql.query<{ at: Date; amountMinor: number }>(
    `SELECT p.at, (p.amount_minor + coalesce((SELECT sum(b.amount_minor) FROM purchases b WHERE b.agency_id = p.agency_id
       AND b.fan_id = p.fan_id AND b.kind = 'refund' AND b.refund_of = p.external_id), 0))::float8 AS "amountMinor"
     FROM purchases p WHERE p.agency_id = $1 AND p.fan_id = $2 AND p.at > $4 AND p.currency = $3 AND p.kind <> 'refund'
       AND p.amount_minor > 0 ORDER BY p.at, p.external_id`,
    [agencyId, fanId, currency, since],
  )
}
