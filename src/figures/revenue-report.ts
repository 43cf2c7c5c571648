import type { CardNode } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { daysFrom, plusDays } from './days.ts'
import { type MoneyFigures, readHours, readMoney, readWork } from './read-store.ts'
import {
  type Asked,
  besideOf,
  KINDS,
  type MadeFrom,
  mainCurrency,
  minorOf,
  money,
  paidOf,
  type Report,
  sumOf,
  type UnusualDay,
} from './report.ts'
import { barChart, hoursChart, revenueChart } from './report-charts.ts'
import { readSubscribers } from './subscribers-read-store.ts'
import { words } from './words.ts'

const say = words.revenue

const COLUMNS = [
  ...['day', 'currency', 'paid_minor', ...KINDS.map((kind) => `${kind}_minor`), 'refunded_minor', 'net_minor'],
  ...['sales', 'refunds', 'payers', 'after_reply_minor', 'after_reply_sales'],
]

/** What was paid and went back, from whom, when, and how many subscribe. */
export async function revenueReport({ ground, unusual }: MadeFrom, asked: Asked): Promise<Report> {
  const { database } = ground
  const length = daysFrom(asked.from, asked.to) + 1
  const before = { ...asked, from: plusDays(asked.from, -length), to: plusDays(asked.from, -1) }
  const byDay = await readMoney(database, asked, 'day')
  const table = { columns: COLUMNS, rows: byDay.map(rowOf) }
  const amounts = byDay.map((row) => ({ currency: row.currency, minor: paidOf(row) }))
  const currency = mainCurrency(amounts)
  const title = say.title(asked.title, length)
  if (currency === null) {
    const body: CardNode[] = [{ kind: 'text', line: words.nothing }]
    return { card: { tone: 'info', title, summary: say.summary(asked.title), body }, table }
  }
  const mine = byDay.filter((row) => row.currency === currency)
  const earlier = (await readMoney(database, before, 'day')).filter((row) => row.currency === currency)
  const beside = besideOf(amounts, currency)
  const hours = hoursChart(
    await readHours(database, asked, currency),
    beside.length > 0 ? words.inCurrency(say.hours, currency) : say.hours,
  )
  const paid = new Map(mine.map((row) => [row.key, { paid: paidOf(row), refunded: row.refundedMinor }]))
  const body: CardNode[] = [
    {
      kind: 'fields',
      fields: await fieldsOf(ground, asked, { mine, earlier, currency, alone: beside.length === 0 }),
    },
    { kind: 'chart', chart: revenueChart(asked.title, asked, paid, currency, marksOf(await unusual(asked))) },
    ...(await sourcesOf(database, asked, mine, currency)),
    ...(hours ? [{ kind: 'chart' as const, chart: hours }] : []),
    { kind: 'context', items: [...beside, say.rule] },
  ]
  return { card: { tone: 'info', title, summary: say.summary(asked.title), body }, table }
}

