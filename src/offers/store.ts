import type { Sql } from '../database/sql.ts'
import type { Offer, OfferStatus } from './offer.ts'
import { type Terms, termsOf } from './terms.ts'

/** Column → property, in one place for reading, inserting and updating. */
const TERMS: readonly [string, keyof Terms][] = [
  ['name', 'name'],
  ['description', 'description'],
  ['discount_type', 'discountType'],
  ['discount_value', 'discountValue'],
  ['content_ids', 'contentIds'],
  ['audience', 'audience'],
  ['valid_from', 'validFrom'],
  ['valid_until', 'validUntil'],
  ['limit_total', 'limitTotal'],
  ['limit_per_fan', 'limitPerFan'],
  ['limit_per_day', 'limitPerDay'],
  ['stacks', 'stacks'],
  ['floor_minor', 'floorMinor'],
]
const HELD: readonly [string, keyof Offer][] = [
  ['creator_id', 'creatorId'],
  ['currency', 'currency'],
  ['state', 'state'],
  ['version', 'version'],
  ['redemption_count', 'redemptionCount'],
  ['created_at', 'createdAt'],
  ['changed_at', 'changedAt'],
  ['changed_by_id', 'changedById'],
  ['first_by_id', 'firstById'],
]
const COLUMNS = [['id', 'id'] as const, ...TERMS, ...HELD]
const AS_PROPERTIES = COLUMNS.map(([column, property]) => `${column} AS "${property}"`).join(', ')

/** As the driver takes it: an audience is JSON, everything else a value. */
const parameterOf = (offer: Offer, property: keyof Offer): unknown =>
  property === 'audience' ? JSON.stringify(offer.audience) : offer[property]

export async function insertOffer(sql: Sql, agencyId: string, offer: Offer): Promise<void> {
  await sql.query(
    `INSERT INTO offers (agency_id, ${COLUMNS.map(([column]) => column).join(', ')})
     VALUES ($1, ${COLUMNS.map((_, n) => `$${n + 2}`).join(', ')})`,
    [agencyId, ...COLUMNS.map(([, property]) => parameterOf(offer, property))],
  )
  await insertVersion(sql, agencyId, offer)
}

/** Stores an offer as it is now, as the version that it says; the row is locked by the caller. */
export async function updateOffer(sql: Sql, agencyId: string, offer: Offer): Promise<void> {
  const columns = [...TERMS, ...HELD].filter(([column]) => column !== 'redemption_count')
  await sql.query(
    `UPDATE offers SET ${columns.map(([column], n) => `${column} = $${n + 3}`).join(', ')}
     WHERE agency_id = $1 AND id = $2`,
    [agencyId, offer.id, ...columns.map(([, property]) => parameterOf(offer, property))],
  )
  await insertVersion(sql, agencyId, offer)
}

