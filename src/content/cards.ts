import { actionId, type Card, type Form, type Row } from '../desk/index.ts'
import { formatMoney } from '../kernel/money.ts'
import type { ListedAsset } from './list-store.ts'
import type { Asset } from './store.ts'
import { words } from './words.ts'

const SHOWN = 20

/** What a creator has to offer, and what is retired. */
export function assetsCard(creator: string, assets: readonly ListedAsset[]): Card {
  const rows: Row[] = assets.slice(0, SHOWN).map((asset) => ({
    line: [{ strong: asset.title }, ` · ${formatMoney({ minor: asset.priceMinor, currency: asset.currency })}`],
    soft: [
      asset.tags.length > 0 ? asset.tags.join(', ') : words.untagged,
      ` · ${words.owners(asset.owners)}`,
      ...(asset.retiredAt ? [` · ${words.isRetired}`] : []),
    ],
  }))
  const left = assets.length - rows.length
  return {
    tone: 'info',
    title: words.listed(creator),
    summary: words.listed(creator),
    body: [
      rows.length > 0 ? { kind: 'list', rows } : { kind: 'text', line: words.none },
      ...(left > 0 ? [{ kind: 'context' as const, items: [words.more(left)] }] : []),
    ],
  }
}

export const EDIT_ASSET = 'edit-asset'

export function editForm({ id, title, priceMinor, currency, tags }: Asset): Form {
  const money = (minor: number) => ({ minor, currency })
  return {
    action: actionId(EDIT_ASSET, id, 0),
    title: 'Edit content',
    submit: 'Save',
    intro: [],
    fields: [
      { id: 'title', label: 'Title', input: { as: 'line', max: 120, value: title } },
      {
        id: 'price',
        label: `Price in ${currency}`,
        input: { as: 'money', from: money(0), to: money(100_000_000), value: money(priceMinor) },
      },
      {
        id: 'tags',
        label: 'Tags',
        hint: 'With commas between them',
        optional: true,
        input: { as: 'line', max: 300, value: tags.join(', ') },
      },
    ],
  }
}
