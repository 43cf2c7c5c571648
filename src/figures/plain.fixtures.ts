import type { Sql } from '../database/sql.ts'

/**
 * Every figure a second, plain way: all rows are read, and counted one by one. Slow, and knows nothing of the statements that it
 * is compared with; days come from `Intl`, not from the database.
 */

// biome-ignore lint/suspicious/noExplicitAny: rows as they stand in the tables
type Row = Record<string, any>
type Figures = Record<string, number | { hour: number } | { wait: number }>
export type Counted = Map<string, Record<string, number | number[]>>

const HOUR = 3_600_000
const wall = (at: Date, zone: string) => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' },
  }).formatToParts(at)
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return { day: `${of('year')}-${of('month')}-${of('day')}`, hour: Number(of('hour')) }
}

const TABLES = [
  ...['creators', 'fans', 'purchases', 'subscription_events', 'conversations', 'messages', 'drafts', 'decisions'],
  ...['deliveries', 'alarms', 'quotes', 'shifts', 'facts'],
]

export async function plainFigures(sql: Sql): Promise<Record<string, Counted>> {
  const all: Record<string, Row[]> = {}
  for (const table of TABLES) all[table] = await sql.query(`SELECT * FROM ${table}`)
  const rows = (table: string): Row[] => all[table] ?? []
  const one = (table: string, id: string): Row => rows(table).find((row) => row.id === id) ?? {}
  const counted: Record<string, Counted> = {}
  const add = (table: string, key: (string | null)[], figures: Figures) => {
    const into: Counted = counted[table] ?? new Map()
    counted[table] = into
    const name = key.join(' ')
    const row = into.get(name) ?? {}
    into.set(name, row)
    for (const [figure, more] of Object.entries(figures)) {
      if (typeof more === 'number') row[figure] = Number(row[figure] ?? 0) + more
      else if ('wait' in more) row[figure] = [...((row[figure] as number[]) ?? []), more.wait]
      else {
        const hours = (row[figure] as number[]) ?? Array(24).fill(0)
        row[figure] = hours.map((n, hour) => (hour === more.hour ? n + 1 : n))
      }
    }
  }
  const zoneOf = (creatorId: string): string => one('creators', creatorId).zone

  money({ rows, one, add, zoneOf })
  subscribers({ rows, one, add, zoneOf })
  for (const message of rows('messages')) {
    const creatorId = one('conversations', message.conversation_id).creator_id
    const { day, hour } = wall(message.at, zoneOf(creatorId))
    if (message.direction === 'inbound')
      add('figure_messages', [creatorId, day], { received: 1, received_by_hour: { hour } })
    else add('figure_messages', [creatorId, day], { sent: 1 })
  }
  cards({ rows, one, add, zoneOf })
  work({ rows, one, add, zoneOf })
  for (const quote of rows('quotes')) {
    if (!quote.shown_at) continue
    const creatorId = one('fans', quote.fan_id).creator_id
    const key = [creatorId, wall(quote.shown_at, zoneOf(creatorId)).day, quote.segment ?? 'none', quote.currency]
    add('figure_prices', key, { shown: 1, shown_minor: quote.shown_minor })
    if (quote.unlocked_at) add('figure_prices', key, { unlocked: 1, unlocked_minor: quote.shown_minor })
  }
  for (const { name, data, at } of rows('facts')) {
    if (name !== 'fan.segment-changed') continue
    add('figure_moves', [data.creatorId, wall(at, zoneOf(data.creatorId)).day, data.from, data.to], { fans: 1 })
  }
  return counted
}

interface Tools {
  rows(table: string): Row[]
  one(table: string, id: string): Row
  add(table: string, key: (string | null)[], figures: Figures): void
  zoneOf(creatorId: string): string
}

