import type { Sql } from '../database/sql.ts'
import type { Day } from './days.ts'
import type { Waits } from './waits.ts'

/** Which figures: an agency's, between two days of whichever creators' walls, of these creators or (null) of all. */
export interface Span {
  agencyId: string
  creatorIds: readonly string[] | null
  from: Day
  to: Day
}

/**
 * Of these creators, the fourth parameter, or of all. Two texts: a prepared statement is planned once for all creators, and one
 * for both would read everybody's rows for one creator.
 */
export const ofCreators = (creatorIds: Span['creatorIds']): string =>
  creatorIds === null ? '$4::uuid[] IS NULL' : 't.creator_id = ANY($4::uuid[])'
/** Rows `t` of a table of figures, by `spanned` as the first four parameters. */
export const inSpan = ({ creatorIds }: Span): string =>
  `t.agency_id = $1 AND t.day >= $2 AND t.day <= $3 AND ${ofCreators(creatorIds)}`
export const spanned = ({ agencyId, from, to, creatorIds }: Span): unknown[] => [agencyId, from, to, creatorIds]

/** By what figures are summed up: `key` of the rows is then the day, or an id, as text. */
const KEYS = { day: 't.day', creator: 't.creator_id', account: 't.account_id', operator: 't.operator_id' } as const

const sums = (columns: Record<string, string>): string =>
  Object.entries(columns)
    .map(([name, column]) => `sum(t.${column})::int8 AS "${name}"`)
    .join(', ')

const summed = <Row>(sql: Sql, table: string, key: keyof typeof KEYS, columns: string, more: string, span: Span) =>
  sql.query<Row>(
    `SELECT ${KEYS[key]}::text AS key${more ? `, t.${more}` : ''}, ${columns} FROM ${table} t WHERE ${inSpan(span)}
     GROUP BY ${KEYS[key]}${more ? `, t.${more}` : ''} ORDER BY ${KEYS[key]}${more ? `, t.${more}` : ''}`,
    spanned(span),
  )

/** Amounts in minor units of the currency; refunds are positive, and not taken off the rest. */
export interface MoneyFigures {
  key: string
  currency: string
  subscriptionMinor: number
  renewalMinor: number
  tipMinor: number
  ppvMinor: number
  productMinor: number
  refundedMinor: number
  sales: number
  refunds: number
  /** Fans who paid, once a day; and once a calendar month. */
  payerDays: number
  monthPayers: number
  afterReplyMinor: number
  afterReplySales: number
}

const MONEY = sums({
  ...{ subscriptionMinor: 'subscription_minor', renewalMinor: 'renewal_minor', tipMinor: 'tip_minor' },
  ...{ ppvMinor: 'ppv_minor', productMinor: 'product_minor', refundedMinor: 'refunded_minor', sales: 'sales' },
  ...{ refunds: 'refunds', payerDays: 'payers', monthPayers: 'month_payers', afterReplyMinor: 'after_reply_minor' },
  afterReplySales: 'after_reply_sales',
})

export const readMoney = (sql: Sql, span: Span, by: 'day' | 'creator' | 'account'): Promise<MoneyFigures[]> =>
  summed(sql, 'figure_money', by, MONEY, 'currency', span)

export interface CardFigures {
  key: string
  shown: number
  raised: number
  alarms: number
  violations: number
  overruled: number
  replies: number
  priced: number
}

const CARDS = sums({
  ...{ shown: 'shown', raised: 'raised', alarms: 'alarms', violations: 'violations' },
  ...{ overruled: 'overruled', replies: 'replies', priced: 'priced' },
})

export const readCards = (sql: Sql, span: Span, by: 'day' | 'creator'): Promise<CardFigures[]> =>
  summed(sql, 'figure_cards', by, CARDS, '', span)

/** What each rule found by day, and how often it was overruled. */
export interface RuleFigures {
  day: Day
  rule: string
  alarms: number
  violations: number
  overruled: number
}

export const readRules = (sql: Sql, span: Span): Promise<RuleFigures[]> =>
  sql.query(
    `SELECT t.day::text AS day, t.rule, ${sums({ alarms: 'alarms', violations: 'violations', overruled: 'overruled' })}
     FROM figure_rules t WHERE ${inSpan(span)} GROUP BY t.day, t.rule ORDER BY t.day, t.rule`,
    spanned(span),
  )

export const readMessages = (
  sql: Sql,
  span: Span,
  by: 'day' | 'creator',
): Promise<{ key: string; received: number; sent: number }[]> =>
  summed(sql, 'figure_messages', by, sums({ received: 'received', sent: 'sent' }), '', span)

export interface WorkFigures {
  key: string
  decisions: number
  inShift: number
  accepted: number
  edited: number
  dismissed: number
  escalated: number
  answered: number
  editPpm: number
  /** Approvals of which it is known how long the card was looked at; of these, under three seconds. */
  looked: number
  quick: number
}

const WORK = sums({
  ...{ decisions: 'decisions', inShift: 'in_shift', accepted: 'accepted', edited: 'edited', dismissed: 'dismissed' },
  ...{ escalated: 'escalated', answered: 'answered', looked: 'looked', quick: 'quick', editPpm: 'edit_ppm' },
})

export const readWork = (sql: Sql, span: Span, by: 'day' | 'creator' | 'operator'): Promise<WorkFigures[]> =>
  summed(sql, 'figure_work', by, WORK, '', span)

