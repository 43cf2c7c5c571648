import { type ActionDefinition, defineAction, done, refused } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { EDIT_ASSET, editForm } from './cards.ts'
import { editAsset } from './change-asset.ts'
import { readDescribed } from './commands.ts'
import { readAsset } from './store.ts'
import { words } from './words.ts'

/** The form of `/content edit`. */
export function contentActions(ground: Ground): ActionDefinition[] {
  return [
    defineAction({
      name: EDIT_ASSET,
      mode: 'asks',
      least: 'manager',
      async run({ actor, subject, filled }) {
        const asset = await readAsset(ground.database, actor.agencyId, subject)
        if (!asset) return refused(words.noAsset(subject))
        if (filled === null) return { kind: 'form', form: editForm(asset) }
        const described = readDescribed(filled, asset.currency)
        if (typeof described === 'string') return refused(described)
        await editAsset(ground, actor, asset, described)
        const price = formatMoney({ minor: described.priceMinor, currency: asset.currency })
        return done(words.edited(described.title, price))
      },
    }),
  ]
}
