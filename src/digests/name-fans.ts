import type { DigestsDeps } from './deps.ts'
import type { Insight } from './insight.ts'

/** Fan id → their name as it is now, of whom these insights tell; who is gone isn't among them. */
export async function nameFans(
  { ground, fans }: Pick<DigestsDeps, 'ground' | 'fans'>,
  agencyId: string,
  insights: readonly Pick<Insight, 'detail'>[],
): Promise<ReadonlyMap<string, string>> {
  const ids = insights.flatMap(({ detail }) => ('fanId' in detail ? [detail.fanId] : []))
  const listed = ids.length === 0 ? new Map() : await fans.listed(ground.database, agencyId, ids)
  return new Map([...listed].map(([id, { name }]) => [id, name]))
}
