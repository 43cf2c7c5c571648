/**
 * Assets with price and tags, and what each fan already owns. Leaves what to ask for them to `pricing`.
 */
import type { Sql } from '../database/sql.ts'
import { contentActions } from './actions.ts'
import { addAsset, type NewAsset } from './add-asset.ts'
import { type CommandDeps, contentCommands } from './commands.ts'
import { type ImportedAsset, importAssets } from './import-assets.ts'
import { favouriteTags } from './list-store.ts'
import { priceChanges } from './price-change-store.ts'
import { refunded } from './refunded-store.ts'
import {
  assetIds,
  assetsOfCreators,
  newestUnowned,
  offerable,
  readAsset,
  readAssets,
  typicalPrice,
  unlockBeside,
  unownedOf,
} from './store.ts'

export type { Asset } from './store.ts'
export type Content = ReturnType<typeof createContent>

export function createContent(deps: CommandDeps) {
  const { ground } = deps
  return {
    commands: contentCommands(deps),
    actions: contentActions(ground),
    addAsset: (input: NewAsset) => addAsset(ground, input),
    /** Part: for imports. */
    importAssets: (sql: Sql, agencyId: string, creatorId: string, assets: readonly ImportedAsset[]) =>
      importAssets(ground, sql, agencyId, creatorId, assets),
    /** Part: what this fan could be offered next. */
    newestUnowned,
    /** Part: whether this one could be. */
    offerable,
    /** Part: which of several could be sold together. */
    unownedOf,
    /** Part: what came with a purchase of something else. */
    unlockBeside,
    typicalPrice,
    favouriteTags,
    asset: readAsset,
    assets: readAssets,
    ofCreators: assetsOfCreators,
    assetIds,
    /** Part. */
    priceChanges,
    refunded,
  }
}
