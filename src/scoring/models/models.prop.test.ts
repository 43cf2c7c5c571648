import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Buying, fitModel, patternsOf } from './buying.ts'
import { anyBuying, anyParameters, drawGamma, drawPurchases, seeded } from './fixtures.ts'
import { expectedSpend, fitSpend } from './gamma-gamma.ts'
import { MODELS } from './models.ts'

const RUNS = { numRuns: 300 }
const weeks = fc.constantFrom(1, 30 / 7, 52)
const models = fc.constantFrom(...Object.values(MODELS))

describe('buying models', () => {
  it('property finite: whatever a customer did, the likelihood is finite and probabilities lie in 0 to 1', () => {
    fc.assert(
      fc.property(models, anyParameters, anyBuying, weeks, (model, parameters, buying, horizon) => {
        expect(model.logLikelihood(parameters, [{ ...buying, weight: 1 }])).toSatisfy(Number.isFinite)
        for (const p of [model.alive(parameters, buying), model.buysWithin(parameters, buying, horizon)]) {
          expect(p).toBeGreaterThanOrEqual(0)
          expect(p).toBeLessThanOrEqual(1)
        }
        const expected = model.expected(parameters, buying, horizon)
        expect(expected).toSatisfy(Number.isFinite)
        expect(expected).toBeGreaterThanOrEqual(0)
      }),
      RUNS,
    )
  })

  it('property silence: P(alive) never rises while a customer is silent', () => {
    fc.assert(
      fc.property(
        models,
        anyParameters,
        anyBuying,
        fc.double({ min: 0, max: 200, noNaN: true }),
        (model, p, b, more) => {
          const before = model.alive(p, b)
          const after = model.alive(p, { ...b, T: b.T + more })
          expect(after).toBeLessThanOrEqual(before + 1e-7)
        },
      ),
      RUNS,
    )
  })

  it('property recency: of two who bought equally often, the one who bought later is at least as likely alive', () => {
    fc.assert(
      fc.property(
        models,
        anyParameters,
        anyBuying,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (model, p, b, share) => {
          fc.pre(b.x > 0)
          const later = { ...b, tx: b.tx + (b.T - b.tx) * share }
          expect(model.alive(p, later)).toBeGreaterThanOrEqual(model.alive(p, b) - 1e-7)
          expect(model.buysWithin(p, later, 4)).toBeGreaterThanOrEqual(model.buysWithin(p, b, 4) - 1e-7)
        },
      ),
      RUNS,
    )
  })

  it('property horizon: the longer one waits, the likelier a purchase and the more of them', () => {
    fc.assert(
      fc.property(models, anyParameters, anyBuying, (model, parameters, buying) => {
        const within = [1, 2, 4, 8, 26].map((horizon) => model.buysWithin(parameters, buying, horizon))
        const expected = [1, 2, 4, 8, 26].map((horizon) => model.expected(parameters, buying, horizon))
        for (const list of [within, expected])
          for (let i = 1; i < list.length; i += 1)
            expect(list[i]).toBeGreaterThanOrEqual((list[i - 1] ?? 0) * (1 - 1e-4) - 1e-9)
      }),
      // Found once: lives far shorter than the horizon.
      { ...RUNS, examples: [[MODELS['pareto-nbd'], [1, 1, 143.8, 1], { x: 0, tx: 0, T: 0 }]] },
    )
  })

  it('property markov: at least as many purchases are expected as it is likely that there is one', () => {
    fc.assert(
      fc.property(models, anyParameters, anyBuying, weeks, (model, parameters, buying, horizon) => {
        const within = model.buysWithin(parameters, buying, horizon)
        expect(model.expected(parameters, buying, horizon)).toBeGreaterThanOrEqual(within * (1 - 1e-5) - 1e-9)
      }),
      RUNS,
    )
  })

  it('property weights: the likelihood of merged customers is that of all of them, in any order', () => {
    fc.assert(
      fc.property(models, fc.array(anyBuying, { maxLength: 8 }), (model, customers) => {
        const doubled = [...customers, ...customers.toReversed()]
        const one = patternsOf(customers)
        const two = patternsOf(doubled)
        const likelihood = model.logLikelihood(model.start, one)
        expect(model.logLikelihood(model.start, two)).toBeCloseTo(2 * likelihood, 4)
      }),
      { numRuns: 100 },
    )
  })
})

