import type { Sql } from '../database/sql.ts'
import type { Taken } from './limit.ts'

/** The replies to this fan that took a place since `since` and stand, oldest first. */
export async function reservationsSince(sql: Sql, agencyId: string, fanId: string, since: Date): Promise<Taken[]> {
  return sql.query<Taken>(
    `SELECT at, price_minor AS "priceMinor", approach FROM reservations
     WHERE agency_id = $1 AND fan_id = $2 AND at > $3 AND released_at IS NULL ORDER BY at`,
    [agencyId, fanId, since],
  )
}

export async function insertReservation(
  sql: Sql,
  agencyId: string,
  reservation: Taken & { decisionId: string; fanId: string },
): Promise<void> {
  const { decisionId, fanId, priceMinor, approach, at } = reservation
  await sql.query(
    'INSERT INTO reservations (agency_id, decision_id, fan_id, price_minor, approach, at) VALUES ($1, $2, $3, $4, $5, $6)',
    [agencyId, decisionId, fanId, priceMinor, approach, at],
  )
}

export async function releaseReservation(sql: Sql, agencyId: string, decisionId: string, at: Date): Promise<void> {
  await sql.query(
    'UPDATE reservations SET released_at = $3 WHERE agency_id = $1 AND decision_id = $2 AND released_at IS NULL',
    [agencyId, decisionId, at],
  )
}