/** How long fans had waited at each approval: by key, on shift and off it. */
export async function readWaits(
  sql: Sql,
  span: Span,
  by: 'day' | 'creator' | 'operator',
): Promise<{ key: string; onShift: Waits; offShift: Waits }[]> {
  const rows = await sql.query<{ key: string; on_shift: Buffer; off_shift: Buffer }>(
    `SELECT ${KEYS[by]}::text AS key, string_agg(t.waits_in, ''::bytea) AS on_shift, string_agg(t.waits_out, ''::bytea) AS off_shift
     FROM figure_work t WHERE ${inSpan(span)} GROUP BY ${KEYS[by]} ORDER BY ${KEYS[by]}`,
    spanned(span),
  )
  return rows.map((row) => ({ key: row.key, onShift: counted(row.on_shift), offShift: counted(row.off_shift) }))
}

function counted(steps: Buffer): Waits {
  const counts = new Map<number, number>()
  for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1)
  return counts
}

export const readAfterReply = (
  sql: Sql,
  span: Span,
): Promise<{ key: string; currency: string; sales: number; amountMinor: number }[]> =>
  summed(sql, 'figure_after_reply', 'operator', sums({ sales: 'sales', amountMinor: 'amount_minor' }), 'currency', span)

export interface PriceFigures {
  segment: string
  currency: string
  shown: number
  shownMinor: number
  unlocked: number
  unlockedMinor: number
}

export const readPrices = (sql: Sql, span: Span): Promise<PriceFigures[]> =>
  sql.query(
    `SELECT segment, currency, ${sums({ shown: 'shown', shownMinor: 'shown_minor', unlocked: 'unlocked', unlockedMinor: 'unlocked_minor' })}
     FROM figure_prices t WHERE ${inSpan(span)} GROUP BY 1, 2 ORDER BY 1, 2`,
    spanned(span),
  )

export const readMoves = (sql: Sql, span: Span): Promise<{ left: string; entered: string; fans: number }[]> =>
  sql.query(
    `SELECT t.left, t.entered, sum(t.fans)::int8 AS fans FROM figure_moves t WHERE ${inSpan(span)} GROUP BY 1, 2 ORDER BY 1, 2`,
    spanned(span),
  )

export interface DayMoves {
  day: Day
  left: string
  entered: string
  fans: number
}

export const readMovesByDay = (sql: Sql, span: Span): Promise<DayMoves[]> =>
  sql.query(
    `SELECT t.day::text AS day, t.left, t.entered, sum(t.fans)::int8 AS fans FROM figure_moves t WHERE ${inSpan(span)}
     GROUP BY t.day, t.left, t.entered ORDER BY t.day, t.left, t.entered`,
    spanned(span),
  )

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** Hours are added up within the rows: a row an hour would take twenty times as long. */
const readByHour = (sql: Sql, table: string, column: string, span: Span, currency: string | null = null) =>
  sql.query<{ weekday: number; counts: number[] }>(
    `SELECT extract(isodow FROM t.day)::int4 AS weekday,
       ARRAY[${HOURS.map((hour) => `sum(t.${column}[${hour + 1}])`).join(', ')}]::float8[] AS counts
     FROM ${table} t WHERE ${inSpan(span)} ${currency === null ? '' : 'AND t.currency = $5'} GROUP BY 1`,
    currency === null ? spanned(span) : [...spanned(span), currency],
  )

/**
 * What fans wrote and bought, in one currency or (null) in any, in each hour of the week; weekday 1 is Monday, as on the
 * creators' walls.
 */
export async function readHours(
  sql: Sql,
  span: Span,
  currency: string | null = null,
): Promise<{ weekday: number; hour: number; received: number; sales: number }[]> {
  const received = await readByHour(sql, 'figure_messages', 'received_by_hour', span)
  const sales = await readByHour(sql, 'figure_money', 'sales_by_hour', span, currency)
  const of = (rows: typeof sales, weekday: number, hour: number) =>
    rows.find((row) => row.weekday === weekday)?.counts[hour] ?? 0
  return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    HOURS.map((hour) => ({ weekday, hour, received: of(received, weekday, hour), sales: of(sales, weekday, hour) })),
  )
}

/** What sold best, by what it brought: so many of each currency, since amounts of two can't be compared. */
export const readAssets = (
  sql: Sql,
  span: Span,
  limit: number,
): Promise<
  { assetId: string; creatorId: string; title: string; currency: string; sales: number; amountMinor: number }[]
> =>
  sql.query(
    `WITH sold AS (
       SELECT t.asset_id, t.creator_id, t.currency, sum(t.sales)::int8 AS sales, sum(t.amount_minor)::int8 AS amount,
         row_number() OVER (PARTITION BY t.currency ORDER BY sum(t.amount_minor) DESC, t.asset_id) AS place
       FROM figure_assets t WHERE ${inSpan(span)} GROUP BY t.asset_id, t.creator_id, t.currency)
     SELECT s.asset_id AS "assetId", s.creator_id AS "creatorId", a.title, s.currency, s.sales, s.amount AS "amountMinor"
     FROM sold s JOIN assets a ON a.agency_id = $1 AND a.id = s.asset_id WHERE s.place <= $5
     ORDER BY s.currency, s.place`,
    [...spanned(span), limit],
  )
