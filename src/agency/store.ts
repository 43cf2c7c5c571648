import type { PrismaClient } from '../database/generated/client.ts'
import type { Sql } from '../database/sql.ts'
import type { KnownOperator, Role } from '../desk/index.ts'

/** A tenant; `zone` is an IANA time zone. */
export interface Agency {
  id: string
  name: string
  zone: string
}

/** The person whose fans write. `zone` is an IANA time zone, `currency` ISO 4217; `disclosureLine` ends every reply. */
export interface Creator {
  id: string
  name: string
  zone: string
  currency: string
  disclosureLine: string | null
  replyWithinMinutes: number
}

export interface Operator {
  id: string
  name: string
  role: Role
}

/** Inserts an agency; false when its id is there already, and nothing changed then. */
export async function insertAgency(sql: Sql, agency: Agency, at: Date): Promise<boolean> {
  const rows = await sql.query(
    'INSERT INTO agencies (id, name, zone, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING RETURNING id',
    [agency.id, agency.name, agency.zone, at],
  )
  return rows.length === 1
}

/** Inserts a creator; false when its id is there already, and nothing changed then. */
export async function insertCreator(sql: Sql, agencyId: string, creator: Creator, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO creators (agency_id, id, name, zone, currency, disclosure_line, reply_within_minutes, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (agency_id, id) DO NOTHING RETURNING id`,
    [
      agencyId,
      creator.id,
      creator.name,
      creator.zone,
      creator.currency,
      creator.disclosureLine,
      creator.replyWithinMinutes,
      at,
    ],
  )
  return rows.length === 1
}

/** Whether a creator of the agency has that name, however it is written. */
export async function creatorNamedLike(sql: Sql, agencyId: string, name: string): Promise<boolean> {
  const rows = await sql.query('SELECT FROM creators WHERE agency_id = $1 AND lower(name) = lower($2) LIMIT 1', [
    agencyId,
    name,
  ])
  return rows.length > 0
}

/** Part: holds a creator's row until the transaction ends; false when the agency has no such creator. */
export async function lockCreator(sql: Sql, agencyId: string, creatorId: string): Promise<boolean> {
  const rows = await sql.query('SELECT id FROM creators WHERE agency_id = $1 AND id = $2 FOR NO KEY UPDATE', [
    agencyId,
    creatorId,
  ])
  return rows.length === 1
}

export async function setReplyWithin(sql: Sql, agencyId: string, creatorId: string, minutes: number): Promise<void> {
  await sql.query('UPDATE creators SET reply_within_minutes = $3 WHERE agency_id = $1 AND id = $2', [
    agencyId,
    creatorId,
    minutes,
  ])
}

export async function putDisclosure(sql: Sql, agencyId: string, creatorId: string, line: string | null): Promise<void> {
  await sql.query('UPDATE creators SET disclosure_line = $3 WHERE agency_id = $1 AND id = $2', [
    agencyId,
    creatorId,
    line,
  ])
}

/** Inserts an operator; false when its id is there already, and nothing changed then. */
export async function insertOperator(sql: Sql, agencyId: string, operator: Operator, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO operators (agency_id, id, name, role, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (agency_id, id) DO NOTHING RETURNING id`,
    [agencyId, operator.id, operator.name, operator.role, at],
  )
  return rows.length === 1
}

/** Makes an operator known by this identity; false when it is another person's already. */
export async function insertIdentity(
  sql: Sql,
  identity: { agencyId: string; desk: string; externalId: string; operatorId: string },
): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO operator_identities AS known (agency_id, desk, external_id, operator_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (agency_id, desk, external_id) DO UPDATE SET operator_id = excluded.operator_id
       WHERE known.operator_id = excluded.operator_id
     RETURNING operator_id`,
    [identity.agencyId, identity.desk, identity.externalId, identity.operatorId],
  )
  return rows.length === 1
}

/** Ends an identity; returns whose it was, null when nobody's. */
export async function deleteIdentity(
  sql: Sql,
  { agencyId, desk, externalId }: { agencyId: string; desk: string; externalId: string },
): Promise<string | null> {
  const [row] = await sql.query<{ operator_id: string }>(
    `DELETE FROM operator_identities WHERE agency_id = $1 AND desk = $2 AND external_id = $3 RETURNING operator_id`,
    [agencyId, desk, externalId],
  )
  return row?.operator_id ?? null
}

/** Accounts beside the web desk's by which operators are known. */
export async function accountsOf(
  sql: Sql,
  agencyId: string,
): Promise<{ operatorId: string; desk: string; externalId: string }[]> {
  return sql.query(
    `SELECT operator_id AS "operatorId", desk, external_id AS "externalId" FROM operator_identities
     WHERE agency_id = $1 AND desk <> 'web' ORDER BY desk, external_id`,
    [agencyId],
  )
}

/** Who an identity of a desk is in this agency; null for an unknown one, and for somebody who was removed. */
export async function findOperator(
  sql: Sql,
  agencyId: string,
  desk: string,
  externalId: string,
): Promise<KnownOperator | null> {
  const [row] = await sql.query<{ id: string; name: string; role: Role }>(
    `SELECT o.id, o.name, o.role FROM operator_identities i
     JOIN operators o ON o.agency_id = i.agency_id AND o.id = i.operator_id
     WHERE i.agency_id = $1 AND i.desk = $2 AND i.external_id = $3 AND o.removed_at IS NULL`,
    [agencyId, desk, externalId],
  )
  return row ? { operatorId: row.id, name: row.name, role: row.role } : null
}

/** The creator of that id; null when this agency has none. */
export async function readCreator(sql: Sql, agencyId: string, id: string): Promise<Creator | null> {
  const [row] = await sql.query<{
    id: string
    name: string
    zone: string
    currency: string
    disclosure_line: string | null
    reply_within_minutes: number
  }>(
    `SELECT id, name, zone, currency, disclosure_line, reply_within_minutes FROM creators
     WHERE agency_id = $1 AND id = $2`,
    [agencyId, id],
  )
  if (!row) return null
  return {
    id: row.id,
    name: row.name,
    zone: row.zone,
    currency: row.currency,
    disclosureLine: row.disclosure_line,
    replyWithinMinutes: row.reply_within_minutes,
  }
}

/** Every agency, the oldest first. */
/** Part: an agency's IANA zone; UTC for an unknown one. */
export async function zoneOf(sql: Sql, agencyId: string): Promise<string> {
  const [row] = await sql.query<{ zone: string }>('SELECT zone FROM agencies WHERE id = $1', [agencyId])
  return row?.zone ?? 'UTC'
}

export const listAgencies = (prisma: PrismaClient): Promise<Agency[]> =>
  prisma.agency.findMany({ select: { id: true, name: true, zone: true }, orderBy: { createdAt: 'asc' } })

/** The creators of an agency by name; empty for an unknown agency. */
export const listCreators = (prisma: PrismaClient, agencyId: string): Promise<Creator[]> =>
  prisma.creator.findMany({
    where: { agencyId },
    select: { id: true, name: true, zone: true, currency: true, disclosureLine: true, replyWithinMinutes: true },
    orderBy: { name: 'asc' },
  })

/** The operators of an agency who were not removed, the longest there first; empty for an unknown agency. */
export async function listOperators(prisma: PrismaClient, agencyId: string): Promise<Operator[]> {
  const rows = await prisma.operator.findMany({
    where: { agencyId, removedAt: null },
    select: { id: true, name: true, role: true },
    orderBy: { createdAt: 'asc' },
  })
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}
