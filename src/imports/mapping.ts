import { z } from 'zod'

/** What a file holds. */
export const KINDS = ['transactions', 'messages', 'fans', 'assets'] as const
export type Kind = (typeof KINDS)[number]

/** What is read of each kind of file. A field without `?` must have a column. */
const FIELDS = {
  transactions: ['fan', 'at', 'amount', 'id?', 'type?', 'currency?', 'status?', 'asset?', 'refundOf?', 'name?'],
  messages: ['fan', 'at', 'direction', 'text', 'id?', 'name?'],
  fans: ['fan', 'name?', 'at?'],
  assets: ['id', 'title', 'amount', 'currency?', 'tags?', 'at?'],
} as const satisfies Record<Kind, readonly string[]>

/** A field of any kind, as mappings name it. */
export type Field =
  | 'fan'
  | 'at'
  | 'amount'
  | 'id'
  | 'type'
  | 'currency'
  | 'status'
  | 'asset'
  | 'refundOf'
  | 'name'
  | 'direction'
  | 'text'
  | 'title'
  | 'tags'

/** The fields of a kind; `must`: without a column for it nothing can be read. */
export const fieldsOf = (kind: Kind): { field: Field; must: boolean }[] =>
  FIELDS[kind].map((name) => ({ field: name.replace('?', '') as Field, must: !name.endsWith('?') }))

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof ENCODINGS)[number]
export const SEPARATORS = [',', ';', '\t', '|'] as const
export type Separator = (typeof SEPARATORS)[number]
export const PURCHASE_KINDS = ['tip', 'ppv', 'subscription', 'renewal', 'product', 'refund'] as const
export type PurchaseKind = (typeof PURCHASE_KINDS)[number]

const currencies = new Set(Intl.supportedValuesOf('currency'))
const cell = z.string().trim().min(1).max(200)

const said = {
  /** Field → column, by its name in the file. What isn't named is found by the usual names. */
  columns: z.record(z.string(), cell),
  /** Names of the columns of a file that has no line with them. */
  headers: z.array(cell).max(500),
  /** Zone of times without an offset; default the creator's. */
  zone: z.string().refine(isZone, { error: 'not an IANA time zone such as Europe/Paris' }),
  /** How 03/04/2026 is read: day first or month first. */
  dates: z.enum(['auto', 'dmy', 'mdy'], { error: 'auto, dmy (day first) or mdy (month first)' }),
  decimal: z.enum(['auto', '.', ','], { error: 'auto, a point or a comma' }),
  /** `minor`: amounts are cents. */
  amounts: z.enum(['major', 'minor'], { error: 'major (24.00) or minor (2400)' }),
  /** Of amounts without one; default the creator's. */
  currency: z.string().refine((code) => currencies.has(code), { error: 'not an ISO 4217 currency such as USD' }),
  encoding: z.enum(['auto', ...ENCODINGS]),
  separator: z.enum(['auto', ...SEPARATORS], { error: 'auto, a comma, a semicolon, a tab or a bar' }),
  /** Kind of purchases where no column says it, and the file's own words for kinds. */
  type: z.enum(PURCHASE_KINDS),
  types: z.record(z.string(), z.enum([...PURCHASE_KINDS, 'skip'])),
  /** The file's own words for who wrote: fan's messages are `inbound`. */
  directions: z.record(z.string(), z.enum(['inbound', 'outbound'])),
}

/** What was said with a file: without defaults, which would take the place of what is saved under the source's name. */
export const SaidMapping = z.strictObject(said).partial()

/** How a source's files are read. Everything has a default: most files need none of it. */
export const Mapping = SaidMapping.extend({
  columns: said.columns.default({}),
  dates: said.dates.default('auto'),
  decimal: said.decimal.default('auto'),
  amounts: said.amounts.default('major'),
  encoding: said.encoding.default('auto'),
  separator: said.separator.default('auto'),
  types: said.types.default({}),
  directions: said.directions.default({}),
})
/** How a source's files are read, checked. */
export type Mapping = z.output<typeof Mapping>
/** As it is typed. */
export type MappingInput = z.input<typeof Mapping>

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
