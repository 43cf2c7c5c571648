import { z } from 'zod'
import { bySystem, type Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { insertAsset } from './store.ts'

const NewAsset = z.strictObject({
  agencyId: z.uuid(),
  id: z.uuid().optional(),
  creatorId: z.uuid(),
  externalId: z.string().min(1).max(200),
  title: z.string().trim().min(1).max(120),
  priceMinor: z.int().min(0).max(100_000_000),
  currency: z.string().length(3),
  tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
})
export type NewAsset = z.input<typeof NewAsset>

/**
 * Adds a piece of content and returns its id. With an id that exists already, nothing changes. Throws a `ZodError` that
 * names the field for bad input, and for an external id that another asset of the creator has.
 */
export async function addAsset({ database, clock, facts }: Ground, input: NewAsset): Promise<string> {
  const { agencyId, ...asset } = NewAsset.parse(input)
  const id = asset.id ?? newId(clock)
  await database.transaction('add-asset', async (sql) => {
    const at = clock.now()
    if (!(await insertAsset(sql, agencyId, { ...asset, id }, at))) return
    const data = { creatorId: asset.creatorId, priceMinor: asset.priceMinor, currency: asset.currency }
    await facts.record(sql, [{ agencyId, name: 'asset.added', subject: id, by: bySystem('setup'), data, at }])
  })
  return id
}
