import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitScores, scoreLedger } from './fit-scores.ts'
import { drawPurchases, seeded } from './fixtures.ts'
import { boughtWithin, type Ledger } from './ledger.ts'

const NOW = 20_000

/** Customers who behave as Pareto/NBD says over `days` days before and 30 days after `NOW`. */
function simulated(n: number, days: number, seed = 5): Ledger[] {
  const random = seeded(seed)
  return Array.from({ length: n }, () => {
    const first = NOW - 1 - Math.floor(days * random())
    const rule = { model: 'pareto-nbd' as const, parameters: [0.7, 4, 0.6, 8] }
    const weeks = drawPurchases(random, rule, (NOW + 30 - first) / 7)
    const all = [...new Set([first, ...weeks.map((week) => first + Math.ceil(week * 7))])].sort((a, b) => a - b)
    return { days: all, amounts: all.map(() => 500 + Math.floor(4_000 * random())) }
  })
}
const past = ({ days, amounts }: Ledger): Ledger => {
  const n = days.filter((day) => day < NOW).length
  return { days: days.slice(0, n), amounts: amounts.slice(0, n) }
}

const anyLedger: fc.Arbitrary<Ledger> = fc
  .uniqueArray(fc.integer({ min: NOW - 4_000, max: NOW + 20 }), { maxLength: 25 })
  .chain((days) =>
    fc
      .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: days.length, maxLength: days.length })
      .map((amounts) => ({ days: days.toSorted((a, b) => a - b), amounts })),
  )

describe('scores', () => {
  it('of simulated customers are right on average and in each half, for a week and a month', () => {
    const customers = simulated(2_000, 300)
    const fitted = fitScores(customers.map(past), NOW)
    for (const [days, read] of [
      [7, 'buys7'],
      [30, 'buys30'],
    ] as const) {
      const judged = customers.map((customer) => ({
        p: scoreLedger(fitted, past(customer), NOW)?.[read] ?? 0,
        bought: boughtWithin(customer, NOW, days),
      }))
      const ordered = judged.toSorted((a, b) => a.p - b.p)
      for (const part of [ordered, ordered.slice(0, 1_000), ordered.slice(1_000)]) {
        const expected = part.reduce((sum, { p }) => sum + p, 0) / part.length
        const happened = part.filter(({ bought }) => bought).length / part.length
        expect(Math.abs(expected - happened)).toBeLessThan(0.04)
      }
    }
  })

  it('know nothing of the future: purchases from that day on change no score', () => {
    const customers = simulated(250, 150)
    const [with_, without] = [fitScores(customers, NOW), fitScores(customers.map(past), NOW)]
    const [customer] = customers
    expect(without.parameters).toEqual(with_.parameters)
    expect(scoreLedger(without, past(customer ?? { days: [], amounts: [] }), NOW)).toEqual(
      scoreLedger(without, customer ?? { days: [], amounts: [] }, NOW),
    )
  })

  it('property any list: whatever was bought, scores are numbers in their bounds, and a week lies within its month', () => {
    fc.assert(
      fc.property(fc.array(anyLedger, { maxLength: 12 }), (ledgers) => {
        const fitted = fitScores(ledgers, NOW)
        for (const ledger of ledgers) {
          const score = scoreLedger(fitted, ledger, NOW)
          expect(score === null).toBe(!ledger.days.some((day) => day < NOW))
          if (score === null) continue
          expect(score.alive >= 0 && score.alive <= 1).toBe(true)
          expect(score.buys30 >= 0 && score.buys30 <= 1).toBe(true)
          expect(score.buys7 >= 0 && score.buys7 <= score.buys30).toBe(true)
          expect(Number.isSafeInteger(score.value30Minor) && score.value30Minor >= 0).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })
})
