import { type Fitted, fitModel, MODEL_NAMES, type ModelName, patternsOf } from './buying.ts'
import { expectedSpend, fitSpend } from './gamma-gamma.ts'
import { boughtWithin, buyingAt, type Ledger, spendingAt } from './ledger.ts'
import { MODELS } from './models.ts'
import { corrected, every, fitPropensity, type Propensity, uncorrected } from './propensity.ts'

/** Stored with every fit and score: a change of the method is a new version. */
const MODEL_VERSION = 'scores-1'
/** With fewer buyers, or a shorter past, a creator's own list says too little by itself. */
const FEWEST_BUYERS = 200
const FEWEST_DAYS = 60

/** Everything a score is made by: stored as it is, so that a score can be made again from the same purchases. */
export interface ScoreModel {
  version: string
  model: ModelName
  parameters: number[]
  /** Gamma-Gamma's p, q, γ; γ in minor units. */
  spend: number[]
  week: Propensity
  month: Propensity
  /** Log loss of each buying model on the newest month, which none had seen; empty where nothing could be held out. */
  heldOut: Partial<Record<ModelName, number>>
  buyers: number
  /** From the first purchase to the day it was fitted. */
  days: number
}

/** A fan's scores; probabilities 0 to 1, money in minor units of the ledger. */
export interface LedgerScore {
  alive: number
  buys7: number
  buys30: number
  value30Minor: number
}

const WEEK = 7
const MONTH = 30
const SAMPLE = 3_000
/** BG/NBD believes every one-time buyer alive, so it stands only beside the others. */
const CANDIDATES: readonly ModelName[] = MODEL_NAMES.filter((name) => name !== 'bg-nbd')
const FALLBACK: ModelName = 'mbg-nbd'
/** What is believed of a list that says nothing: parameters as of many small shops, and the weight of so many customers. */
const BELIEVED: Record<ModelName, { parameters: readonly number[]; pull: number }> = {
  'bg-nbd': { parameters: [0.5, 4, 0.8, 2.2], pull: 10 },
  'mbg-nbd': { parameters: [0.6, 5, 0.8, 1.8], pull: 10 },
  'pareto-nbd': { parameters: [0.6, 6, 0.6, 12], pull: 10 },
}
const BELIEVED_SPEND = { p: 4, q: 3, mean: 2_000 }
const FEWEST_SPENDERS = 30

export const isLittle = (buyers: number, days: number): boolean => buyers < FEWEST_BUYERS || days < FEWEST_DAYS

/** A list's first day and buyers as of day `now` (the first one not known). */
export function extentOf(ledgers: readonly Ledger[], now: number): { buyers: number; days: number } {
  const firsts = ledgers.flatMap(({ days: [first] }) => (first !== undefined && first < now ? [first] : []))
  return { buyers: firsts.length, days: firsts.reduce((most, first) => Math.max(most, now - first), 0) }
}

/**
 * Fits everything to a list of customers as of day `now`, the first one not known: the buying model that was likeliest on
 * the newest month held out, its correction for each horizon, and spend. A list with little history is fitted too, held
 * by priors and without a correction; whether to use it is for the caller (`isLittle`). Spend is fitted to `spenders`. Deterministic.
 */
export function fitScores(all: readonly Ledger[], now: number, spenders: readonly Ledger[] = all): ScoreModel {
  const ledgers = all.filter(({ days: [first] }) => first !== undefined && first < now)
  const extent = extentOf(ledgers, now)
  const little = isLittle(extent.buyers, extent.days)
  const heldOut = little ? {} : heldOutLosses(ledgers, now)
  const model = best(heldOut)
  const { parameters } = fitAt(model, ledgers, now, little ? BELIEVED[model].pull : 0)
  return {
    version: MODEL_VERSION,
    model,
    parameters,
    spend: fitSpending(spenders, now),
    week: little ? uncorrected(WEEK) : fitPropensity(MODELS[model], parameters, ledgers, now, WEEK),
    month: little ? uncorrected(MONTH) : fitPropensity(MODELS[model], parameters, ledgers, now, MONTH),
    heldOut,
    ...extent,
  }
}

