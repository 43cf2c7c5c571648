import type { CardNode } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { daysFrom } from './days.ts'
import {
  type PriceFigures,
  readAssets,
  readCards,
  readMessages,
  readMoves,
  readPrices,
  readWork,
} from './read-store.ts'
import { type Asked, byCurrency, type MadeFrom, money, type Report, sumOf } from './report.ts'
import { barChart } from './report-charts.ts'
import { words } from './words.ts'

const say = words.content
const ROWS_MAX = 8
/** As many as a file of a large agency needs. */
const ASSETS_MAX = 1_000

/** What was sold, and how few of a fan's messages lead there. */
export async function contentReport({ ground: { database } }: MadeFrom, asked: Asked): Promise<Report> {
  const assets = await readAssets(database, asked, ASSETS_MAX)
  const prices = await readPrices(database, asked)
  const currencies = byCurrency([
    ...assets.map(({ currency, amountMinor: minor }) => ({ currency, minor })),
    ...prices.map(({ currency, unlockedMinor: minor }) => ({ currency, minor })),
  ]).map(({ currency }) => currency)
  const headed = (head: string, currency: string) => (currencies.length > 1 ? words.inCurrency(head, currency) : head)
  const ofCurrency = <Row extends { currency: string }>(rows: readonly Row[], currency: string) =>
    rows.filter((row) => row.currency === currency)
  const body: CardNode[] = [
    ...currencies.flatMap((currency) => topOf(ofCurrency(assets, currency), headed(say.top, currency))),
    ...(await funnelOf(database, asked, prices)),
    ...currencies.flatMap((currency) => segmentsOf(ofCurrency(prices, currency), headed(say.segments, currency))),
  ]
  return {
    card: {
      ...{ tone: 'info', title: say.title(asked.title, daysFrom(asked.from, asked.to) + 1), summary: say.summary },
      body: body.length > 0 ? body : [{ kind: 'text', line: words.nothing }],
    },
    table: {
      columns: ['content', 'creator', 'currency', 'sales', 'amount_minor'],
      rows: assets.map((row) => [
        ...[row.title, asked.creators.get(row.creatorId) ?? '', row.currency, row.sales, row.amountMinor],
      ]),
    },
  }
}

/** What sold best of one currency; the rows come in that order. */
function topOf(assets: Awaited<ReturnType<typeof readAssets>>, head: string): CardNode[] {
  const [best] = assets
  if (!best) return []
  const finding = say.topFinding(best.title, money(best.amountMinor, best.currency), best.sales)
  const rows = assets.slice(0, ROWS_MAX).map(({ title, amountMinor, currency, sales }) => ({
    text: say.row(title, money(amountMinor, currency), sales),
    value: amountMinor,
  }))
  return [{ kind: 'chart', chart: barChart(head, finding, rows) }]
}

async function funnelOf(sql: Ground['database'], asked: Asked, prices: readonly PriceFigures[]): Promise<CardNode[]> {
  const received = sumOf(await readMessages(sql, asked, 'day'), (row) => row.received)
  const cards = await readCards(sql, asked, 'day')
  const approved = sumOf(await readWork(sql, asked, 'day'), (row) => row.accepted + row.edited)
  const unlocked = sumOf(prices, (row) => row.unlocked)
  if (received === 0) return []
  const counts = [
    [say.stages.received, received],
    [say.stages.shown, sumOf(cards, (row) => row.shown)],
    [say.stages.approved, approved],
    [say.stages.replies, sumOf(cards, (row) => row.replies)],
    [say.stages.priced, sumOf(cards, (row) => row.priced)],
    [say.stages.unlocked, unlocked],
  ] as const
  const rows = counts.map(([what, value], n) => ({ text: say.step(what, value, counts[n - 1]?.[1] ?? null), value }))
  return [{ kind: 'chart', chart: barChart(say.funnel, say.funnelFinding(received, unlocked), rows) }]
}

/** What came of the prices shown in one currency, by segment. */
function segmentsOf(prices: readonly PriceFigures[], head: string): CardNode[] {
  if (prices.length === 0) return []
  const rows = prices
    .toSorted((a, b) => b.shown - a.shown)
    .slice(0, ROWS_MAX)
    .map(({ segment, shown, unlocked, unlockedMinor, currency }) => ({
      line: [{ strong: say.segment(segment) }, say.unlocks(shown, unlocked, money(unlockedMinor, currency))],
    }))
  return [{ kind: 'list', head, rows }]
}

/** Who went from one segment to another, as bars, the most first; nothing where nobody did. */
export function flowsChart(told: readonly { left: string; entered: string; fans: number }[]): CardNode[] {
  const sums = new Map<string, { left: string; entered: string; fans: number }>()
  for (const { left, entered, fans } of told) {
    const key = `${left} ${entered}`
    sums.set(key, { left, entered, fans: fans + (sums.get(key)?.fans ?? 0) })
  }
  const moves = [...sums.values()].toSorted((a, b) => b.fans - a.fans)
  const [first] = moves
  if (!first) return []
  const name = say.segment
  const rows = moves.slice(0, ROWS_MAX).map(({ left, entered, fans }) => ({
    text: words.flows.row(name(left), name(entered), fans),
    value: fans,
  }))
  const all = sumOf(moves, (row) => row.fans)
  const finding = words.flows.finding(name(first.left), name(first.entered), first.fans, all)
  return [{ kind: 'chart', chart: barChart(words.flows.chart, finding, rows) }]
}

/** Who went from one segment to another. */
export async function flowsReport({ ground }: MadeFrom, asked: Asked): Promise<Report> {
  const moves = (await readMoves(ground.database, asked)).toSorted((a, b) => b.fans - a.fans)
  const chart = flowsChart(moves)
  const body: CardNode[] = chart.length > 0 ? chart : [{ kind: 'text', line: words.nothing }]
  const title = words.flows.title(asked.title, daysFrom(asked.from, asked.to) + 1)
  return {
    card: { tone: 'info', title, summary: words.flows.summary, body },
    table: {
      columns: ['from', 'to', 'fans'],
      rows: moves.map(({ left, entered, fans }) => [left, entered, fans]),
    },
  }
}