function money({ rows, one, add, zoneOf }: Tools): void {
  const paid = (p: Row) => p.kind !== 'refund' && p.amount_minor > 0
  const seen = { day: new Set<string>(), month: new Set<string>() }
  for (const p of rows('purchases').toSorted((a, b) => a.at - b.at)) {
    const fan = one('fans', p.fan_id)
    const { day, hour } = wall(p.at, zoneOf(fan.creator_id))
    const key = [fan.creator_id, day, fan.account_id, p.currency]
    if (p.kind === 'refund') add('figure_money', key, { refunds: 1, refunded_minor: -p.amount_minor })
    else add('figure_money', key, { [`${p.kind}_minor`]: p.amount_minor })
    if (!paid(p)) continue
    add('figure_money', key, { sales: 1, sales_by_hour: { hour } })
    add('figure_buyers', [fan.creator_id, day, p.fan_id, p.currency], { sales: 1, amount_minor: p.amount_minor })
    for (const [period, column] of [['day', 'payers'] as const, ['month', 'month_payers'] as const]) {
      const once = `${p.fan_id} ${p.currency} ${period === 'day' ? day : day.slice(0, 7)}`
      if (!seen[period].has(once)) add('figure_money', key, { [column]: 1 })
      seen[period].add(once)
    }
    if (p.asset_id) {
      add('figure_assets', [fan.creator_id, day, p.asset_id, p.currency], { sales: 1, amount_minor: p.amount_minor })
    }
    const [reply] = rows('deliveries')
      .filter((x) => x.state === 'sent' && one('conversations', x.conversation_id).fan_id === p.fan_id)
      .filter((x) => x.sent_at <= p.at && p.at - x.sent_at < 24 * HOUR)
      .toSorted((a, b) => b.sent_at - a.sent_at || (a.id < b.id ? 1 : -1))
    if (!reply || !['tip', 'ppv', 'product'].includes(p.kind)) continue
    add('figure_money', key, { after_reply_minor: p.amount_minor, after_reply_sales: 1 })
    const { operator_id } = one('decisions', reply.decision_id)
    const bought = { sales: 1, amount_minor: p.amount_minor }
    add('figure_after_reply', [fan.creator_id, day, operator_id, p.currency], bought)
  }
}

/** Whether a fan subscribes is asked at each moment at which it could change, and the moment before. */
function subscribers(tools: Tools): void {
  const reports = tools.rows('subscription_events')
  for (const fanId of new Set(reports.map((event) => event.fan_id as string))) {
    const events = reports.filter((event) => event.fan_id === fanId)
    let stay = { began: 0, currency: '' }
    const moments = [...new Set(events.flatMap((event) => [event.at.getTime(), ends(event)]))].sort((a, b) => a - b)
    for (const ms of moments) stay = momentOf(tools, tools.one('fans', fanId).creator_id, events, ms, stay)
  }
}

const ends = (event: Row) => event.until.getTime() + 24 * HOUR

/** The reports that run at this moment: the last of each subscription, unless it expired or ran out. */
function runningAt(events: Row[], ms: number): Row[] {
  const ordered = events.toSorted(
    (a, b) => a.at - b.at || Number(b.state === 'expired') - Number(a.state === 'expired') || a.until - b.until,
  )
  return [...new Set(events.map((event) => event.external_id))].flatMap((id) => {
    const last = ordered.findLast((event) => event.external_id === id && event.at.getTime() <= ms)
    return last && last.state !== 'expired' && ms < ends(last) ? [last] : []
  })
}

function momentOf(
  { add, zoneOf }: Tools,
  creatorId: string,
  events: Row[],
  ms: number,
  { began, currency }: { began: number; currency: string },
) {
  const [before, now] = [runningAt(events, ms - 1), runningAt(events, ms)]
  const { day } = wall(new Date(ms), zoneOf(creatorId))
  const price = (event: Row, sign: number) =>
    add('figure_subscribers', [creatorId, day, event.currency], { recurring_minor: sign * event.price_minor })
  for (const event of before) price(event, -1)
  for (const event of now) price(event, 1)
  const [first] = now.map((event) => event.currency as string).sort()
  if (before.length === 0 && first) {
    add('figure_subscribers', [creatorId, day, first], { gained: 1, regained: began > 0 ? 1 : 0 })
    return { began: began + 1, currency: first }
  }
  if (before.length > 0 && now.length === 0) add('figure_subscribers', [creatorId, day, currency], { lost: 1 })
  return { began, currency }
}

