import { simpleName } from './columns.ts'
import type { PurchaseKind } from './mapping.ts'
import { withoutPersonal } from './personal.ts'
import { plainText } from './plain-text.ts'
import type { Cells, Reading } from './reading.ts'
import { words } from './words.ts'

/** A purchase or refund of an export; amounts in minor units of the creator's currency, refunds negative. */
export interface TransactionRow {
  fan: string
  name: string | null
  at: Date
  /** Null: the export has none. */
  id: string | null
  kind: PurchaseKind
  amountMinor: number
  asset: string | null
  refundOf: string | null
}

export interface MessageRow {
  fan: string
  name: string | null
  at: Date
  id: string | null
  direction: 'inbound' | 'outbound'
  text: string
}

export interface FanRow {
  fan: string
  name: string | null
  at: Date | null
}

export interface AssetRow {
  id: string
  title: string
  priceMinor: number
  tags: string[]
}

/** Platforms' words for what was paid; the first that fits counts. `skip`: money, but not a fan's. */
const TYPES: readonly [RegExp, PurchaseKind | 'skip'][] = [
  [/refund|chargeback|dispute|reversal|storno|remboursement/, 'refund'],
  [/payout|withdraw|referral|adjustment|transfer|^fee|vat|auszahlung/, 'skip'],
  [/renew|recurring|rebill|rebuy/, 'renewal'],
  [/subscri|member|pledge|abo|patron/, 'subscription'],
  [/tip|donation|gift|trinkgeld|pourboire/, 'tip'],
  [/ppv|unlock|message|post|media|bundle|paidcontent/, 'ppv'],
  [/product|shop|order|commission|sale|stream|purchase/, 'product'],
]
/** What didn't happen, or was taken back on the same line. */
const UNDONE = /pending|fail|declin|cancel|void|expired|refund|chargeback|dispute|revers|loading|hold/
const MESSAGE_MAX = 200_000
const TITLE_MAX = 120
const TAGS_MAX = 20
const TAG_MAX = 40

/** Reads a row of transactions. */
export function transactionOf(cells: Cells, { mapping }: Reading): TransactionRow {
  const fan = cells.fan()
  const at = cells.at()
  const status = cells.value('status')
  if (status !== '' && UNDONE.test(simpleName(status))) cells.refuse('status', { refused: words.undone, skip: true })
  const kind = typeOf(cells, mapping)
  const amount = cells.amountMinor()
  if (amount === 0) cells.refuse('amount', { refused: words.nothingPaid, skip: true })
  const refund = kind === 'refund' || amount < 0
  return {
    fan,
    name: cells.name(),
    at,
    id: cells.id('id'),
    kind: refund ? 'refund' : kind,
    amountMinor: refund ? -Math.abs(amount) : amount,
    asset: cells.id('asset'),
    refundOf: refund ? cells.id('refundOf') : null,
  }
}

/** Files have a handful of words for what was paid, again and again. */
const known = new Map<string, PurchaseKind | 'skip' | undefined>()
const KNOWN_MAX = 1_000

function usualType(said: string): PurchaseKind | 'skip' | undefined {
  if (known.has(said)) return known.get(said)
  const simple = simpleName(said)
  const type = TYPES.find(([pattern]) => pattern.test(simple))?.[1]
  if (known.size < KNOWN_MAX) known.set(said, type)
  return type
}

function typeOf(cells: Cells, mapping: Reading['mapping']): PurchaseKind {
  const said = cells.value('type')
  const type =
    mapping.types[said] ?? (said === '' ? undefined : usualType(said)) ?? (said === '' ? mapping.type : undefined)
  if (type === 'skip') return cells.refuse('type', { refused: words.notAPurchase, skip: true })
  return type ?? cells.refuse('type', { refused: words.unknownType })
}

const INBOUND = /^(in|inbound|incoming|received|receive|fan|subscriber|user|customer|them|false|0|no)$/
const OUTBOUND = /^(out|outbound|outgoing|sent|send|creator|me|model|agency|you|chatter|true|1|yes)$/

/** Reads a row of messages; texts lose tags, and card numbers, telephone numbers and e-mail addresses. */
export function messageOf(cells: Cells, { mapping, columns }: Reading): MessageRow {
  const fan = cells.fan()
  const at = cells.at()
  const said = cells.value('direction')
  const column = simpleName(columns.names[columns.at.direction ?? -1] ?? '')
  const direction = mapping.directions[said] ?? directionOf(simpleName(said), fan, said, column)
  if (direction === null) return cells.refuse('direction', { refused: words.unknownDirection })
  const text = withoutPersonal(plainText(cells.raw('text')))
  if (text.length > MESSAGE_MAX) cells.refuse('text', { refused: words.longText(MESSAGE_MAX) })
  return { fan, name: cells.name(), at, id: cells.id('id'), direction, text }
}

function directionOf(said: string, fan: string, raw: string, column: string): MessageRow['direction'] | null {
  if (raw === fan || raw === `@${fan}`) return 'inbound'
  // A column such as is_from_fan asks the other way round.
  const turned =
    /fromfan|isinbound|isincoming|isreceived|fromuser/.test(column) && /^(true|false|0|1|yes|no)$/.test(said)
  if (INBOUND.test(said)) return turned ? 'outbound' : 'inbound'
  if (OUTBOUND.test(said)) return turned ? 'inbound' : 'outbound'
  return null
}

/** Reads a row of fans. */
export const fanOf = (cells: Cells): FanRow => ({
  fan: cells.fan(),
  name: cells.name(),
  at: cells.value('at') === '' ? null : cells.at(),
})

/** Reads a row of assets. */
export function assetOf(cells: Cells): AssetRow {
  const id = cells.id('id') ?? cells.refuse('id', { refused: words.noId })
  const title = plainText(cells.value('title')).replace(/\s+/g, ' ').trim()
  if (title === '') cells.refuse('title', { refused: words.noTitle })
  const priceMinor = cells.amountMinor()
  if (priceMinor < 0) cells.refuse('amount', { refused: words.noAmount })
  const tags = cells.value('tags').split(/[;,|]/)
  return {
    id,
    title: [...title].slice(0, TITLE_MAX).join(''),
    priceMinor,
    tags: [...new Set(tags.map((tag) => [...plainText(tag).trim()].slice(0, TAG_MAX).join('')))]
      .filter((tag) => tag !== '')
      .slice(0, TAGS_MAX),
  }
}
