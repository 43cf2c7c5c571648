import type { CardNode } from '../desk/index.ts'
import { type DaySeries, dayGrid, dayLines } from './day-charts.ts'
import { type Day, daysFrom } from './days.ts'
import { type RuleFigures, readRules } from './read-store.ts'
import { type Asked, type MadeFrom, type Report, sumOf } from './report.ts'
import { barChart, roundAxis } from './report-charts.ts'
import { words } from './words.ts'

const say = words.guardrails
/** As many as are still told apart in one picture. */
const RULES_MAX = 7

const FIGURES = ['alarms', 'violations', 'overruled'] as const
type Figure = (typeof FIGURES)[number]

/** What the rules found in what fans wrote and in what was to be sent, by day and rule, and how often people overruled them. */
export async function guardrailsReport({ ground, found }: MadeFrom, asked: Asked): Promise<Report> {
  const rows = await readRules(ground.database, asked)
  const body = [...rulesCharts(asked, rows), ...(await found(asked.agencyId, asked))]
  return {
    card: {
      ...{ tone: 'info', title: say.title(asked.title, daysFrom(asked.from, asked.to) + 1), summary: say.summary },
      body: body.length > 0 ? body : [{ kind: 'text', line: words.nothing }],
    },
    table: {
      columns: ['day', 'rule', ...FIGURES],
      rows: rows.map((row) => [row.day, row.rule, ...FIGURES.map((figure) => row[figure])]),
    },
  }
}

/** What the rules found, as pictures; nothing where they found nothing. Pure. */
export function rulesCharts(asked: Asked, rows: readonly RuleFigures[]): CardNode[] {
  if (rows.length === 0) return []
  const total = (figure: Figure) => sumOf(rows, (row) => row[figure])
  const series = FIGURES.map(
    (figure, n): DaySeries => ({
      ...{ name: say.lines[figure], colour: n as 0 | 1 | 2, byDay: byDay(rows, (row) => row[figure]) },
      ...(n > 0 && { dashed: true as const }),
    }),
  )
  const most = Math.max(1, ...series.flatMap((each) => [...each.byDay.values()]))
  const overTime = dayLines(
    {
      title: say.overTime(asked.title),
      finding: say.finding(total('alarms'), total('violations'), total('overruled')),
      day: words.revenue.day,
    },
    asked,
    { ...roundAxis(most, 1, words.number), label: say.axis },
    series,
  )
  return [{ kind: 'chart', chart: overTime }, rulesGrid(asked, rows), ...overruledBars(rows)]
}

function byDay(rows: readonly RuleFigures[], of: (row: RuleFigures) => number): Map<Day, number> {
  const sums = new Map<Day, number>()
  for (const row of rows) sums.set(row.day, (sums.get(row.day) ?? 0) + of(row))
  return sums
}

/** Rules by a figure, the highest first. */
function ranked(rows: readonly RuleFigures[], of: (row: RuleFigures) => number): { rule: string; sum: number }[] {
  const rules = [...new Set(rows.map(({ rule }) => rule))]
  return rules
    .map((rule) => ({
      rule,
      sum: sumOf(
        rows.filter((row) => row.rule === rule),
        of,
      ),
    }))
    .filter(({ sum }) => sum > 0)
    .toSorted((a, b) => b.sum - a.sum || (a.rule < b.rule ? -1 : 1))
    .slice(0, RULES_MAX)
}

function rulesGrid(asked: Asked, rows: readonly RuleFigures[]): CardNode {
  const found = (row: RuleFigures) => row.alarms + row.violations
  const rules = ranked(rows, found)
  const [first] = rules
  const grid = rules.map(({ rule }) => ({
    text: rule,
    byDay: byDay(
      rows.filter((row) => row.rule === rule),
      found,
    ),
  }))
  const finding = first ? say.gridFinding(first.rule, first.sum, sumOf(rows, found)) : words.nothing
  return { kind: 'chart', chart: dayGrid({ title: say.grid, finding, day: words.revenue.day }, asked, grid) }
}

function overruledBars(rows: readonly RuleFigures[]): CardNode[] {
  const rules = ranked(rows, (row) => row.overruled)
  const [first] = rules
  if (!first) return []
  const bars = rules.map(({ rule, sum }) => ({ text: say.row(rule, sum), value: sum }))
  return [{ kind: 'chart', chart: barChart(say.overruledBy, say.overruledFinding(first.rule, first.sum), bars) }]
}
