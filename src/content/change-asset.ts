import { z } from 'zod'
import type { Actor } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { type ListedAsset, retireAsset, updateAsset } from './list-store.ts'
import { insertAsset } from './store.ts'

const Tags = z.array(z.string().min(1).max(40)).max(20)
/** What a person typed about an asset, read at the door of the slice. */
export const Described = z.strictObject({
  title: z.string().trim().min(1).max(120),
  priceMinor: z.int().min(0).max(100_000_000),
  tags: Tags,
})
export type Described = z.output<typeof Described>

/** Reads `beach, video`: each once, without blanks around. */
export const readTags = (typed: string): string[] => [
  ...new Set(
    typed
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
]

const factOf = (name: string, actor: Actor, subject: string, data: Record<string, string | number>, at: Date) => ({
  agencyId: actor.agencyId,
  name,
  subject,
  by: { kind: 'operator' as const, id: actor.operatorId },
  data,
  at,
})

/** Adds what a person described; it is named by its own id, as no platform named it. */
export async function describeAsset(
  { database, clock, facts }: Ground,
  actor: Actor,
  { creatorId, currency, ...described }: Described & { creatorId: string; currency: string },
): Promise<string> {
  const id = newId(clock)
  await database.transaction('describe-asset', async (sql) => {
    const at = clock.now()
    await insertAsset(sql, actor.agencyId, { id, creatorId, currency, externalId: id, ...described }, at)
    const data = { creatorId, priceMinor: described.priceMinor, currency }
    await facts.record(sql, [factOf('asset.added', actor, id, data, at)])
  })
  return id
}

/** Changes title, price and tags. Quotes and cards made before keep what they were made with. */
export async function editAsset(
  { database, clock, facts }: Ground,
  actor: Actor,
  asset: Pick<ListedAsset, 'id' | 'creatorId' | 'currency' | 'priceMinor'>,
  described: Described,
): Promise<void> {
  await database.transaction('edit-asset', async (sql) => {
    const { id, creatorId, currency } = asset
    if (!(await updateAsset(sql, actor.agencyId, { id, ...described }))) return
    const data = { creatorId, wasMinor: asset.priceMinor, priceMinor: described.priceMinor, currency }
    await facts.record(sql, [factOf('asset.edited', actor, id, data, clock.now())])
  })
}

/** Offers an asset to nobody any more; who owns it keeps it. False when it was retired before. */
export async function retire(
  { database, clock, facts }: Ground,
  actor: Actor,
  asset: Pick<ListedAsset, 'id' | 'creatorId'>,
): Promise<boolean> {
  return database.transaction('retire-asset', async (sql) => {
    const at = clock.now()
    if (!(await retireAsset(sql, actor.agencyId, asset.id, at))) return false
    await facts.record(sql, [factOf('asset.retired', actor, asset.id, { creatorId: asset.creatorId }, at)])
    return true
  })
}
