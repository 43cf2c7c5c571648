import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Buying, fitModel, type ModelName, patternsOf } from './buying.ts'
import { expectedSpend, fitSpend } from './gamma-gamma.ts'
import { MODELS } from './models.ts'
import { logGamma, logHyp2f1 } from './numerics.ts'

/** Fader, Hardie & Lee 2005; the vignettes and tests of BTYD 2.4.3, BTYDplus, CLVTools and lifetimes. */
const CDNOW: Record<ModelName, { parameters: number[]; tolerances: number[]; logLikelihood: number }> = {
  'bg-nbd': {
    parameters: [0.242595, 4.413602, 0.792922, 2.425906],
    tolerances: [0.001, 0.005, 0.002, 0.005],
    logLikelihood: -9582.4292,
  },
  'mbg-nbd': {
    parameters: [0.524843, 6.183085, 0.891359, 1.614002],
    tolerances: [0.001, 0.001, 0.001, 0.001],
    logLikelihood: -9582.1357,
  },
  'pareto-nbd': {
    parameters: [0.553277, 10.577684, 0.60624, 11.66874],
    tolerances: [0.001, 0.01, 0.002, 0.02],
    logLikelihood: -9594.9762,
  },
}
const CUSTOMER_1516: Buying = { x: 26, tx: 30.857142857, T: 31 }
const at = (model: ModelName) => ({ model: MODELS[model], parameters: CDNOW[model].parameters })

describe('published values at published parameters', () => {
  it('BG/NBD expects the purchases of Fader, Hardie & Lee', () => {
    const { model, parameters } = at('bg-nbd')
    expect(Math.abs(model.expected(parameters, { x: 2, tx: 30.43, T: 38.86 }, 39) - 1.226)).toBeLessThan(0.001)
    expect(Math.abs(model.expected(parameters, CUSTOMER_1516, 52) - 25.7566)).toBeLessThan(0.002)
    const newcomers = [
      [0.1429, 0.0078],
      [1, 0.0532],
      [3, 0.1506],
      [31.8571, 1.0405],
      [32, 1.0437],
      [52, 1.444],
      [78, 1.8576],
    ] as const
    for (const [weeks, purchases] of newcomers)
      expect(Math.abs(model.expected(parameters, { x: 0, tx: 0, T: 0 }, weeks) - purchases)).toBeLessThan(0.0006)
  })

  it('BG/NBD believes every one-time buyer alive, which is why it is not for cards', () => {
    const { model, parameters } = at('bg-nbd')
    expect(model.alive(parameters, { x: 0, tx: 0, T: 1 })).toBe(1)
    expect(model.alive(parameters, CUSTOMER_1516)).toBeCloseTo(0.96885, 4)
    expect(Math.abs(model.alive(parameters, { x: 2, tx: 30.43, T: 38.86 }) - 0.72661)).toBeLessThan(0.0002)
  })

  it('Pareto/NBD agrees about customer 1516 and about newcomers', () => {
    const { model, parameters } = at('pareto-nbd')
    expect(Math.abs(model.expected(parameters, CUSTOMER_1516, 52) - 25.45647)).toBeLessThan(0.005)
    expect(model.alive(parameters, CUSTOMER_1516)).toBeCloseTo(0.997874, 4)
    expect(model.expected(parameters, { x: 0, tx: 0, T: 0 }, 52)).toBeCloseTo(1.473434, 4)
  })

  it('the more often someone bought before falling silent, the likelier they are gone', () => {
    const paradox = {
      'bg-nbd': { 10: 0.3474606, 15: 0.04283391, 20: 0.004158973, 25: 0.0003583685 },
      'pareto-nbd': { 10: 0.7062289, 15: 0.1442396, 20: 0.02250658, 25: 0.00309267 },
    }
    for (const [name, values] of Object.entries(paradox)) {
      const model = MODELS[name as ModelName]
      const parameters =
        { 'bg-nbd': [0.243, 4.414, 0.793, 2.426], 'pareto-nbd': [0.553, 10.578, 0.606, 11.669] }[name] ?? []
      for (const [x, value] of Object.entries(values))
        expect(model.expected(parameters, { x: Number(x), tx: 20, T: 39 }, 52) / value).toBeCloseTo(1, 3)
    }
  })

  it('Gamma-Gamma shrinks the first customers of the CDNOW sample as published', () => {
    const spent = (x: number, mean: number) => expectedSpend([6.25, 3.74, 15.44], { x, mean }, 0)
    expect(Math.abs(spent(2, 22.345) - 24.65)).toBeLessThan(0.1)
    expect(Math.abs(spent(1, 11.77) - 18.91)).toBeLessThan(0.1)
    expect(Math.abs(spent(0, 0) - 35.17)).toBeLessThan(0.1)
  })

  it('Pareto/NBD stays finite for hundreds of purchases', () => {
    const heavy = [
      [221, 103.42857, 103.57143],
      [254, 97.14286, 97.28571],
      [161, 94.71429, 98],
      [204, 98.57143, 99.42857],
    ] as const
    const patterns = heavy.map(([x, tx, T]) => ({ x, tx, T, weight: 1 }))
    const parameters = [0.5143, 2.8845, 0.2856, 14.1087]
    expect(MODELS['pareto-nbd'].logLikelihood(parameters, patterns)).toSatisfy(Number.isFinite)
    for (const pattern of patterns)
      expect(MODELS['pareto-nbd'].expected(parameters, pattern, 4)).toSatisfy(Number.isFinite)
  })
})

