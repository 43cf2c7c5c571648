import { bySystem, type TaskRun } from '../facts/index.ts'
import { backtest } from './models/backtest.ts'
import { extentOf, fitScores, isLittle, type ScoreModel, scoreLedger } from './models/fit-scores.ts'
import type { Ledger } from './models/ledger.ts'
import type { ScoringDeps } from './rescore-creator.ts'
import {
  type Basis,
  clearScores,
  insertFit,
  lastScored,
  latestFit,
  type NewScore,
  type ScoreInputs,
  type StoredFit,
  updateScores,
} from './score-store.ts'

const DAY_MS = 86_400_000
/** Fans of one statement, and of what is held at once: memory doesn't grow with the list. */
const AT_ONCE = 2_000
/** A fit from more buyers takes longer and is no better; drawn by their ids, the same each night. */
const FITTED_TO = 25_000

/** The first day of which not everything is known yet: today counts as known. */
export const dayAfter = (now: Date): number => Math.floor(now.getTime() / DAY_MS) + 1

/** What is stored beside a score, so that it can be made again. */
function inputsOf({ days, amounts }: Ledger, day: number): ScoreInputs {
  const spentMinor = amounts.reduce((sum, amount) => sum + amount, 0)
  return { day, purchaseDays: days.length, firstDay: days[0] ?? day, lastDay: days.at(-1) ?? day, spentMinor }
}

/** A fit whose scoring was interrupted is taken up again within this time; a later one begins anew. */
const RESUMED_WITHIN_MS = 3_600_000

/**
 * Fits a creator's score model to what fans bought and kept, and scores every buyer by it: nightly, and when asked. A
 * creator with little history is scored by the agency's list of the same currency; where that is little too, by priors.
 * The fit is stored with its date, version and parameters, and never changed. Buyers are scored page by page, each in a
 * transaction of its own, so that none is held for long; a worker that takes over goes on after the last page.
 */
export async function fitCreator(deps: ScoringDeps, run: TaskRun): Promise<void> {
  const { agencyId, attempts } = run.task
  const creatorId = run.task.input.subject
  const { database } = deps.ground
  const currency = await deps.currencyOf(agencyId, creatorId)
  if (currency === null) return
  const began = attempts > 1 ? await latestFit(database, agencyId, creatorId) : null
  const isFresh = began !== null && deps.ground.clock.now().getTime() - began.fittedAt.getTime() < RESUMED_WITHIN_MS
  const fit = isFresh ? began : await makeFit(deps, agencyId, creatorId, currency)
  await scoreBuyers(deps, run, { creatorId, currency, now: fit.fittedAt, fitted: fit.fitted })
  await run.commit('fit-scores', async (sql) => {
    await clearScores(sql, agencyId, creatorId, fit.fittedAt)
    const data = { buyers: fit.buyers, basis: fit.basis, model: fit.fitted.model, version: fit.fitted.version }
    const by = bySystem('scoring')
    const at = deps.ground.clock.now()
    await deps.ground.facts.record(sql, [{ agencyId, name: 'creator.scored', subject: creatorId, by, data, at }])
  })
}

async function makeFit(deps: ScoringDeps, agencyId: string, creatorId: string, currency: string): Promise<StoredFit> {
  const now = deps.ground.clock.now()
  const { database } = deps.ground
  const which = { drawn: FITTED_TO }
  const own = await deps.fans.purchaseDaysOfCreator(database, agencyId, creatorId, { currency, now, which })
  const drawn = own.length === FITTED_TO
  const buyers = drawn ? await deps.fans.countBuyers(database, agencyId, creatorId) : own.length
  const { basis, fitted } = await fitFor(deps, agencyId, { own, creatorId, currency, now })
  const past = backtest(own, dayAfter(now), fitted.model)
  const fit = { fittedAt: now, basis, buyers, fitted: { ...fitted, backtest: past } }
  await database.transaction('store-fit', (sql) => insertFit(sql, agencyId, creatorId, fit))
  return fit
}

/** Scores a creator's buyers in key order, each page read, scored and written before the next is looked at. */
async function scoreBuyers(
  { fans, ground: { database } }: ScoringDeps,
  { task: { agencyId }, signal }: TaskRun,
  { creatorId, currency, now, fitted }: { creatorId: string; currency: string; now: Date; fitted: ScoreModel },
): Promise<void> {
  const day = dayAfter(now)
  let after = await lastScored(database, agencyId, creatorId, now)
  do {
    signal.throwIfAborted()
    const which = { after, limit: AT_ONCE }
    const page = await fans.purchaseDaysOfCreator(database, agencyId, creatorId, { currency, now, which })
    const scores: NewScore[] = page.flatMap((ledger) => {
      const score = scoreLedger(fitted, ledger, day)
      return score === null ? [] : [{ ...score, fanId: ledger.fanId, inputs: inputsOf(ledger, day) }]
    })
    if (scores.length > 0) {
      await database.transaction('score-buyers', (sql) => updateScores(sql, agencyId, now, scores))
    }
    after = page.at(-1)?.fanId ?? null
  } while (after !== null)
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
  const which = { drawn: FITTED_TO }
  for (const other of await deps.creatorsOf(agencyId)) {
    if (other.id === creatorId || other.currency !== currency) continue
    all.push(
      ...(await deps.fans.purchaseDaysOfCreator(deps.ground.database, agencyId, other.id, { currency, now, which })),
    )
  }
  // What is spent is the creator's own matter: prices differ more between creators than rhythms.
  const fitted = fitScores(all, day, own)
  return { basis: little(all, day) ? 'prior' : 'agency', fitted }
}

function little(ledgers: readonly Ledger[], day: number): boolean {
  const { buyers, days } = extentOf(ledgers, day)
  return isLittle(buyers, days)
}
