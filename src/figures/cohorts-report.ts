import type { Chart } from '../charts/index.ts'
import type { CardNode } from '../desk/index.ts'
import { type CohortMonth, readCohorts } from './buyers-read-store.ts'
import type { Day } from './days.ts'
import { readMoney } from './read-store.ts'
import { type Asked, besideOf, type MadeFrom, mainCurrency, money, paidOf, type Report, sumOf } from './report.ts'
import { gridChart } from './report-charts.ts'
import { words } from './words.ts'

const say = words.cohorts
/** A year of months at least, however few days are asked for: a cohort needs time to show anything. */
const MONTHS = 12

interface Cohort {
  month: string
  fans: number
  /** By months since the first purchase, from 0. */
  months: { buyers: number; amountMinor: number }[]
}

/** The fans who first bought in a month: how many of them buy so many months later, and what each has brought until then. */
export async function cohortsReport({ ground: { database } }: MadeFrom, asked: Asked): Promise<Report> {
  const span = { ...asked, from: firstMonth(asked) }
  const paid = await readMoney(database, span, 'creator')
  const amounts = paid.map((row) => ({ currency: row.currency, minor: paidOf(row) }))
  const currency = mainCurrency(amounts)
  const rows = currency === null ? [] : await readCohorts(database, span, currency)
  const cohorts = cohortsOf(rows, asked.to)
  const body: CardNode[] =
    currency === null || cohorts.length === 0 ? [] : cohortsBody(cohorts, currency, besideOf(amounts, currency))
  return {
    card: {
      ...{ tone: 'info', title: say.title(asked.title, cohorts.length), summary: say.summary },
      body: body.length > 0 ? body : [{ kind: 'text', line: words.nothing }],
    },
    table: {
      columns: ['first_month', 'months_since', 'fans', 'buyers', 'amount_minor', 'currency'],
      rows: cohorts.flatMap(({ month, fans, months }) =>
        months.map(({ buyers, amountMinor }, since) => [month, since, fans, buyers, amountMinor, currency]),
      ),
    },
  }
}

/** The first day of the month eleven months before the last one, or of the one that is asked for, whichever is earlier. */
function firstMonth({ from, to }: Asked): Day {
  const year = new Date(`${to.slice(0, 7)}-01T00:00:00Z`)
  year.setUTCMonth(year.getUTCMonth() - MONTHS + 1)
  const earliest = year.toISOString().slice(0, 10)
  const asked = `${from.slice(0, 7)}-01`
  return asked < earliest ? asked : earliest
}

const monthsBetween = (from: string, to: string): number =>
  12 * (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) + Number(to.slice(5, 7)) - Number(from.slice(5, 7))

/** Each cohort with all of its months until the last day, also those in which nobody bought. */
export function cohortsOf(rows: readonly CohortMonth[], to: Day): Cohort[] {
  return [...new Set(rows.map(({ cohort }) => cohort))].toSorted().map((month) => {
    const its = new Map(rows.filter(({ cohort }) => cohort === month).map((row) => [row.since, row]))
    const months = Array.from({ length: monthsBetween(month, to) + 1 }, (_, since) => ({
      buyers: its.get(since)?.buyers ?? 0,
      amountMinor: its.get(since)?.amountMinor ?? 0,
    }))
    return { month, fans: its.get(0)?.buyers ?? 0, months }
  })
}

/** Who buys again, in any currency, and what a fan has brought in this one; `beside`: what was paid in others. Pure. */
export function cohortsBody(cohorts: readonly Cohort[], currency: string, beside: readonly string[] = []): CardNode[] {
  const again = cohorts.filter(({ months }) => months.length > 1)
  // The last month of each isn't over: what came of it so far would drag the share down.
  const over = again.filter(({ months }) => months.length > 2)
  const charts = [...(over.length > 0 ? [shareChart(again, over)] : []), valueChart(cohorts, currency)]
  return [
    ...charts.map((chart) => ({ kind: 'chart' as const, chart })),
    { kind: 'context', items: [...beside, say.rule] },
  ]
}

const share = (of: number, all: number): number => (all > 0 ? of / all : 0)
const rowName = ({ month, fans }: Cohort): string => say.row(month, fans)

/** Of all cohorts with a next month; the finding is of those of which that month is over. */
function shareChart(again: readonly Cohort[], over: readonly Cohort[]): Chart {
  const next = share(
    sumOf(over, ({ months }) => months[1]?.buyers ?? 0),
    sumOf(over, ({ fans }) => fans),
  )
  const best = over.reduce((a, b) =>
    share(b.months[1]?.buyers ?? 0, b.fans) > share(a.months[1]?.buyers ?? 0, a.fans) ? b : a,
  )
  const rows = again.map((cohort) => ({
    text: rowName(cohort),
    values: cohort.months.slice(1).map(({ buyers }) => share(buyers, cohort.fans)),
  }))
  const finding = say.shareFinding(next, best.month, share(best.months[1]?.buyers ?? 0, best.fans))
  return gridChart({ title: say.share, finding, axis: say.since }, rows, 1)
}

/** What a fan of the cohort has brought in all until then. */
function valueChart(cohorts: readonly Cohort[], currency: string): Chart {
  const rows = cohorts.map((cohort) => {
    let sum = 0
    const values = cohort.months.map(({ amountMinor }) => {
      sum += amountMinor
      return share(sum, cohort.fans)
    })
    return { text: rowName(cohort), values, cohort }
  })
  const valued = rows.map(({ values, cohort }) => ({
    month: cohort.month,
    value: values.at(-1) ?? 0,
    after: values.length - 1,
  }))
  const best = valued.reduce((a, b) => (b.value > a.value ? b : a), { month: '', value: 0, after: 0 })
  const finding = say.valueFinding(best.month, money(Math.round(best.value), currency), best.after)
  return gridChart({ title: say.value, finding, axis: say.since }, rows, 0)
}
