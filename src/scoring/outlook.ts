import type { Sql } from '../database/sql.ts'
import type { Fan } from '../fans/index.ts'
import { dayAfter } from './fit-creator.ts'
import { type LedgerScore, scoreLedger } from './models/fit-scores.ts'
import type { ScoringDeps } from './rescore-creator.ts'
import { latestFit, type StoredFit } from './score-store.ts'
import { words } from './words.ts'

/** What is expected of a fan, and by what. Probabilities 0 to 1. */
export interface Outlook extends LedgerScore {
  /** 1 − P(buys again within 30 days). */
  churn30: number
  model: string
  version: string
  fittedAt: Date
  /** Scored by the agency's list or by priors, since the creator's own says too little. */
  littleHistory: boolean
  /** Plain sentences, each naming its number. */
  lines: string[]
}

const DAY_MS = 86_400_000

/**
 * One fan by the creator's newest fit and by what they bought until now; null before the first fit, and for whoever has
 * bought nothing that was kept or objects to profiling.
 */
export async function outlookOf(
  deps: ScoringDeps,
  sql: Sql,
  agencyId: string,
  fan: Fan,
  currency: string,
): Promise<Outlook | null> {
  if (fan.profilingRefusedAt !== null) return null
  const fit = await latestFit(sql, agencyId, fan.creatorId)
  if (fit === null) return null
  const now = deps.ground.clock.now()
  const ledger = await deps.fans.purchaseDaysOfFan(sql, agencyId, fan.id, currency, now)
  const score = scoreLedger(fit.fitted, ledger, dayAfter(now))
  if (score === null) return null
  const littleHistory = fit.basis !== 'own'
  const { model, version } = fit.fitted
  const lines = [...linesOf(score, ledger.days, now, currency), fittedLine(fit)]
  if (littleHistory) lines.push(words.little(fit.buyers, fit.basis === 'agency'))
  return { ...score, churn30: 1 - score.buys30, model, version, fittedAt: fit.fittedAt, littleHistory, lines }
}

function linesOf(score: LedgerScore, days: readonly number[], now: Date, currency: string): string[] {
  const today = Math.floor(now.getTime() / DAY_MS)
  const first = days[0] ?? today
  const last = days.at(-1) ?? today
  return [
    words.buysAgain(score.buys7, score.buys30),
    words.churn(1 - score.buys30),
    words.expects(score.value30Minor, currency),
    words.rhythm(days.length, today - first, today - last, days.length > 1 ? (last - first) / (days.length - 1) : null),
  ]
}

const fittedLine = ({ fitted, fittedAt, buyers }: StoredFit): string =>
  words.fitted(fitted.model, fitted.month.kind, fittedAt.toISOString().slice(0, 10), buyers)
