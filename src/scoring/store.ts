import type { Sql } from '../database/sql.ts'
import type { RfmBounds } from './rfm.ts'
import type { Segment } from './segment.ts'

/** What a creator's fans are measured by, as of the last rescoring. */
export interface Measures {
  bounds: RfmBounds
  /** Newest PPV prices paid, by segment of the buyer; minor units. */
  unlocks: Partial<Record<Segment, number[]>>
}

export async function readMeasures(sql: Sql, agencyId: string, creatorId: string): Promise<Measures | null> {
  const [row] = await sql.query<{ bounds: Measures }>(
    'SELECT bounds FROM rfm_bounds WHERE agency_id = $1 AND creator_id = $2',
    [agencyId, creatorId],
  )
  return row?.bounds ?? null
}

export async function writeMeasures(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  measures: Measures,
  at: Date,
): Promise<void> {
  await sql.query(
    `INSERT INTO rfm_bounds (agency_id, creator_id, bounds, computed_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (agency_id, creator_id) DO UPDATE SET bounds = excluded.bounds, computed_at = excluded.computed_at`,
    [agencyId, creatorId, JSON.stringify(measures), at],
  )
}
