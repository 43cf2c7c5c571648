import type { Problem } from './trouble.ts'

/** What an import did, or a preview found. Amounts in minor units by currency. */
export interface Outcome {
  /** Rows of the file that were read as records or refused; empty lines aren't counted. */
  rows: number
  /** Rows that brought something new; of a preview 0. */
  added: number
  /** Rows that were known already. */
  known: number
  /** Rows in which there is nothing to take in, and rows that can't be read. */
  skipped: number
  refused: number
  /** Fans who were not known; of a preview 0. */
  newFans: number
  totals: Record<string, { paidMinor: number; refundedMinor: number; rows: number }>
  /** Reason → rows, the most frequent first. */
  reasons: Record<string, number>
  used: Record<string, string>
  dropped: { column: string; why: string }[]
  readAs: { encoding: string; separator: string; dates: string; decimal: string; zone: string }
}

/** Problems that the report keeps; all are counted. */
const PROBLEMS_MAX = 10_000

/** Counts while a file is read. */
export class Tally {
  readonly problems: Problem[] = []
  readonly #reasons = new Map<string, number>()
  readonly totals: Outcome['totals'] = {}
  /** A file has one currency as a rule: looked up once a row, the record of it cost more than the sums. */
  #last: { currency: string; total: Outcome['totals'][string] } | null = null
  taken = 0
  skipped = 0
  refused = 0

  refuse(problem: Problem): void {
    if (problem.skip) this.skipped += 1
    else this.refused += 1
    const reason = problem.column === '' ? problem.reason : `${problem.column}: ${problem.reason}`
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1)
    if (this.problems.length < PROBLEMS_MAX) this.problems.push(problem)
  }

  money(currency: string, amountMinor: number): void {
    if (this.#last?.currency !== currency) {
      this.totals[currency] ??= { paidMinor: 0, refundedMinor: 0, rows: 0 }
      this.#last = { currency, total: this.totals[currency] }
    }
    const { total } = this.#last
    total.rows += 1
    if (amountMinor < 0) total.refundedMinor -= amountMinor
    else total.paidMinor += amountMinor
  }

  get reasons(): Record<string, number> {
    return Object.fromEntries([...this.#reasons].sort(([, a], [, b]) => b - a))
  }
}