/** One mark a day, of the newest days: more would lie on each other. */
const MARKS_MAX = 6
function marksOf(days: readonly UnusualDay[]): { day: string; text: string }[] {
  const marks = new Map<string, string>()
  for (const { day, direction } of days) {
    const text = say.unusual[direction]
    marks.set(day, (marks.get(day) ?? text) === text ? text : say.unusual.both)
  }
  return [...marks]
    .map(([day, text]) => ({ day, text }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .slice(-MARKS_MAX)
}

const rowOf = (row: MoneyFigures) => [
  ...[row.key, row.currency, paidOf(row), ...KINDS.map((kind) => minorOf(row, kind)), row.refundedMinor],
  ...[paidOf(row) - row.refundedMinor, row.sales, row.refunds, row.payerDays, row.afterReplyMinor, row.afterReplySales],
]

async function fieldsOf(
  { database: sql, clock }: Ground,
  asked: Asked,
  {
    mine,
    earlier,
    currency,
    alone,
  }: { mine: MoneyFigures[]; earlier: MoneyFigures[]; currency: string; alone: boolean },
) {
  const paid = sumOf(mine, paidOf)
  const month = { ...asked, from: `${asked.to.slice(0, 7)}-01` }
  const ofMonth = (await readMoney(sql, month, 'day')).filter((row) => row.currency === currency)
  const payers = sumOf(ofMonth, (row) => row.monthPayers)
  const perPayer = payers > 0 ? money(Math.round(sumOf(ofMonth, paidOf) / payers), currency) : '–'
  // Drafts have no currency: beside another one, a share of one sum for all of them would be too low.
  const approved = !alone ? 0 : sumOf(await readWork(sql, asked, 'day'), (row) => row.accepted + row.edited)
  const after = sumOf(mine, (row) => row.afterReplyMinor)
  const { gained, regained, lost, atStart, atEnd, recurring } = await subscribersOf(sql, asked, currency, clock.now())
  const back = money(
    sumOf(mine, (row) => row.refundedMinor),
    currency,
  )
  return [
    { label: say.paid, value: `${money(paid, currency)}, ${say.change(paid, sumOf(earlier, paidOf))}` },
    { label: say.refunded, value: back },
    {
      label: say.sales,
      value: words.number(sumOf(mine, (row) => row.sales)),
    },
    { label: say.perPayer, value: perPayer },
    { label: say.recurring, value: `${money(recurring, currency)} · ${words.number(atEnd)}` },
    { label: say.subscribers, value: say.gained(gained, regained) },
    { label: say.churn, value: say.churnOf(lost, atStart > 0 ? lost / atStart : null) },
    {
      label: say.afterReply,
      value: `${money(after, currency)}${approved > 0 ? ` · ${say.perDraft.toLowerCase()} ${money(Math.round(after / approved), currency)}` : ''}`,
    },
  ]
}

/** How many subscribed when the time began, and in this currency when it ended: the sum of all changes until then. */
async function subscribersOf(sql: Ground['database'], asked: Asked, currency: string, at: Date) {
  const all = await readSubscribers(sql, { ...asked, from: '2000-01-01' }, at)
  const within = all.filter(({ key }) => key >= asked.from)
  const change = (rows: typeof all) => sumOf(rows, (row) => row.gained - row.lost)
  const own = all.filter((row) => row.currency === currency)
  return {
    gained: sumOf(within, (row) => row.gained),
    regained: sumOf(within, (row) => row.regained),
    lost: sumOf(within, (row) => row.lost),
    atStart: change(all.filter(({ key }) => key < asked.from)),
    atEnd: change(own),
    recurring: sumOf(own, (row) => row.recurringMinor),
  }
}

async function sourcesOf(
  sql: Ground['database'],
  asked: Asked,
  mine: readonly MoneyFigures[],
  currency: string,
): Promise<CardNode[]> {
  const total = sumOf(mine, paidOf)
  const kinds = KINDS.map((kind) => ({ name: say.kinds[kind], value: sumOf(mine, (row) => minorOf(row, kind)) }))
  const sold = kinds.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value)
  const [first] = sold
  if (!first) return []
  const rows = sold.map(({ name, value }) => ({ text: say.on(name, money(value, currency)), value }))
  const finding = say.sourcesFinding(first.name, first.value / total)
  const accounts = (await readMoney(sql, asked, 'account')).filter(
    (row) => row.currency === currency && paidOf(row) > 0,
  )
  const list = accounts
    .toSorted((a, b) => paidOf(b) - paidOf(a))
    .slice(0, 8)
    .map((row) => ({ line: say.on(asked.accounts.get(row.key) ?? row.key, money(paidOf(row), currency)) }))
  return [
    { kind: 'chart', chart: barChart(say.sources, finding, rows) },
    ...(list.length > 1 ? [{ kind: 'list' as const, rows: list }] : []),
  ]
}
