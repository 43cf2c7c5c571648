/**
 * `npm run pictures`: the product's own pictures from drawn customers, as SVG files under docs/pictures and one page that shows
 * them, docs/charts.md. The same each time; light and dark follow whoever shows them. One of them also as the PNG that Slack and
 * Discord get.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createDrawPicture } from '../adapters/png/index.ts'
import { html } from '../adapters/web/html.ts'
import { chartFile, chartSvg, diagramSvg } from '../adapters/web/render-chart.ts'
import { NO_NAMES } from '../src/automations/describe-step.ts'
import { aDraft, aFlow } from '../src/automations/fixtures.ts'
import { flowDiagram } from '../src/automations/flow-card.ts'
import type { Chart } from '../src/charts/index.ts'
import { alertChart } from '../src/digests/alert-chart.ts'
import { WORDS } from '../src/digests/words.ts'
import { barChart, hoursChart, revenueChart } from '../src/figures/report-charts.ts'
import { words as figureWords } from '../src/figures/words.ts'
import { stepOf } from '../src/pricing/demand/curves.ts'
import { demandChart } from '../src/pricing/demand-chart.ts'
import { calibrationPlot } from '../src/scoring/calibration-plot.ts'
import { backtest } from '../src/scoring/models/backtest.ts'
import { drawGamma, drawPurchases, seeded } from '../src/scoring/models/fixtures.ts'
import type { Ledger } from '../src/scoring/models/ledger.ts'
import { type SegmentPlace, segmentMap } from '../src/scoring/segment-map.ts'
import { REPORT_PICTURES } from './report-pictures.ts'

const FOLDER = 'docs/pictures'
const TODAY = 20_000
const YEAR = 365

/** Three thousand buyers of one year, as Pareto/NBD has them. */
function ledgers(): Ledger[] {
  const random = seeded(7)
  return Array.from({ length: 3_000 }, () => {
    const first = TODAY - 1 - Math.floor(random() * YEAR)
    const weeks = (TODAY - first) / 7
    const rule = { model: 'pareto-nbd' as const, parameters: [0.8, 4, 0.7, 8] }
    const again = drawPurchases(random, rule, weeks).map((week) => first + Math.floor(week * 7))
    const days = [...new Set([first, ...again.filter((day) => day < TODAY)])].sort((a, b) => a - b)
    return { days, amounts: days.map(() => Math.round(drawGamma(random, 2, 2 / 1_800))) }
  })
}

const PLACES: SegmentPlace[] = [
  { segment: 'Regular', fans: 212, spentMinor: 1_480_000, middleSpentMinor: 5_400, middleDaysSince: 18 },
  { segment: 'Dormant', fans: 160, spentMinor: 620_000, middleSpentMinor: 2_600, middleDaysSince: 131 },
  { segment: 'New', fans: 74, spentMinor: 104_000, middleSpentMinor: 1_200, middleDaysSince: 5 },
  { segment: 'VIP', fans: 66, spentMinor: 1_610_000, middleSpentMinor: 19_800, middleDaysSince: 12 },
  { segment: 'ChurnRisk', fans: 41, spentMinor: 890_000, middleSpentMinor: 16_500, middleDaysSince: 52 },
  { segment: 'Whale', fans: 23, spentMinor: 2_310_000, middleSpentMinor: 74_000, middleDaysSince: 4 },
]

const answered = [
  [5, 40, 24],
  [9, 120, 53],
  [12, 90, 31],
  [15, 60, 15],
  [25, 20, 2],
] as const
const answers = answered.map(([price, shown, taken]) => ({
  ...{ segment: 'Regular' as const, step: stepOf(price) },
  ...{ shown, taken },
}))