async function insertVersion(sql: Sql, agencyId: string, offer: Offer): Promise<void> {
  await sql.query(
    `INSERT INTO offer_versions (agency_id, offer_id, version, terms, changed_at, changed_by_id)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [agencyId, offer.id, offer.version, JSON.stringify(termsOf(offer)), offer.changedAt, offer.changedById],
  )
}

/** Of a draft that was never started: the row, and its versions with it. */
export async function deleteOffer(sql: Sql, agencyId: string, id: string): Promise<void> {
  await sql.query('DELETE FROM offers WHERE agency_id = $1 AND id = $2', [agencyId, id])
}

/** What an offer said as that version, as JSON; null when it has none of that number. */
export async function readVersion(sql: Sql, agencyId: string, id: string, version: number): Promise<unknown> {
  const [row] = await sql.query<{ terms: unknown }>(
    'SELECT terms FROM offer_versions WHERE agency_id = $1 AND offer_id = $2 AND version = $3',
    [agencyId, id, version],
  )
  return row?.terms ?? null
}

export async function readOffer(sql: Sql, agencyId: string, id: string): Promise<Offer | null> {
  const [row] = await sql.query<Offer>(`SELECT ${AS_PROPERTIES} FROM offers WHERE agency_id = $1 AND id = $2`, [
    agencyId,
    id,
  ])
  return row ?? null
}

/** Reads an offer and holds its row until the transaction ends. */
export async function lockOffer(sql: Sql, agencyId: string, id: string): Promise<Offer | null> {
  const [row] = await sql.query<Offer>(
    `SELECT ${AS_PROPERTIES} FROM offers WHERE agency_id = $1 AND id = $2 FOR NO KEY UPDATE`,
    [agencyId, id],
  )
  return row ?? null
}

/** Which offers: of a creator, of a status at that moment, those after one of them, at most so many. */
export interface OffersWanted {
  creatorId?: string | undefined
  status?: OfferStatus | undefined
  /** The last one of the page before. */
  after?: string | undefined
  limit: number
}

/** What `statusOf` says of an offer at `$2`, as a condition. */
const STATUS: Record<OfferStatus, string> = {
  draft: `state IN ('draft', 'second') AND valid_until > $2`,
  scheduled: `state = 'live' AND valid_until > $2 AND valid_from > $2`,
  active: `state = 'live' AND valid_until > $2 AND valid_from <= $2`,
  expired: `state <> 'ended' AND valid_until <= $2`,
  ended: `state = 'ended'`,
}

/** A page of an agency's offers, those that end last first. */
export async function pageOfOffers(
  sql: Sql,
  agencyId: string,
  { creatorId, status, after, limit }: OffersWanted,
  now: Date,
): Promise<Offer[]> {
  return sql.query<Offer>(
    `SELECT ${AS_PROPERTIES} FROM offers o WHERE agency_id = $1 AND $2::timestamptz IS NOT NULL
       AND ($3::uuid IS NULL OR creator_id = $3) AND ${status ? STATUS[status] : 'true'}
       AND ($4::uuid IS NULL OR (SELECT o.valid_until < a.valid_until OR (o.valid_until = a.valid_until AND o.id > a.id)
         FROM offers a WHERE a.agency_id = $1 AND a.id = $4))
     ORDER BY valid_until DESC, id LIMIT $5`,
    [agencyId, now, creatorId ?? null, after ?? null, limit],
  )
}

/** Offers whose name holds what was typed, in any case, or whose id it is: the whole name first, then those that end last. */
export async function offersNamed(sql: Sql, agencyId: string, typed: string, limit: number): Promise<Offer[]> {
  return sql.query<Offer>(
    `SELECT ${AS_PROPERTIES} FROM offers WHERE agency_id = $1 AND (position($2 in lower(name)) > 0 OR id::text = $2)
     ORDER BY (lower(name) = $2 OR id::text = $2) DESC, valid_until DESC, id LIMIT $3`,
    [agencyId, typed.trim().toLowerCase(), limit],
  )
}

/** Live offers that stack with this one: of its currency, for fans of a creator it is for, at a moment at which it holds. */
export async function stackingWith(sql: Sql, agencyId: string, offer: Offer): Promise<Offer[]> {
  return sql.query<Offer>(
    `SELECT ${AS_PROPERTIES} FROM offers WHERE agency_id = $1 AND id <> $2 AND state = 'live' AND stacks AND currency = $3
       AND valid_from < $5 AND valid_until > $4
       AND (creator_id = ANY($6::uuid[]) OR audience->'creatorIds' ?| $6::text[]) ORDER BY valid_until DESC, id`,
    [
      ...[agencyId, offer.id, offer.currency, offer.validFrom, offer.validUntil],
      [offer.creatorId, ...offer.audience.creatorIds],
    ],
  )
}

/** Offers that run at that moment and may be for a creator's fans: whose they are, or who is named in their audience. */
export async function runningOffers(sql: Sql, agencyId: string, creatorId: string, now: Date): Promise<Offer[]> {
  return sql.query<Offer>(
    `SELECT ${AS_PROPERTIES} FROM offers WHERE agency_id = $1 AND state = 'live' AND valid_from <= $3
       AND valid_until > $3 AND (creator_id = $2 OR audience->'creatorIds' ? $2::text) ORDER BY valid_until, id`,
    [agencyId, creatorId, now],
  )
}

/** Offers that ran for a creator's fans at some time in [`from`, `until`), with when they began and will end or ended. */
export async function offersThatRan(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { from, until }: { from: Date; until: Date },
): Promise<{ id: string; name: string; from: Date; until: Date }[]> {
  return sql.query(
    `SELECT * FROM (
       SELECT o.id, o.name, greatest(o.valid_from, began.at) AS "from",
         least(o.valid_until, CASE WHEN o.state = 'ended' THEN o.changed_at END) AS "until"
       FROM offers o CROSS JOIN LATERAL (
         SELECT min(f.at) AS at FROM facts f
         WHERE f.agency_id = o.agency_id AND f.subject = o.id::text AND f.name = 'offer.started') began
       WHERE o.agency_id = $1 AND o.valid_from < $4 AND o.valid_until > $3 AND began.at IS NOT NULL
         AND (o.creator_id = $2 OR o.audience->'creatorIds' ? $2::text)) ran
     WHERE "from" < "until" AND "from" < $4 AND "until" > $3 ORDER BY "from", id`,
    [agencyId, creatorId, from, until],
  )
}
