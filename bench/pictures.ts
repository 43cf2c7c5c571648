/**
 * `npm run pictures`: the product's own pictures from drawn customers, as SVG files under docs/pictures. The same each time;
 * light and dark follow whoever shows them.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { html } from '../adapters/web/html.ts'
import { chartSvg, diagramSvg } from '../adapters/web/render-chart.ts'
import { NO_NAMES } from '../src/automations/describe-step.ts'
import { aDraft, aFlow } from '../src/automations/fixtures.ts'
import { flowDiagram } from '../src/automations/flow-card.ts'
import type { Chart } from '../src/charts/index.ts'
import { stepOf } from '../src/pricing/demand/curves.ts'
import { demandChart } from '../src/pricing/demand-chart.ts'
import { calibrationPlot } from '../src/scoring/calibration-plot.ts'
import { backtest } from '../src/scoring/models/backtest.ts'
import { drawGamma, drawPurchases, seeded } from '../src/scoring/models/fixtures.ts'
import type { Ledger } from '../src/scoring/models/ledger.ts'
import { type SegmentPlace, segmentMap } from '../src/scoring/segment-map.ts'

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

const PICTURES: Record<string, Chart> = {
  'segment-map': segmentMap('Bella', PLACES, 'USD'),
  'calibration-plot': calibrationPlot('Bella', backtest(ledgers(), TODAY, 'pareto-nbd')),
  'demand-curve': demandChart({ segment: 'Regular', typicalMinor: 1_500, answers, currency: 'USD' }),
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

mkdirSync(FOLDER, { recursive: true })
for (const [name, chart] of Object.entries(PICTURES)) {
  writeFileSync(`${FOLDER}/${name}.svg`, `${chartSvg(chart, STYLES)}\n`)
  process.stdout.write(`${FOLDER}/${name}.svg: ${chart.finding}\n`)
}
const winBack = flowDiagram(WIN_BACK, NO_NAMES)
writeFileSync(`${FOLDER}/flow.svg`, `${diagramSvg(winBack, STYLES)}\n`)
process.stdout.write(`${FOLDER}/flow.svg: ${winBack.finding}\n`)
