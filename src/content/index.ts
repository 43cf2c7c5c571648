/**
 * Assets with price and tags, and what each fan already owns. Leaves what to ask for them to `pricing`.
 */
import type { Ground } from '../facts/index.ts'
import { addAsset, type NewAsset } from './add-asset.ts'
import { assetIds, newestUnowned, readAsset } from './store.ts'

export type { Asset } from './store.ts'
export type Content = ReturnType<typeof createContent>

export function createContent(ground: Ground) {
  return {
    addAsset: (input: NewAsset) => addAsset(ground, input),
    /** Part: what to offer this fan next, or null when they own it all. */
    newestUnowned,
    asset: readAsset,
    assetIds,
  }
}
