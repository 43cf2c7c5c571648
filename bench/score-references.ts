import { readFileSync } from 'node:fs'
import { type Fitted, fitModel, type ModelName, patternsOf } from '../src/scoring/models/buying.ts'
import { expectedSpend, fitSpend } from '../src/scoring/models/gamma-gamma.ts'
import { MODELS } from '../src/scoring/models/models.ts'
import { logRising } from '../src/scoring/models/numerics.ts'
import { boundsOf, type FanHistory, scoresOf } from '../src/scoring/rfm.ts'
import { rowsOf } from './score-data.ts'

/** One published value beside ours. `tolerance` is absolute. */
export interface Reference {
  name: string
  wanted: number
  reached: number
  tolerance: number
}

// biome-ignore lint/suspicious/noExplicitAny: a file of published numbers, read as it lies.
type Published = any

const many = (name: string, wanted: number[], reached: number[], tolerance: number | number[]): Reference[] =>
  wanted.map((value, i) => ({
    name: `${name} ${i + 1}`,
    wanted: value,
    reached: reached[i] ?? Number.NaN,
    tolerance: typeof tolerance === 'number' ? tolerance : (tolerance[i] ?? 0),
  }))

/** Values without a tolerance of their own are printed to so many digits relative to themselves. */
const relative = (name: string, wanted: number[], reached: number[], share: number): Reference[] =>
  many(
    name,
    wanted,
    reached,
    wanted.map((value) => Math.abs(value) * share),
  )

/** Every value of the reference file about buying and spending, beside ours on the CDNOW summary. */
export function buyingReferences(referencePath: string, summaryPath: string): Reference[] {
  const published: Published = JSON.parse(readFileSync(referencePath, 'utf8'))
  const customers = rowsOf(summaryPath).map((row) => {
    const [, x = 0, tx = 0, T = 0, , mean = 0] = row.map(Number)
    return { x, tx, T, mean }
  })
  const patterns = patternsOf(customers)
  const fitNamed = (name: ModelName) => fitModel(MODELS[name], patterns)
  const [bg, mbg, pareto] = [fitNamed('bg-nbd'), fitNamed('mbg-nbd'), fitNamed('pareto-nbd')]
  const { bgnbd_cdnow, mbgnbd_cdnow, pnbd_cdnow, gammagamma_cdnow } = published
  const held = (fitted: Fitted) => heldOutMeans(fitted, customers)
  return [
    ...fitted('BG/NBD', bgnbd_cdnow, bg.parameters, bg.logLikelihood),
    ...bgValues(bgnbd_cdnow, bg.parameters),
    ...relative('BG/NBD mean by x, 39 weeks', bgnbd_cdnow.holdout_mean_by_x_t39.exp, held(bg), 0.001),
    ...fitted('MBG/NBD', mbgnbd_cdnow, mbg.parameters, mbg.logLikelihood),
    ...fitted('Pareto/NBD', pnbd_cdnow, pareto.parameters, pareto.logLikelihood),
    ...paretoValues(pnbd_cdnow, pareto.parameters),
    ...many('Pareto/NBD mean by x, 39 weeks', pnbd_cdnow.holdout_mean_by_x_t39_exp, held(pareto), 0.001),
    ...spendValues(gammagamma_cdnow, customers),
  ]
}

function fitted(name: string, published: Published, parameters: number[], logLikelihood: number): Reference[] {
  const { params, tol, LL, LL_tol } = published
  return [
    ...many(`${name} parameter`, Object.values<number>(params), parameters, tol),
    { name: `${name} log-likelihood`, wanted: LL, reached: logLikelihood, tolerance: LL_tol },
  ]
}

function bgValues(published: Published, p: number[]): Reference[] {
  const model = MODELS['bg-nbd']
  const newcomer = { x: 0, tx: 0, T: 0 }
  return [
    ...published.cet.map(({ value, tol, t, ...b }: Published) => ({
      name: `BG/NBD expected, x = ${b.x}`,
      wanted: value,
      reached: model.expected(p, b, t),
      tolerance: tol,
    })),
    ...published.palive.map(({ value, tol, ...b }: Published) => ({
      name: `BG/NBD P(alive), x = ${b.x}`,
      wanted: value,
      reached: model.alive(p, b),
      tolerance: tol,
    })),
    ...published.expectation.map(([t, wanted]: [number, number]) => ({
      name: `BG/NBD E[X(${t})]`,
      wanted,
      reached: model.expected(p, newcomer, t),
      tolerance: published.expectation_tol,
    })),
    ...paradox('bg-nbd', published),
    ...counts(published),
  ]
}

