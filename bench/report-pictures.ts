/** Drawn rows of a creator's year, for the pictures of reports that `npm run pictures` makes. The same each time. */
import type { Chart } from '../src/charts/index.ts'
import type { CardNode } from '../src/desk/index.ts'
import { cohortsBody, cohortsOf } from '../src/figures/cohorts-report.ts'
import { daysBetween } from '../src/figures/days.ts'
import { topFansBody } from '../src/figures/fans-report.ts'
import { rulesCharts } from '../src/figures/guardrails-report.ts'
import type { Asked } from '../src/figures/report.ts'
import { historyOf, segmentsChart } from '../src/figures/segments-report.ts'

const DAYS = daysBetween('2026-10-01', '2026-10-30')
const ASKED: Asked = {
  ...{ agencyId: '', from: DAYS[0] ?? '', to: DAYS.at(-1) ?? '', creatorIds: ['bella'], title: 'Bella' },
  ...{ creators: new Map([['bella', 'Bella']]), operators: new Map(), accounts: new Map() },
}

const chartsIn = (nodes: readonly CardNode[]): Chart[] =>
  nodes.flatMap((node) => (node.kind === 'chart' ? [node.chart] : []))

const RULES = [
  ['off-platform-payment', 3],
  ['amount-not-the-price', 2],
  ['meet-up', 2],
  ['account-compromise', 1],
  ['refund-or-dispute', 1],
] as const
const found = DAYS.flatMap((day, n) =>
  RULES.flatMap(([rule, often], r) => {
    const count = (n * (r + 3) * 7) % 11 < often ? 1 + ((n + r) % 3) : 0
    const isOurs = rule === 'amount-not-the-price'
    if (count === 0) return []
    return [
      { day, rule, alarms: isOurs ? 0 : count, violations: isOurs ? count : 0, overruled: (n + r) % 9 === 4 ? 1 : 0 },
    ]
  }),
)

const MOVES = [
  ['New', 'Regular', 3],
  ['Regular', 'Dormant', 2],
  ['Regular', 'VIP', 1],
  ['VIP', 'ChurnRisk', 2],
  ['ChurnRisk', 'Dormant', 1],
] as const
const moves = DAYS.flatMap((day, n) =>
  MOVES.map(([left, entered, most], m) => ({ day, left, entered, fans: (n * (m + 2)) % (most + 1) })),
)
const now = new Map([
  ...([
    ['Whale', 23],
    ['VIP', 66],
    ['Regular', 212],
    ['New', 74],
    ['ChurnRisk', 41],
    ['Dormant', 160],
  ] as const),
])

const MONTHS = ['2025-11', '2025-12', ...Array.from({ length: 10 }, (_, n) => `2026-${String(n + 1).padStart(2, '0')}`)]
const cohorts = MONTHS.flatMap((cohort, n) =>
  Array.from({ length: MONTHS.length - n }, (_, since) => {
    const fans = 90 + ((n * 37) % 60)
    const share = since === 0 ? 1 : (0.42 - 0.01 * ((n * 5) % 9)) * 0.86 ** (since - 1)
    return {
      cohort,
      since,
      buyers: Math.round(fans * share),
      amountMinor: Math.round(fans * share * (since === 0 ? 2_100 : 3_400)),
    }
  }),
)

const TOP = [
  ['Whale', 124_000, 31],
  ['Whale', 98_500, 22],
  ['Whale', 71_200, 40],
  ['VIP', 40_900, 12],
  ['VIP', 38_000, 9],
  ['ChurnRisk', 31_500, 7],
  ['VIP', 29_900, 14],
  ['Regular', 18_400, 11],
] as const
const top = TOP.map(([segment, amountMinor, sales], n) => ({
  ...{ fanId: String(n), creatorId: 'bella', name: `Fan ${n + 1}`, currency: 'USD', lastDay: '2026-10-28' },
  ...{ segment, amountMinor, sales },
}))

const [share, value] = chartsIn(cohortsBody(cohortsOf(cohorts, '2026-10-30'), 'USD'))
const [overTime, grid, overruled] = chartsIn(rulesCharts(ASKED, found))
const [topFans] = chartsIn(topFansBody(top, ASKED, 1_570_500))

/** By the name of their file. */
export const REPORT_PICTURES: Record<string, Chart | undefined> = {
  'top-fans': topFans,
  'cohorts-share': share,
  'cohorts-value': value,
  'segments-over-time': segmentsChart(ASKED, ASKED.from, historyOf(now, moves, DAYS)),
  'rules-over-time': overTime,
  'rules-by-day': grid,
  'rules-overruled': overruled,
}
