import type { Sql } from '../database/sql.ts'

export async function writeProfilingRefused(sql: Sql, agencyId: string, fanId: string, at: Date | null): Promise<void> {
  await sql.query('UPDATE fans SET profiling_refused_at = $3 WHERE agency_id = $1 AND id = $2', [agencyId, fanId, at])
}

export async function writeZone(sql: Sql, agencyId: string, fanId: string, zone: string | null): Promise<void> {
  await sql.query('UPDATE fans SET zone = $3 WHERE agency_id = $1 AND id = $2', [agencyId, fanId, zone])
}