function paretoValues(published: Published, p: number[]): Reference[] {
  const model = MODELS['pareto-nbd']
  const customer = { x: 26, tx: 30.857142857, T: 31 }
  const { x, tx, T, params } = published.stability_inputs_must_be_finite
  const heavy = x.map((count: number, i: number) => model.expected(params, { x: count, tx: tx[i], T: T[i] }, 52))
  const finite = heavy.filter(Number.isFinite).length
  return [
    {
      name: 'Pareto/NBD expected, 1516',
      wanted: published.cet_1516_t52,
      reached: model.expected(p, customer, 52),
      tolerance: published.cet_tol,
    },
    {
      name: 'Pareto/NBD P(alive), 1516',
      wanted: published.palive_1516,
      reached: model.alive(p, customer),
      tolerance: published.palive_tol,
    },
    ...relative(
      'Pareto/NBD E[X(52)]',
      [published.expectation_t52],
      [model.expected(p, { x: 0, tx: 0, T: 0 }, 52)],
      0.0005,
    ),
    ...paradox('pareto-nbd', published),
    { name: 'Pareto/NBD finite for large x', wanted: x.length, reached: finite, tolerance: 0 },
  ]
}

/** Computed by its authors at the published, rounded parameters. */
function paradox(name: ModelName, published: Published): Reference[] {
  const table: Record<string, number> = published.paradox_cet_t52_tx20_T39
  const reached = Object.keys(table).map((x) =>
    MODELS[name].expected(published.published, { x: Number(x), tx: 20, T: 39 }, 52),
  )
  return relative(`${name} frequency paradox`, Object.values(table), reached, 0.001)
}

/** P(X(t) = x) of the BG/NBD: Fader, Hardie & Lee 2005, equation 8. */
function countProbability([r = 1, alpha = 1, a = 1, b = 1]: number[], x: number, t: number): number {
  const log = (base: number, most: number): number => logRising(base, most)[most] ?? 0
  const negativeBinomial = (j: number): number =>
    Math.exp(log(r, j) - log(1, j) + r * Math.log(alpha / (alpha + t)) + j * Math.log(t / (alpha + t)))
  const still = Math.exp(log(b, x) - log(a + b, x)) * negativeBinomial(x)
  if (x === 0) return still
  const below = Array.from({ length: x }, (_, j) => negativeBinomial(j)).reduce((sum, v) => sum + v, 0)
  return still + Math.exp(Math.log(a) + log(b, x - 1) - log(a + b, x)) * (1 - below)
}

function counts({ pmf_at_published_params: table, published }: Published): Reference[] {
  const eleven = table.t30_x11_20.map((_: number, i: number) => countProbability(published, 11 + i, 30))
  return [
    ...relative('BG/NBD P(X(2) = 10)', [table.t2_x10], [countProbability(published, 10, 2)], 0.001),
    ...relative('BG/NBD P(X(39) = 0)', [table.t39_x0], [countProbability(published, 0, 39)], 0.001),
    ...relative('BG/NBD P(X(30) = 11…20)', table.t30_x11_20, eleven, 0.001),
  ]
}

function heldOutMeans({ model, parameters }: Fitted, customers: { x: number; tx: number; T: number }[]): number[] {
  return Array.from({ length: 8 }, (_, bin) => {
    const mine = customers.filter(({ x }) => Math.min(7, x) === bin)
    return mine.reduce((sum, b) => sum + MODELS[model].expected(parameters, b, 39), 0) / mine.length
  })
}

function spendValues(published: Published, customers: { x: number; mean: number }[]): Reference[] {
  const spend = fitSpend(customers)
  const first = customers.slice(0, 10).map((customer) => expectedSpend(published.published, customer, 0))
  return [
    ...fitted('Gamma-Gamma', published, spend.parameters, spend.logLikelihood),
    { name: 'Gamma-Gamma customers', wanted: published.n, reached: spend.customers, tolerance: 0 },
    ...many('Gamma-Gamma expected', published.expected_first10_at_published, first, published.expected_tol),
  ]
}

/** The customers of the R package rfm whose three scores equal its own. */
export function rfmRows(ordersPath: string, scoresPath: string): { equal: number; rows: number } {
  const histories = new Map<string, FanHistory>()
  for (const [customer = '', date = '', revenue = ''] of rowsOf(ordersPath)) {
    const at = new Date(`${date}T00:00:00Z`)
    const known = histories.get(customer)
    const first = known?.firstPurchaseAt && known.firstPurchaseAt < at ? known.firstPurchaseAt : at
    const last = known?.lastPurchaseAt && known.lastPurchaseAt > at ? known.lastPurchaseAt : at
    const [purchases, spentMinor] = [(known?.purchases ?? 0) + 1, (known?.spentMinor ?? 0) + Number(revenue) * 100]
    histories.set(customer, { firstPurchaseAt: first, lastPurchaseAt: last, purchases, spentMinor, since: first })
  }
  const bounds = boundsOf([...histories.values()], new Date('2006-12-31T00:00:00Z'), 'USD')
  const rows = rowsOf(scoresPath)
  const equal = rows.filter(([customer = '', , , , r, f, m]) => {
    const history = histories.get(customer)
    const scores = history && scoresOf(history, bounds)
    return scores && `${scores.r}${scores.f}${scores.m}` === `${r}${f}${m}`
  }).length
  return { equal, rows: rows.length }
}