/** The chances of a purchase within 30 days by one model, fitted and corrected as of day `now` as `fitScores` would. */
export function fitMonth(model: ModelName, ledgers: readonly Ledger[], now: number): (ledger: Ledger) => number | null {
  const { buyers, days } = extentOf(ledgers, now)
  const little = isLittle(buyers, days)
  const { parameters } = fitAt(model, ledgers, now, little ? BELIEVED[model].pull : 0)
  const month = little ? uncorrected(MONTH) : fitPropensity(MODELS[model], parameters, ledgers, now, MONTH)
  return (ledger) => {
    const buying = buyingAt(ledger, now)
    return buying && corrected(month, MODELS[model].buysWithin(parameters, buying, MONTH / WEEK), ledger, now)
  }
}

/** One customer as of day `now`; null for whoever hasn't bought. */
export function scoreLedger(fitted: ScoreModel, ledger: Ledger, now: number): LedgerScore | null {
  const buying = buyingAt(ledger, now)
  if (buying === null) return null
  const { model: name, parameters } = fitted
  const model = MODELS[name]
  const plain = model.buysWithin(parameters, buying, MONTH / WEEK)
  const buys30 = corrected(fitted.month, plain, ledger, now)
  const buys7 = corrected(fitted.week, model.buysWithin(parameters, buying, 1), ledger, now)
  // What corrects whether there is a purchase corrects how many there are.
  const purchases = model.expected(parameters, buying, MONTH / WEEK) * (plain > 0 ? Math.min(3, buys30 / plain) : 1)
  const spend = expectedSpend(fitted.spend, spendingAt(ledger, now), BELIEVED_SPEND.mean)
  return {
    alive: model.alive(parameters, buying),
    buys30,
    // Two corrections are learnt apart; a week still lies within its month.
    buys7: Math.min(buys7, buys30),
    value30Minor: Math.max(0, Math.round(purchases * spend)),
  }
}

function fitAt(name: ModelName, ledgers: readonly Ledger[], now: number, pull: number): Fitted {
  const patterns = patternsOf(ledgers.flatMap((ledger) => buyingAt(ledger, now) ?? []))
  return fitModel(MODELS[name], patterns, { towards: BELIEVED[name].parameters, pull })
}

function heldOutLosses(ledgers: readonly Ledger[], now: number): Partial<Record<ModelName, number>> {
  const day = now - MONTH
  const past = every(ledgers, SAMPLE).flatMap((ledger) => {
    const buying = buyingAt(ledger, day)
    return buying === null ? [] : [{ ledger, buying }]
  })
  if (past.length === 0 || extentOf(ledgers, day).days < MONTH) return {}
  const patterns = patternsOf(past.map(({ buying }) => buying))
  return Object.fromEntries(
    CANDIDATES.map((name) => {
      const { parameters } = fitModel(MODELS[name], patterns)
      const losses = past.map(({ ledger, buying }) => {
        const p = MODELS[name].buysWithin(parameters, buying, MONTH / WEEK)
        return -Math.log(Math.max(1e-12, boughtWithin(ledger, day, MONTH) ? p : 1 - p))
      })
      return [name, losses.reduce((sum, v) => sum + v, 0) / losses.length]
    }),
  )
}

function best(heldOut: Partial<Record<ModelName, number>>): ModelName {
  const lossOf = (name: ModelName): number => heldOut[name] ?? Number.POSITIVE_INFINITY
  return CANDIDATES.reduce((chosen, name) => (lossOf(name) < lossOf(chosen) ? name : chosen), FALLBACK)
}

/** Gamma-Gamma over the days with purchases; of a list with few spenders its mean and a believed shape. */
function fitSpending(ledgers: readonly Ledger[], now: number): number[] {
  const spendings = ledgers.map((ledger) => spendingAt(ledger, now)).filter(({ x, mean }) => x > 0 && mean > 0)
  const { p, q } = BELIEVED_SPEND
  const mean = spendings.reduce((sum, spending) => sum + spending.mean, 0) / spendings.length || BELIEVED_SPEND.mean
  if (spendings.length < FEWEST_SPENDERS) return [p, q, (mean * (q - 1)) / p]
  return fitSpend(every(spendings, SAMPLE)).parameters
}