/** Thirty days of a creator: a slow day without sales, a promotion, refunds after it. */
const WEEK = [410, 360, 380, 430, 620, 780, 690]
const OCTOBER = Array.from({ length: 30 }, (_, n) => {
  const usual = (WEEK[n % 7] ?? 0) * (1 + ((n * 37) % 11) / 40)
  const paid = Math.round(n === 17 ? 0 : n === 23 ? usual * 2.4 : usual) * 100
  return [
    `2026-10-${String(n + 1).padStart(2, '0')}`,
    { paid, refunded: n === 25 ? 21_000 : n % 9 === 4 ? 1_800 : 0 },
  ] as const
})
const MARKS = [
  { day: '2026-10-18', text: figureWords.revenue.unusual.low },
  { day: '2026-10-24', text: figureWords.revenue.unusual.high },
]
const HOURS = Array.from({ length: 7 * 24 }, (_, n) => {
  const hour = n % 24
  const weekday = Math.floor(n / 24) + 1
  const evening = Math.max(0, 9 - Math.abs(hour - 21)) + (hour === 12 ? 4 : 0)
  return { weekday, hour, sales: Math.round(evening * (weekday > 4 ? 1.6 : 1)) }
})
const of = figureWords.content
const FUNNEL = [18_400, 4_120, 3_540, 3_490, 610, 204]
const STAGES = Object.values(of.stages)
const steps = FUNNEL.map((value, n) => ({ text: of.step(STAGES[n] ?? '', value, FUNNEL[n - 1] ?? null), value }))
const FLOWS = [
  ['Regular', 'Dormant', 41],
  ['New', 'Regular', 33],
  ['VIP', 'Churn risk', 12],
  ['Regular', 'VIP', 9],
  ['Dormant', 'Regular', 7],
] as const
const kinds = figureWords.revenue.kinds
const SOURCES = [
  [kinds.ppv, 814_000],
  [kinds.renewal, 402_000],
  [kinds.tip, 233_500],
  [kinds.subscription, 121_000],
] as const
const dollars = (minor: number) => `$${(minor / 100).toLocaleString('en')}`

const FIGURES: Record<string, Chart> = {
  revenue: revenueChart('Bella', { from: '2026-10-01', to: '2026-10-30' }, new Map(OCTOBER), 'USD', MARKS),
  'revenue-by-source': barChart(
    figureWords.revenue.sources,
    figureWords.revenue.sourcesFinding(kinds.ppv, 0.52),
    SOURCES.map(([name, value]) => ({ text: figureWords.revenue.on(name, dollars(value)), value })),
  ),
  ...Object.fromEntries([hoursChart(HOURS)].flatMap((chart) => (chart ? [['hours', chart] as const] : []))),
  funnel: barChart(of.funnel, of.funnelFinding(18_400, 204), steps),
  flows: barChart(
    figureWords.flows.chart,
    figureWords.flows.finding('Regular', 'Dormant', 41, 102),
    FLOWS.map(([left, entered, fans]) => ({ text: figureWords.flows.row(left, entered, fans), value: fans })),
  ),
}

/** Thirty days of November around what was expected, the last of them far below it. */
const alertDays = Array.from({ length: 30 }, (_, n) => {
  const day = new Date(Date.UTC(2026, 9, 21 + n)).toISOString().slice(0, 10)
  const usual = [46_000, 38_000, 41_000, 43_000, 54_500, 68_000, 71_000][new Date(day).getUTCDay()] ?? 0
  const amount = n === 29 ? 18_200 : Math.round(usual * (1 + 0.14 * Math.sin(n * n)))
  return { day, amount, low: usual * 0.75, high: usual * 1.27 }
})
const alarm = {
  ...{ metric: 'revenue' as const, direction: 'low' as const, currency: 'USD', came: 18_200, oneIn: 200, clues: [] },
  expected: { low: 41_000, usual: 54_500, high: 69_000 },
  points: alertDays,
}

const PICTURES: Record<string, Chart> = {
  ...FIGURES,
  ...Object.fromEntries(Object.entries(REPORT_PICTURES).flatMap(([name, chart]) => (chart ? [[name, chart]] : []))),
  'segment-map': segmentMap('Bella', PLACES, 'USD'),
  'calibration-plot': calibrationPlot('Bella', backtest(ledgers(), TODAY, 'pareto-nbd')),
  'demand-curve': demandChart({ segment: 'Regular', typicalMinor: 1_500, answers, currency: 'USD' }),
  'revenue-alert': alertChart(WORDS.en, 'Bella', alarm),
  'demand-curve-before-any-answer': demandChart({ segment: 'Whale', typicalMinor: null, answers: [], currency: 'USD' }),
}

/** A file has no surroundings whose ink it could take. */
const STYLES = html`<style>svg{color:#1f2328}@media(prefers-color-scheme:dark){svg{color:#e6edf3}}</style>`

