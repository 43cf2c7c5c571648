import type { CardNode } from '../desk/index.ts'
import { readTopFans, type TopFan } from './buyers-read-store.ts'
import { daysFrom } from './days.ts'
import { readMoney } from './read-store.ts'
import {
  type Asked,
  besideOf,
  type MadeFrom,
  mainCurrency,
  money,
  paidOf,
  type Report,
  shortDay,
  sumOf,
} from './report.ts'
import { barChart } from './report-charts.ts'
import { words } from './words.ts'

const say = words.fans
const ROWS_MAX = 8
/** As many as a file of a large agency needs. */
const FANS_MAX = 1_000

/** Who paid most, and how much of all that is. Names stand in the list and never in the picture, which other desks keep. */
export async function fansReport({ ground: { database } }: MadeFrom, asked: Asked): Promise<Report> {
  const paid = await readMoney(database, asked, 'creator')
  const amounts = paid.map((row) => ({ currency: row.currency, minor: paidOf(row) }))
  const currency = mainCurrency(amounts)
  const beside = besideOf(amounts, currency)
  const fans = currency === null ? [] : await readTopFans(database, asked, currency, FANS_MAX)
  const all = sumOf(
    paid.filter((row) => row.currency === currency),
    paidOf,
  )
  const body: CardNode[] = fans.length > 0 ? topFansBody(fans.slice(0, ROWS_MAX), asked, all) : []
  if (fans.length > 0 && beside.length > 0) body.push({ kind: 'context', items: beside })
  return {
    card: {
      ...{ tone: 'info', title: say.title(asked.title, daysFrom(asked.from, asked.to) + 1), summary: say.summary },
      body: body.length > 0 ? body : [{ kind: 'text', line: words.nothing }],
    },
    table: {
      columns: ['fan', 'creator', 'segment', 'currency', 'sales', 'amount_minor', 'last_day'],
      rows: fans.map((fan) => [
        ...[fan.name, asked.creators.get(fan.creatorId) ?? '', fan.segment, fan.currency],
        ...[fan.sales, fan.amountMinor, fan.lastDay],
      ]),
    },
  }
}

/** Who paid most, of `all` in minor units. Pure. */
export function topFansBody(top: readonly TopFan[], asked: Asked, all: number): CardNode[] {
  const [first] = top
  if (!first) return []
  const share = all > 0 ? sumOf(top, ({ amountMinor }) => amountMinor) / all : 0
  const amountOf = ({ amountMinor, currency }: TopFan) => money(amountMinor, currency)
  const segmentOf = ({ segment }: TopFan) => words.content.segment(segment ?? 'none')
  const bars = top.map((fan, n) => ({
    text: say.bar(n + 1, segmentOf(fan), amountOf(fan), fan.sales),
    value: fan.amountMinor,
  }))
  const one = asked.creators.size === 1 || asked.creatorIds?.length === 1
  return [
    { kind: 'chart', chart: barChart(say.chart, say.finding(top.length, share, amountOf(first)), bars) },
    {
      kind: 'list',
      ordered: true,
      rows: top.map((fan) => ({
        line: [{ strong: fan.name }, say.line(segmentOf(fan), amountOf(fan))],
        soft: say.soft(fan.sales, shortDay(fan.lastDay), one ? null : (asked.creators.get(fan.creatorId) ?? null)),
      })),
    },
  ]
}