describe('special functions', () => {
  it('agree with SciPy 1.17 to twelve digits', () => {
    const hypergeometric = [
      [1.5, 2, 3.5, 0.3, 1.3435740879740912],
      [0.2, -0.2, 6, 0.9, 0.9935568222983995],
      [12, 3, 40, 0.7, 2.0801856855576446],
      [1, 27.5, 28.1, 0.95, 15.509453874354021],
    ] as const
    for (const [a, b, c, z, value] of hypergeometric) expect(Math.exp(logHyp2f1(a, b, c, z)) / value).toBeCloseTo(1, 12)
    const gamma = [
      [1e-6, 13.81550998074943],
      [0.24, 1.3311791434660618],
      [0.5, 0.5723649429247],
      [4.41, 2.32975308729903],
      [171.5, 709.1431630309283],
      [1000000.0, 12815504.569147611],
    ] as const
    for (const [x, value] of gamma) expect(logGamma(x) / value).toBeCloseTo(1, 12)
    expect(logGamma(0)).toBeNaN()
  })
})

const folder = process.env.BENCH_DATA
const summary = folder === undefined ? undefined : join(folder, 'scores', 'cdnow_btyd_summary.csv')
const measured = summary !== undefined && existsSync(summary)
const named = (title: string) => (measured ? title : `not measured, BENCH_DATA has no CDNOW summary: ${title}`)

describe.skipIf(!measured)('fits to the CDNOW sample', () => {
  const rows = measured ? readFileSync(summary, 'utf8').trim().split(/\r?\n/).slice(1) : []
  const customers = rows.map((row) => {
    const [, x = 0, tx = 0, T = 0, , mean = 0] = row.split(',').map(Number)
    return { x, tx, T, mean }
  })

  it.each(Object.keys(CDNOW) as ModelName[])(named('finds the published parameters and likelihood: %s'), (name) => {
    const fitted = fitModel(MODELS[name], patternsOf(customers))
    const { parameters, tolerances, logLikelihood } = CDNOW[name]
    expect(fitted.customers).toBe(2_357)
    expect(Math.abs(fitted.logLikelihood - logLikelihood)).toBeLessThan(0.005)
    for (const [index, tolerance] of tolerances.entries())
      expect(Math.abs((fitted.parameters[index] ?? 0) - (parameters[index] ?? 0))).toBeLessThan(tolerance)
  })

  it(named('finds the published Gamma-Gamma parameters over 946 repeat buyers'), () => {
    const fitted = fitSpend(customers)
    expect(fitted.customers).toBe(946)
    expect(Math.abs(fitted.logLikelihood + 4055.9177)).toBeLessThan(0.005)
    for (const [index, value] of [6.249571, 3.744225, 15.443524].entries())
      expect(Math.abs((fitted.parameters[index] ?? 0) - value)).toBeLessThan(0.01)
  })
})
