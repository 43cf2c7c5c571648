import { logTicks } from '../charts/index.ts'
import type { CardNode } from '../desk/index.ts'
import { flowsChart } from './content-report.ts'
import { type DaySeries, dayLines } from './day-charts.ts'
import { type Day, daysBetween, daysFrom, plusDays } from './days.ts'
import { type DayMoves, readMovesByDay } from './read-store.ts'
import type { Asked, MadeFrom, Report } from './report.ts'
import { words } from './words.ts'

const say = words.segments

/** Four lines are told apart; each of these is one. Prospects never bought and have no segment on record. */
const GROUPS = [
  { key: 'best', segments: ['Whale', 'VIP'] },
  { key: 'usual', segments: ['Regular', 'New'] },
  { key: 'leaving', segments: ['ChurnRisk'] },
  { key: 'gone', segments: ['Dormant'] },
] as const
const SEGMENTS = GROUPS.flatMap(({ segments }) => segments as readonly string[])

/** Fans in a segment at the end of each day. */
type Counts = Map<string, Map<Day, number>>

/**
 * How many fans were in each segment, day by day, who went where, and how it is now. What was is what is now with every move
 * since taken back, so it needs no record of its own; before the first move on record nothing is known.
 */
export async function segmentsReport({ ground, counts, spread }: MadeFrom, asked: Asked): Promise<Report> {
  const { agencyId, creatorIds } = asked
  const all = { ...asked, from: '2000-01-01', to: plusDays(asked.to, 2) }
  const moves = await readMovesByDay(ground.database, all)
  const now = new Map<string, number>()
  for (const row of await counts(ground.database, agencyId)) {
    if (creatorIds?.includes(row.creatorId) ?? true) now.set(row.segment, (now.get(row.segment) ?? 0) + row.fans)
  }
  const first = moves[0]?.day
  const from = first !== undefined && first > asked.from ? first : asked.from
  const days = first === undefined ? [] : daysBetween(from, asked.to)
  const history = historyOf(now, moves, days)
  const within = moves.filter(({ day }) => day >= asked.from && day <= asked.to)
  const body: CardNode[] = [
    ...(days.length > 1 ? [{ kind: 'chart' as const, chart: segmentsChart(asked, from, history) }] : []),
    ...flowsChart(within),
    ...(await spread(agencyId, creatorIds)),
  ]
  return {
    card: {
      ...{ tone: 'info', title: say.title(asked.title, daysFrom(asked.from, asked.to) + 1), summary: say.summary },
      body: body.length > 0 ? body : [{ kind: 'text', line: say.none }],
    },
    table: { columns: ['day', 'segment', 'fans', 'came', 'left'], rows: tableOf(history, within, days) },
  }
}

/** From the last day backwards: whoever came on a day was not there at the end of the day before. */
export function historyOf(now: ReadonlyMap<string, number>, moves: readonly DayMoves[], days: readonly Day[]): Counts {
  const history: Counts = new Map(SEGMENTS.map((segment) => [segment, new Map()]))
  const counted = new Map(now)
  const latestFirst = moves.toReversed()
  let at = 0
  for (const day of days.toReversed()) {
    for (; (latestFirst[at]?.day ?? '') > day; at += 1) {
      const { left = '', entered = '', fans = 0 } = latestFirst[at] ?? {}
      counted.set(entered, (counted.get(entered) ?? 0) - fans)
      counted.set(left, (counted.get(left) ?? 0) + fans)
    }
    // Who was erased since is in no count any more, and the moves of theirs are: never below nobody.
    for (const [segment, byDay] of history) byDay.set(day, Math.max(0, counted.get(segment) ?? 0))
  }
  return history
}

/** Fans by segment from this day on. Pure. */
export function segmentsChart(asked: Asked, from: Day, history: Counts) {
  const span = { from, to: asked.to }
  const series = GROUPS.map(({ key, segments }, n): DaySeries => {
    const byDay = new Map<Day, number>()
    for (const segment of segments) {
      for (const [day, fans] of history.get(segment) ?? []) byDay.set(day, (byDay.get(day) ?? 0) + fans)
    }
    const line = { name: say.groups[key], colour: n as 0 | 1 | 2 | 3, byDay }
    return n % 2 === 1 ? { ...line, dashed: true } : line
  })
  const values = series.flatMap(({ byDay }) => [...byDay.values()])
  const head = { title: say.overTime(asked.title), finding: changeOf(series, span), day: words.revenue.day }
  return dayLines(head, span, { ...logTicks(values, 1, words.number), label: say.axis }, series)
}

/** What changed most, and what the best became. */
function changeOf(series: readonly DaySeries[], { from, to }: { from: Day; to: Day }): string {
  const ends = series.map(({ name, byDay }) => ({ name, before: byDay.get(from) ?? 0, after: byDay.get(to) ?? 0 }))
  const [first] = ends.toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
  return first ? say.finding(first.name, first.before, first.after, daysFrom(from, to)) : words.nothing
}

function tableOf(history: Counts, moves: readonly DayMoves[], days: readonly Day[]) {
  const sums = new Map<string, number>()
  const add = (key: string, fans: number) => sums.set(key, (sums.get(key) ?? 0) + fans)
  for (const { day, left, entered, fans } of moves) {
    add(`${day} left ${left}`, fans)
    add(`${day} entered ${entered}`, fans)
  }
  const on = (day: Day, side: 'left' | 'entered', segment: string) => sums.get(`${day} ${side} ${segment}`) ?? 0
  return days.flatMap((day) =>
    SEGMENTS.map((segment) => [
      ...[day, segment, history.get(segment)?.get(day) ?? 0],
      ...[on(day, 'entered', segment), on(day, 'left', segment)],
    ]),
  )
}
