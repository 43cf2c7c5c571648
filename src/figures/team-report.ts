import type { CardNode } from '../desk/index.ts'
import { daysFrom } from './days.ts'
import { readAfterReply, readWaits, readWork, type WorkFigures } from './read-store.ts'
import { type Asked, besideOf, type MadeFrom, mainCurrency, money, type Report, sumOf } from './report.ts'
import { barChart } from './report-charts.ts'
import { addWaits, type Waits, waitAt } from './waits.ts'
import { words } from './words.ts'

const say = words.team
/** As many rows as every desk shows in one list. */
const ROWS_MAX = 8
const HALF = 0.5
const NINE_OF_TEN = 0.9

const COLUMNS = [
  ...['operator', 'decisions', 'in_shift', 'accepted', 'edited', 'dismissed', 'escalated', 'answered', 'edit_share'],
  ...['median_wait_s_in_shift', 'p90_wait_s_in_shift', 'median_wait_s_off_shift', 'p90_wait_s_off_shift'],
  ...['looked', 'under_3_s', 'after_reply_sales', 'after_reply_minor', 'currency'],
]

type Row = WorkFigures & { name: string; on: Waits; off: Waits; sales: number; minor: number }

/** What each operator decided and how fast: from recorded decisions, never from what anybody says of themselves. */
export async function teamReport({ ground: { database } }: MadeFrom, asked: Asked): Promise<Report> {
  const work = await readWork(database, asked, 'operator')
  const waits = new Map((await readWaits(database, asked, 'operator')).map((row) => [row.key, row]))
  const after = await readAfterReply(database, asked)
  const amounts = after.map((row) => ({ currency: row.currency, minor: row.amountMinor }))
  const currency = mainCurrency(amounts)
  const rows = work
    .map((row): Row => {
      const bought = after.filter((one) => one.key === row.key && one.currency === currency)
      return {
        ...row,
        name: asked.operators.get(row.key) ?? say.removed,
        ...{ on: waits.get(row.key)?.onShift ?? new Map(), off: waits.get(row.key)?.offShift ?? new Map() },
        ...{ sales: sumOf(bought, (one) => one.sales), minor: sumOf(bought, (one) => one.amountMinor) },
      }
    })
    .toSorted((a, b) => b.decisions - a.decisions || (a.name < b.name ? -1 : 1))
  const title = say.title(asked.title, daysFrom(asked.from, asked.to) + 1)
  const body =
    rows.length > 0
      ? bodyOf(rows, currency, besideOf(amounts, currency))
      : [{ kind: 'text' as const, line: words.nothing }]
  return {
    card: { tone: 'info', title, summary: say.summary, body },
    table: { columns: COLUMNS, rows: rows.map((row) => tableRow(row, currency)) },
  }
}

const decided = (row: WorkFigures): number => row.accepted + row.edited + row.dismissed
const approved = (row: WorkFigures): number => row.accepted + row.edited

function bodyOf(rows: readonly Row[], currency: string | null, beside: readonly string[]): CardNode[] {
  const on = addWaits(rows.map((row) => row.on))
  const off = addWaits(rows.map((row) => row.off))
  const both = (share: number) => say.onShift(words.waited(waitAt(on, share)), words.waited(waitAt(off, share)))
  const all = (of: (row: Row) => number) => sumOf(rows, of)
  const drafts = all(decided)
  const bars = rows.filter((row) => decided(row) > 0).slice(0, ROWS_MAX)
  const [first] = bars
  return [
    {
      kind: 'fields',
      fields: [
        { label: say.decisions, value: words.number(all((row) => row.decisions)) },
        { label: say.accepted, value: drafts > 0 ? words.percent(all((row) => row.accepted) / drafts) : '–' },
        { label: say.waited, value: both(HALF) },
        { label: say.slowest, value: both(NINE_OF_TEN) },
        {
          label: say.quick,
          value: say.quickOf(
            all((row) => row.quick),
            all((row) => row.looked),
          ),
        },
      ],
    },
    ...(first ? [chartOf(bars, first)] : []),
    { kind: 'list', rows: rows.slice(0, ROWS_MAX).map((row) => listRow(row, currency)) },
    { kind: 'context', items: [...beside, say.rule] },
  ]
}

const chartOf = (bars: readonly Row[], first: Row): CardNode => ({
  kind: 'chart',
  chart: barChart(
    say.chart,
    say.finding(first.name, first.accepted / decided(first)),
    bars.map((row) => ({ text: say.row(row.name, row.accepted, decided(row)), value: row.accepted })),
  ),
})

function listRow(row: Row, currency: string | null) {
  const median = words.waited(waitAt(addWaits([row.on, row.off]), HALF))
  const share = decided(row) > 0 ? row.accepted / decided(row) : null
  const bought = currency === null ? '–' : money(row.minor, currency)
  return {
    line: [{ strong: row.name }, say.line(row.decisions, share, median)],
    soft: say.soft(row.inShift, row.decisions, say.quickOf(row.quick, row.looked), bought),
  }
}

function tableRow(row: Row, currency: string | null): (string | number | null)[] {
  const seconds = (waits: Waits, share: number) => {
    const ms = waitAt(waits, share)
    return ms === null ? null : Math.round(ms / 1_000)
  }
  const edits = approved(row) > 0 ? Math.round(row.editPpm / approved(row)) / 1_000_000 : null
  return [
    ...[
      row.name,
      row.decisions,
      row.inShift,
      row.accepted,
      row.edited,
      row.dismissed,
      row.escalated,
      row.answered,
      edits,
    ],
    ...[seconds(row.on, HALF), seconds(row.on, NINE_OF_TEN), seconds(row.off, HALF), seconds(row.off, NINE_OF_TEN)],
    ...[row.looked, row.quick, row.sales, row.minor, currency],
  ]
}