describe('fits', () => {
  const draw = (model: 'mbg-nbd' | 'pareto-nbd', parameters: number[], n: number): Buying[] => {
    const random = seeded(7)
    return Array.from({ length: n }, () => {
      const T = 20 + 40 * random()
      const bought = drawPurchases(random, { model, parameters }, T)
      return { x: bought.length, tx: bought.at(-1) ?? 0, T }
    })
  }

  it.each([
    ['mbg-nbd' as const, [0.7, 4, 0.8, 2.2]],
    ['pareto-nbd' as const, [0.7, 6, 0.6, 10]],
  ])('recover simulated behaviour: %s', (name, truth) => {
    const model = MODELS[name]
    const customers = draw(name, truth, 6_000)
    const fitted = fitModel(model, patternsOf(customers))
    expect(fitted.logLikelihood).toBeGreaterThanOrEqual(model.logLikelihood(truth, patternsOf(customers)) - 1e-6)
    expect((fitted.parameters[0] ?? 0) / (truth[0] ?? 1)).toBeGreaterThan(0.85)
    expect((fitted.parameters[0] ?? 0) / (truth[0] ?? 1)).toBeLessThan(1.18)
    for (const buying of customers.slice(0, 50)) {
      const off = model.buysWithin(fitted.parameters, buying, 4) - model.buysWithin(truth, buying, 4)
      expect(Math.abs(off)).toBeLessThan(0.05)
    }
  })

  it.each(Object.values(MODELS).map((model) => [model.name, model] as const))(
    'survive lists that no model explains: %s',
    (_, model) => {
      const strange: Buying[][] = [
        [],
        [{ x: 0, tx: 0, T: 0 }],
        Array.from({ length: 40 }, () => ({ x: 0, tx: 0, T: 10 })),
        Array.from({ length: 40 }, () => ({ x: 12, tx: 48, T: 52 })),
        [{ x: 10_000, tx: 520, T: 521 }],
        [
          { x: 1, tx: 2, T: 1 },
          { x: Number.NaN, tx: 0, T: 4 },
          { x: 2, tx: 1, T: 4 },
        ],
      ]
      for (const customers of strange) {
        const { parameters, logLikelihood } = fitModel(model, patternsOf(customers))
        expect(parameters.every((v) => v > 0 && Number.isFinite(v))).toBe(true)
        expect(logLikelihood).toSatisfy(Number.isFinite)
        expect(model.buysWithin(parameters, { x: 3, tx: 5, T: 8 }, 4)).toSatisfy(
          (p) => Number(p) >= 0 && Number(p) <= 1,
        )
      }
    },
  )

  it('recover what simulated customers spend', () => {
    const random = seeded(11)
    const [p, q, gamma] = [5, 4, 20]
    const spendings = Array.from({ length: 4_000 }, () => {
      const x = 1 + Math.floor(random() * 6)
      const rate = drawGamma(random, q, gamma)
      return { x, mean: drawGamma(random, p * x, rate) / x }
    })
    const fitted = fitSpend(spendings)
    expect(expectedSpend(fitted.parameters, { x: 0, mean: 0 }, 0)).toBeGreaterThan(31)
    expect(expectedSpend(fitted.parameters, { x: 0, mean: 0 }, 0)).toBeLessThan(36)
  })

  it('property spend: what is expected lies between the customer’s own mean and everyone’s', () => {
    const own = fc.record({ x: fc.nat(10_000), mean: fc.double({ min: 0.01, max: 1e6, noNaN: true }) })
    fc.assert(
      fc.property(own, fc.double({ min: 1.1, max: 20, noNaN: true }), (spending, q) => {
        const parameters = [6, q, 1_000]
        const everyone = expectedSpend(parameters, { x: 0, mean: 0 }, 0)
        const expected = expectedSpend(parameters, spending, 0)
        const [low, high] =
          spending.x === 0
            ? [everyone, everyone]
            : [Math.min(everyone, spending.mean), Math.max(everyone, spending.mean)]
        expect(expected).toBeGreaterThanOrEqual(low * (1 - 1e-9))
        expect(expected).toBeLessThanOrEqual(high * (1 + 1e-9))
      }),
      RUNS,
    )
  })
})
