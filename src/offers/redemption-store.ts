import type { Sql } from '../database/sql.ts'
import type { Segment } from '../scoring/index.ts'
import type { FanFacts } from './audience.ts'
import type { Redeemed } from './redemption.ts'

export interface Redemption {
  id: string
  offerId: string
  fanId: string
  /** What was paid with it, minor units of `currency`. */
  amountMinor: number
  currency: string
  /** The same redemption asked for twice is one. */
  key: string
  at: Date
  /** Null: a program, or an unlock. */
  byId: string | null
}

const COLUMNS = `id, offer_id AS "offerId", fan_id AS "fanId", amount_minor AS "amountMinor", currency, key, at,
  by_id AS "byId"`

/** Of this key, whatever it was for; null when it stood on none yet. */
export async function redemptionByKey(sql: Sql, agencyId: string, key: string): Promise<Redemption | null> {
  const [row] = await sql.query<Redemption>(`SELECT ${COLUMNS} FROM redemptions WHERE agency_id = $1 AND key = $2`, [
    agencyId,
    key,
  ])
  return row ?? null
}

/** So far, of the offer whose row the caller holds; `dayBegan`: the day where its creator is. */
export async function redeemedSoFar(
  sql: Sql,
  agencyId: string,
  { offerId, fanId, dayBegan }: { offerId: string; fanId: string; dayBegan: Date },
): Promise<Redeemed> {
  const [row] = await sql.query<Redeemed>(
    `SELECT o.redemption_count AS total,
       (SELECT count(*)::int4 FROM redemptions WHERE agency_id = $1 AND offer_id = $2 AND fan_id = $3) AS "ofFan",
       (SELECT count(*)::int4 FROM redemptions WHERE agency_id = $1 AND offer_id = $2 AND at >= $4) AS today
     FROM offers o WHERE o.agency_id = $1 AND o.id = $2`,
    [agencyId, offerId, fanId, dayBegan],
  )
  return row ?? { total: 0, ofFan: 0, today: 0 }
}

/** Logs a redemption and counts it; false, and nothing changed, when its key stands on another one. */
export async function insertRedemption(sql: Sql, agencyId: string, redemption: Redemption): Promise<boolean> {
  const { id, offerId, fanId, amountMinor, currency, key, at, byId } = redemption
  const rows = await sql.query(
    `WITH logged AS (
       INSERT INTO redemptions (agency_id, id, offer_id, fan_id, amount_minor, currency, key, at, by_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (agency_id, key) DO NOTHING RETURNING offer_id)
     UPDATE offers o SET redemption_count = redemption_count + 1 FROM logged
     WHERE o.agency_id = $1 AND o.id = logged.offer_id RETURNING o.id`,
    [agencyId, id, offerId, fanId, amountMinor, currency, key, at, byId],
  )
  return rows.length === 1
}

/** What the audience looks at of fans `f`, as columns and the tables they come from. */
export const FAN_FACTS = `f.creator_id AS "creatorId", f.tags, f.spent_minor AS "spentMinor", f.frozen_at IS NOT NULL AS frozen,
       f.profiling_refused_at IS NOT NULL AS objected,
       coalesce(s.segment, CASE WHEN f.purchase_count = 0 THEN 'Prospect' END) AS segment,
       greatest(f.last_purchase_at, (SELECT max(c.last_inbound_at) FROM conversations c
         WHERE c.agency_id = f.agency_id AND c.account_id = f.account_id AND c.fan_id = f.id)) AS "lastSeenAt"
     FROM fans f LEFT JOIN fan_scores s ON s.agency_id = f.agency_id AND s.fan_id = f.id`

/** What the audience looks at, of one fan; null when the agency has none of that id. Who never bought is a prospect. */
export async function readFanFacts(sql: Sql, agencyId: string, fanId: string): Promise<FanFacts | null> {
  const [row] = await sql.query<FanFacts & { segment: Segment | null }>(
    `SELECT ${FAN_FACTS}
     WHERE f.agency_id = $1 AND f.id = $2`,
    [agencyId, fanId],
  )
  return row ?? null
}

/** What was paid with each of these offers, minor units of its currency. */
export async function earnedByOffer(
  sql: Sql,
  agencyId: string,
  offerIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await sql.query<{ id: string; paid: number }>(
    `SELECT offer_id AS id, sum(amount_minor)::int8 AS paid FROM redemptions
     WHERE agency_id = $1 AND offer_id = ANY($2::uuid[]) GROUP BY offer_id`,
    [agencyId, offerIds],
  )
  return new Map(rows.map(({ id, paid }) => [id, paid]))
}
