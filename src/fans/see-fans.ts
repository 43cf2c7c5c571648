import type { Sql } from '../database/sql.ts'
import type { Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { cleanFanName, fanAlias } from './fan-name.ts'
import { upsertFans } from './store.ts'

export interface SightedFan {
  accountId: string
  creatorId: string
  externalId: string
  /** As the platform wrote it; cleaned here. */
  name: string | undefined
  at: Date
}

/** Part: makes sure that these fans exist. Returns `accountId externalId` → fan id. Many at once, in any order. */
export async function seeFans(
  { clock }: Ground,
  sql: Sql,
  agencyId: string,
  sightings: readonly SightedFan[],
): Promise<Map<string, string>> {
  const once = new Map<string, SightedFan>()
  for (const sighting of sightings) {
    const key = `${sighting.accountId} ${sighting.externalId}`
    const earlier = once.get(key)
    const at = earlier && earlier.at < sighting.at ? earlier.at : sighting.at
    once.set(key, { ...sighting, name: sighting.name ?? earlier?.name, at })
  }
  const seen = [...once.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, sighting]) => ({
      id: newId(clock),
      accountId: sighting.accountId,
      creatorId: sighting.creatorId,
      externalId: sighting.externalId,
      name: sighting.name === undefined ? null : cleanFanName(sighting.name),
      alias: fanAlias(sighting.accountId, sighting.externalId),
      seenAt: sighting.at,
    }))
  return upsertFans(sql, agencyId, seen)
}
