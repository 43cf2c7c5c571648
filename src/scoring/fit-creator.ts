import { bySystem, type TaskRun } from '../facts/index.ts'
import { backtest } from './models/backtest.ts'
import { extentOf, fitScores, isLittle, type ScoreModel, scoreLedger } from './models/fit-scores.ts'
import type { Ledger } from './models/ledger.ts'
import type { ScoringDeps } from './rescore-creator.ts'
import { type Basis, clearScores, insertFit, type NewScore, type ScoreInputs, updateScores } from './score-store.ts'

const DAY_MS = 86_400_000
/** Rows of one statement: arrays much longer make the server's memory grow. */
const AT_ONCE = 5_000

/** The first day of which not everything is known yet: today counts as known. */
export const dayAfter = (now: Date): number => Math.floor(now.getTime() / DAY_MS) + 1

/** What is stored beside a score, so that it can be made again. */
function inputsOf({ days, amounts }: Ledger, day: number): ScoreInputs {
  const spentMinor = amounts.reduce((sum, amount) => sum + amount, 0)
  return { day, purchaseDays: days.length, firstDay: days[0] ?? day, lastDay: days.at(-1) ?? day, spentMinor }
}

/**
 * Fits a creator's score model to what fans bought and kept, and scores every buyer by it: nightly, and when asked. A
 * creator with little history is scored by the agency's list of the same currency; where that is little too, by priors.
 * The fit is stored with its date, version and parameters, and never changed.
 */
export async function fitCreator(deps: ScoringDeps, { task, commit }: TaskRun): Promise<void> {
  const { agencyId } = task
  const creatorId = task.input.subject
  const currency = await deps.currencyOf(agencyId, creatorId)
  if (currency === null) return
  const now = deps.ground.clock.now()
  const day = dayAfter(now)
  const { database } = deps.ground
  const own = await deps.fans.purchaseDaysOfCreator(database, agencyId, creatorId, currency, now)
  const { basis, fitted } = await fitFor(deps, agencyId, { own, creatorId, currency, now })
  const past = backtest(own, day)
  const scores: NewScore[] = own.flatMap((ledger) => {
    const score = scoreLedger(fitted, ledger, day)
    return score === null ? [] : [{ ...score, fanId: ledger.fanId, inputs: inputsOf(ledger, day) }]
  })
  await commit('fit-scores', async (sql) => {
    await insertFit(sql, agencyId, creatorId, {
      ...{ fittedAt: now, basis, buyers: own.length },
      fitted: { ...fitted, backtest: past },
    })
    for (let from = 0; from < scores.length; from += AT_ONCE) {
      await updateScores(sql, agencyId, now, scores.slice(from, from + AT_ONCE))
    }
    await clearScores(sql, agencyId, creatorId, now)
    const data = { buyers: own.length, basis, model: fitted.model, version: fitted.version }
    const by = bySystem('scoring')
    await deps.ground.facts.record(sql, [{ agencyId, name: 'creator.scored', subject: creatorId, by, data, at: now }])
  })
}

interface Own {
  own: readonly Ledger[]
  creatorId: string
  currency: string
  now: Date
}

async function fitFor(
  deps: ScoringDeps,
  agencyId: string,
  { own, creatorId, currency, now }: Own,
): Promise<{ basis: Basis; fitted: ScoreModel }> {
  const day = dayAfter(now)
  if (!little(own, day)) return { basis: 'own', fitted: fitScores(own, day) }
  const all: Ledger[] = [...own]
  for (const other of await deps.creatorsOf(agencyId)) {
    if (other.id === creatorId || other.currency !== currency) continue
    all.push(...(await deps.fans.purchaseDaysOfCreator(deps.ground.database, agencyId, other.id, currency, now)))
  }
  // What is spent is the creator's own matter: prices differ more between creators than rhythms.
  const fitted = fitScores(all, day, own)
  return { basis: little(all, day) ? 'prior' : 'agency', fitted }
}

function little(ledgers: readonly Ledger[], day: number): boolean {
  const { buyers, days } = extentOf(ledgers, day)
  return isLittle(buyers, days)
}