function cards({ rows, one, add, zoneOf }: Tools): void {
  const count = (creatorId: string, at: Date, figure: string) =>
    add('figure_cards', [creatorId, wall(at, zoneOf(creatorId)).day], { [figure]: 1 })
  for (const draft of rows('drafts')) {
    count(draft.creator_id, draft.created_at, draft.outcome === 'DRAFT' ? 'shown' : 'raised')
  }
  const overruled = new Set<string>()
  const ruled = new Set<string>()
  for (const alarm of rows('alarms')) {
    ruleOf({ rows, one, add, zoneOf }, alarm, ruled)
    count(alarm.creator_id, alarm.at, alarm.stage === 'fan' ? 'alarms' : 'violations')
    if (alarm.outcome !== 'overruled') continue
    const { day } = wall(alarm.settled_at, zoneOf(alarm.creator_id))
    const turn = `${day} ${alarm.conversation_id} ${alarm.turn_from_seq}`
    if (!overruled.has(turn)) count(alarm.creator_id, alarm.settled_at, 'overruled')
    overruled.add(turn)
  }
  for (const delivery of rows('deliveries').filter(({ state }) => state === 'sent')) {
    const { creator_id } = one('conversations', delivery.conversation_id)
    count(creator_id, delivery.sent_at, 'replies')
    if (delivery.price_minor !== null) count(creator_id, delivery.sent_at, 'priced')
  }
}

function ruleOf({ add, zoneOf }: Tools, alarm: Row, ruled: Set<string>): void {
  const key = (at: Date) => [alarm.creator_id, wall(at, zoneOf(alarm.creator_id)).day, alarm.rule]
  add('figure_rules', key(alarm.at), { [alarm.stage === 'fan' ? 'alarms' : 'violations']: 1 })
  if (alarm.outcome !== 'overruled') return
  const turn = [...key(alarm.settled_at), alarm.conversation_id, alarm.turn_from_seq].join(' ')
  if (!ruled.has(turn)) add('figure_rules', key(alarm.settled_at), { overruled: 1 })
  ruled.add(turn)
}

function work({ rows, one, add, zoneOf }: Tools): void {
  for (const decision of rows('decisions')) {
    const draft = one('drafts', decision.draft_id)
    const key = [draft.creator_id, wall(decision.at, zoneOf(draft.creator_id)).day, decision.operator_id]
    const onShift = rows('shifts').some((shift) => wasOn(shift, decision))
    add('figure_work', key, { decisions: 1, in_shift: onShift ? 1 : 0, ...kindOf(decision, draft.outcome === 'DRAFT') })
    if (decision.looked_ms !== null) {
      add('figure_work', key, { looked: 1, quick: decision.looked_ms < 3_000 ? 1 : 0 })
    }
    if (decision.outcome === 'accepting' && draft.approach_id === null) {
      add('figure_work', key, { [onShift ? 'waits_in' : 'waits_out']: { wait: decision.at - draft.turn_at } })
    }
  }
}

const wasOn = (shift: Row, { operator_id, at }: Row): boolean =>
  shift.operator_id === operator_id &&
  shift.began_at <= at &&
  at < (shift.ended_at ?? Number.POSITIVE_INFINITY) &&
  at - shift.began_at < 12 * HOUR

function kindOf({ outcome, kind, edit_share }: Row, drafted: boolean): Record<string, number> {
  if (outcome === 'accepting' && !drafted) return { answered: 1 }
  if (outcome === 'accepting')
    return { [kind === 'accept' ? 'accepted' : 'edited']: 1, edit_ppm: Math.round(edit_share * 1_000_000) }
  if (kind === 'dismiss' && drafted) return { dismissed: 1 }
  return kind === 'escalate' ? { escalated: 1 } : {}
}