/** Whoever was quiet for 30 days and has spent: asked after, waited for, and asked once more with something to buy. */
const WIN_BACK = aFlow({
  steps: [
    { id: 'begin', type: 'trigger', name: 'Quiet', config: { on: 'fan_inactive', days: 30 } },
    {
      id: 'who',
      type: 'condition',
      name: 'Who',
      config: { if: { field: 'fan.segment', op: 'one_of', value: ['Whale', 'VIP'] } },
    },
    { id: 'hello', type: 'action', name: 'Ask', config: aDraft() },
    { id: 'pause', type: 'action', name: 'Two days', config: { do: 'wait', minutes: 2_880, for: 'answer' } },
    {
      id: 'answered',
      type: 'condition',
      name: 'Answered?',
      config: { if: { field: 'run.answered', op: 'is', value: true } },
      // biome-ignore lint/suspicious/noThenProperty: a step is data
      then: 'thank',
      otherwise: 'again',
    },
    { id: 'again', type: 'action', name: 'Once more', config: aDraft({ purpose: 'upsell' }) },
    {
      id: 'week',
      type: 'action',
      name: 'A week',
      config: { do: 'wait', minutes: 10_080, for: 'answer' },
      next: 'answered',
    },
    { id: 'thank', type: 'action', name: 'Back', config: { do: 'add_tag', tag: 'won back' }, next: null },
  ],
})

/** Where each is seen. */
const SEEN: Record<string, string> = {
  revenue: '/report revenue',
  'revenue-by-source': '/report revenue',
  hours: '/report revenue',
  funnel: '/report content',
  'top-fans': '/report fans',
  'cohorts-share': '/report cohorts',
  'cohorts-value': '/report cohorts',
  'segments-over-time': '/report segments',
  flows: '/report segments',
  'segment-map': '/report segments',
  'calibration-plot': '/report segments',
  'rules-over-time': '/report guardrails',
  'rules-by-day': '/report guardrails',
  'rules-overruled': '/report guardrails',
  'revenue-alert': 'an alert',
  'demand-curve': '/fan price',
  'demand-curve-before-any-answer': '/fan price',
}

const section = ([name, seen]: [string, string]): string => {
  const chart = PICTURES[name]
  if (!chart) throw new Error(`no picture is called ${name}`)
  const where = seen.startsWith('/') ? `\`${seen}\`` : seen
  return `## ${chart.title}\n\n${where} · ${chart.finding}\n\n![${chart.finding}](pictures/${name}.svg)\n`
}

mkdirSync(FOLDER, { recursive: true })
for (const [name, chart] of Object.entries(PICTURES)) {
  writeFileSync(`${FOLDER}/${name}.svg`, `${chartSvg(chart, STYLES)}\n`)
  process.stdout.write(`${FOLDER}/${name}.svg: ${chart.finding}\n`)
}
const winBack = flowDiagram(WIN_BACK, NO_NAMES)
writeFileSync(`${FOLDER}/flow.svg`, `${diagramSvg(winBack, STYLES)}\n`)
process.stdout.write(`${FOLDER}/flow.svg: ${winBack.finding}\n`)

const draw = createDrawPicture({
  svgOf: chartFile,
  log: { warn: (fields) => void process.stderr.write(`${JSON.stringify(fields)}\n`) },
})
const elsewhere = process.argv.find((word) => word.startsWith('--png='))?.slice('--png='.length)
for (const [name, chart] of Object.entries(PICTURES)) {
  const kept = name === 'revenue' ? FOLDER : elsewhere
  for (const on of ['light', 'dark'] as const) {
    const png = kept === undefined ? null : await draw(chart, on)
    if (png) writeFileSync(`${kept}/${name}-${on}.png`, png)
  }
}
writeFileSync(
  'docs/charts.md',
  `# Charts\n\nEach is described once (\`src/charts\`) and drawn everywhere alike: SVG on the web desk, with the reader's own light or dark; PNG on
Slack (light) and Discord (dark), with what it shows as its alternative text. The figures are drawn, by \`npm run pictures\`; with
\`-- --png=FOLDER\` all of them as PNG too.

| on Slack | on Discord |
| --- | --- |
| ![The chart of revenue on light ground](pictures/revenue-light.png) | ![The chart of revenue on dark ground](pictures/revenue-dark.png) |

${Object.entries(SEEN).map(section).join('\n')}`,
)
