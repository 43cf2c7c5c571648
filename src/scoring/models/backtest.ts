import type { ModelName } from './buying.ts'
import { fitMonth } from './fit-scores.ts'
import { boughtWithin, type Ledger } from './ledger.ts'
import { every } from './propensity.ts'

/** Buyers of whom about the same was expected: what was, and how many bought. */
export interface Tenth {
  expected: number
  buyers: number
  bought: number
}

const MONTH = 30
const SAMPLE = 2_000
const TENTHS = 10
/** Under so many in each, chance alone decides what it shows. */
const FEWEST = 20

/**
 * How right the scores were: fitted to what was known 30 days before `now`, and compared with who bought since, which the fit
 * by `model` had not seen. Empty where the list is too short to be cut into groups.
 */
export function backtest(all: readonly Ledger[], now: number, model: ModelName): Tenth[] {
  const day = now - MONTH
  const known = every(
    all.filter(({ days: [first] }) => first !== undefined && first < day),
    SAMPLE,
  )
  const groups = Math.min(TENTHS, Math.floor(known.length / FEWEST))
  if (groups < 2) return []
  const expectedOf = fitMonth(model, known, day)
  const scored = known
    .flatMap((ledger) => {
      const expected = expectedOf(ledger)
      return expected === null ? [] : [{ expected, bought: boughtWithin(ledger, day, MONTH) }]
    })
    .toSorted((a, b) => a.expected - b.expected)
  return Array.from({ length: groups }, (_, n) => {
    const from = Math.floor((n * scored.length) / groups)
    const group = scored.slice(from, Math.floor(((n + 1) * scored.length) / groups))
    return {
      expected: group.reduce((sum, { expected }) => sum + expected, 0) / group.length,
      buyers: group.length,
      bought: group.filter(({ bought }) => bought).length,
    }
  })
}
