import { newId } from '../kernel/ids.ts'
import { rowIds } from './row-id.ts'
import type { AssetRow, FanRow, MessageRow } from './rows.ts'
import { type Destination, type Intake, SeenFans } from './take-in.ts'

/** Takes messages in as the history of conversations. */
export async function messageIntake({ sql, target, fans, inbox, clock }: Destination): Promise<Intake<MessageRow>> {
  const staging = await inbox.stageMessages(sql)
  const seen = new SeenFans()
  const idOf = rowIds()
  return {
    async add(rows) {
      for (const { fan, name, at, id, direction, text } of rows) {
        const atMs = at.getTime()
        seen.see(fan, name, atMs)
        const externalId = id ?? idOf(fan, at.toISOString(), direction, text)
        const full = staging.add([newId(clock), fan, externalId, direction, text, atMs])
        if (full !== undefined) await full
      }
    },
    async end() {
      const count = await staging.end()
      const { ids, added: newFans } = await fans.importFans(sql, target, seen.all)
      return { added: await inbox.importMessages(sql, target, count, ids), newFans }
    },
  }
}

/** Takes fans in: who they are and since when. */
export async function fanIntake({ sql, target, fans, clock }: Destination): Promise<Intake<FanRow>> {
  const seen = new SeenFans()
  const nowMs = clock.now().getTime()
  return {
    async add(rows) {
      for (const { fan, name, at } of rows) seen.see(fan, name, at?.getTime() ?? nowMs)
    },
    async end() {
      const { added } = await fans.importFans(sql, target, seen.all)
      return { added, newFans: added }
    },
  }
}

/** Takes assets in. They are no fan's, so they have no date to go. */
export async function assetIntake(to: Destination): Promise<Intake<AssetRow>> {
  const { sql, target, content, reading, tally } = to
  const assets: Parameters<typeof content.importAssets>[3][number][] = []
  return {
    async add(rows) {
      for (const { id, title, priceMinor, tags } of rows) {
        tally.money(reading.currency, priceMinor)
        assets.push({ externalId: id, title, priceMinor, currency: reading.currency, tags })
      }
    },
    async end() {
      const { agencyId, account } = target
      return { added: await content.importAssets(sql, agencyId, account.creatorId, assets), newFans: 0 }
    },
  }
}
