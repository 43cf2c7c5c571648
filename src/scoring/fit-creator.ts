import type { Sql } from '../database/sql.ts'
import { bySystem, type TaskRun } from '../facts/index.ts'
import { backtest } from './models/backtest.ts'
import { extentOf, fitScores, isLittle, type ScoreModel, scoreLedger } from './models/fit-scores.ts'
import type { Ledger } from './models/ledger.ts'
import type { ScoringDeps } from './rescore-creator.ts'
import { type Basis, clearScores, insertFit, type NewScore, type ScoreInputs, updateScores } from './score-store.ts'

const DAY_MS = 86_400_000
/** Fans of one statement, and of what is held at once: memory doesn't grow with the list. */
const AT_ONCE = 5_000
/** A fit from more buyers takes longer and is no better; drawn by their ids, the same each night. */
const FITTED_TO = 25_000

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
  const which = { drawn: FITTED_TO }
  const own = await deps.fans.purchaseDaysOfCreator(database, agencyId, creatorId, { currency, now, which })
  const drawn = own.length === FITTED_TO
  const buyers = drawn ? await deps.fans.countBuyers(database, agencyId, creatorId) : own.length
  const { basis, fitted } = await fitFor(deps, agencyId, { own, creatorId, currency, now })
  const past = backtest(own, day, fitted.model)
  await commit('fit-scores', async (sql) => {
    await insertFit(sql, agencyId, creatorId, { fittedAt: now, basis, buyers, fitted: { ...fitted, backtest: past } })
    await scoreBuyers(deps, sql, agencyId, { creatorId, currency, now, fitted })
    await clearScores(sql, agencyId, creatorId, now)
    const data = { buyers, basis, model: fitted.model, version: fitted.version }
    const by = bySystem('scoring')
    await deps.ground.facts.record(sql, [{ agencyId, name: 'creator.scored', subject: creatorId, by, data, at: now }])
  })
}

/** Scores a creator's buyers page by page, each read, scored and written before the next is looked at. */
async function scoreBuyers(
  { fans }: ScoringDeps,
  sql: Sql,
  agencyId: string,
  { creatorId, currency, now, fitted }: { creatorId: string; currency: string; now: Date; fitted: ScoreModel },
): Promise<void> {
  const day = dayAfter(now)
  let page: Awaited<ReturnType<typeof fans.purchaseDaysOfCreator>>
  let after: string | null = null
  do {
    page = await fans.purchaseDaysOfCreator(sql, agencyId, creatorId, {
      currency,
      now,
      which: { after, limit: AT_ONCE },
    })
    const scores: NewScore[] = page.flatMap((ledger) => {
      const score = scoreLedger(fitted, ledger, day)
      return score === null ? [] : [{ ...score, fanId: ledger.fanId, inputs: inputsOf(ledger, day) }]
    })
    await updateScores(sql, agencyId, now, scores)
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
