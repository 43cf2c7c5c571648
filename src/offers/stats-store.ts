import type { Sql } from '../database/sql.ts'
import type { Segment } from '../scoring/index.ts'
import { type FanFacts, isEligible } from './audience.ts'
import { BEFORE_MS, type Buyer, type Matched, matched } from './matched.ts'
import type { Offer } from './offer.ts'
import { FAN_FACTS } from './redemption-store.ts'

/** What came of an offer; amounts in minor units. */
export interface OfferFigures extends Matched {
  shown: number
  unlocked: number
  redeemed: number
  paidMinor: number
}

/** Fans who were shown it last, and others to compare them with: more say no more, and take their time. */
const SHOWN_MOST = 300
const OTHERS_MOST = 4_000

/** Of an offer: whom it was shown, what was redeemed, and what those fans spent beside others like them: see `matched`. */
export async function figuresOf(
  sql: Sql,
  agencyId: string,
  offer: Offer,
  { now, unitMinor }: { now: Date; unitMinor: number },
): Promise<OfferFigures> {
  const [counted] = await sql.query<Omit<OfferFigures, keyof Matched>>(
    `SELECT (SELECT count(*)::int4 FROM offer_uses WHERE agency_id = $1 AND offer_id = $2) AS shown,
       (SELECT count(*)::int4 FROM offer_uses WHERE agency_id = $1 AND offer_id = $2 AND redemption_id IS NOT NULL) AS unlocked,
       (SELECT count(*)::int4 FROM redemptions WHERE agency_id = $1 AND offer_id = $2) AS redeemed,
       (SELECT coalesce(sum(amount_minor), 0)::int8 FROM redemptions WHERE agency_id = $1 AND offer_id = $2) AS "paidMinor"`,
    [agencyId, offer.id],
  )
  const shown = await fansShown(sql, agencyId, offer.id)
  const others = shown.length > 0 ? await fansNotShown(sql, agencyId, offer, now) : []
  const first = Math.min(now.getTime(), ...shown.map(({ since }) => since.getTime()))
  const paid = await paidBy(
    sql,
    agencyId,
    [...shown, ...others].map(({ fanId }) => fanId),
    {
      currency: offer.currency,
      since: new Date(first - BEFORE_MS),
    },
  )
  const withPaid = <F extends { fanId: string }>(fan: F) => ({ ...fan, paid: paid.get(fan.fanId) ?? [] })
  const compared = matched(shown.map(withPaid), others.map(withPaid), now, unitMinor)
  return { ...(counted as Omit<OfferFigures, keyof Matched>), ...compared }
}

type Fan = Omit<Buyer, 'paid'>

/** With the segment that they were in when it was shown: what they bought since has no say in whom they are compared with. */
async function fansShown(sql: Sql, agencyId: string, offerId: string): Promise<(Fan & { since: Date })[]> {
  return sql.query(
    `SELECT * FROM (
       SELECT DISTINCT ON (u.fan_id) u.fan_id AS "fanId", d.creator_id AS "creatorId", d.knowledge->>'segment' AS segment,
         u.shown_at AS since
       FROM offer_uses u JOIN drafts d ON d.agency_id = $1 AND d.id = u.draft_id
       WHERE u.agency_id = $1 AND u.offer_id = $2 ORDER BY u.fan_id, u.shown_at) first
     ORDER BY since DESC, "fanId" LIMIT ${SHOWN_MOST}`,
    [agencyId, offerId],
  )
}

/** Fans whom it is for and who were never shown it, in an order that says nothing of them. */
async function fansNotShown(sql: Sql, agencyId: string, offer: Offer, now: Date): Promise<Fan[]> {
  const rows = await sql.query<FanFacts & { fanId: string; segment: Segment | null }>(
    `SELECT f.id AS "fanId", ${FAN_FACTS}
     WHERE f.agency_id = $1 AND f.creator_id = ANY($2::uuid[]) AND NOT EXISTS (
       SELECT FROM offer_uses u WHERE u.agency_id = $1 AND u.offer_id = $3 AND u.fan_id = f.id)
     ORDER BY md5(f.id::text) LIMIT ${OTHERS_MOST}`,
    [agencyId, [offer.creatorId, ...offer.audience.creatorIds], offer.id],
  )
  return rows.filter((fan) => isEligible(offer, fan, now))
}

async function paidBy(
  sql: Sql,
  agencyId: string,
  fanIds: readonly string[],
  { currency, since }: { currency: string; since: Date },
): Promise<Map<string, Buyer['paid']>> {
  const rows = await sql.query<{ fanId: string; at: Date; minor: number }>(
    `SELECT fan_id AS "fanId", at, amount_minor AS minor FROM purchases
     WHERE agency_id = $1 AND fan_id = ANY($2::uuid[]) AND currency = $3 AND at >= $4 ORDER BY at, external_id`,
    [agencyId, fanIds, currency, since],
  )
  const paid = new Map<string, { at: number; minor: number }[]>()
  for (const { fanId, at, minor } of rows) {
    const of = paid.get(fanId) ?? []
    of.push({ at: at.getTime(), minor })
    paid.set(fanId, of)
  }
  return paid
}
