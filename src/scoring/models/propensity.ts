import { type BuyingModel, fitModel, patternsOf } from './buying.ts'
import { featuresOf } from './features.ts'
import { boughtWithin, buyingAt, type Ledger } from './ledger.ts'
import { dot, type Example, fitLogistic, logit, sigmoid } from './logistic.ts'

const WEEK = 7

/** How a buying model's P(buys within the horizon) is corrected: which correction won on what it had not seen, and it. */
export interface Propensity {
  horizonDays: number
  /** `plain`: the model as it is; `scaled`: Platt's slope and level; `blended`: with how purchases lie in time. */
  kind: 'plain' | 'scaled' | 'blended'
  /** Intercept, weight of the model's logit, weights of the centred and scaled features. */
  weights: number[]
  centres: number[]
  scales: number[]
  /** The list's mean spend per day with a purchase: the unit of the features about money. */
  typicalSpend: number
  /** Mean log loss on the newest window by each kind; empty where nothing could be held out. */
  heldOut: Partial<Record<Propensity['kind'], number>>
}

/** What one past day says: who could have bought, what was known of them, and who bought within the horizon. */
interface Window {
  bases: number[]
  features: number[][]
  happened: boolean[]
}

const WINDOWS_MAX = 4
/** A window's own past must be long enough to fit a model to. */
const PAST_DAYS = 60
/** More customers than this add time and no precision. */
const EXAMPLES_MAX = 6_000
const FEWEST_BUYS = 20
/**
 * So strongly the weights are held to those of the plain model, shared by the windows: customers of one month share its
 * luck, so a single month is weaker evidence than its number of customers says.
 */
const PULL = { intercept: 20, base: 200, feature: 200 }
/** Levels move from month to month more than a list can foresee: half of what past windows say about it is believed. */
const LEVEL_BELIEVED = 0.5

/**
 * Learns from a list's own past how to correct `model` for a horizon: on days 1, 2, … horizons ago the model is fitted to
 * what was known then, and its probabilities are compared with who bought. A correction is taken only where it had the
 * lower log loss on the newest window, which it had not seen. `now` is the first day not known.
 */
export function fitPropensity(
  model: BuyingModel,
  parameters: readonly number[],
  ledgers: readonly Ledger[],
  now: number,
  horizonDays: number,
): Propensity {
  const typicalSpend = meanSpend(ledgers)
  const sampled = every(ledgers, EXAMPLES_MAX)
  const firstDay = ledgers.reduce((first, { days }) => Math.min(first, days[0] ?? first), now)
  const windows: Window[] = []
  for (let k = 1; k <= WINDOWS_MAX; k += 1) {
    const day = now - k * Math.max(horizonDays, 2 * WEEK) + Math.max(0, 2 * WEEK - horizonDays)
    if (day - firstDay >= PAST_DAYS) windows.push(windowAt(model, parameters, sampled, day, horizonDays, typicalSpend))
  }
  const none = { horizonDays, weights: [0, 1], centres: [], scales: [], typicalSpend, heldOut: {} }
  const buys = windows.reduce((sum, { happened }) => sum + happened.filter(Boolean).length, 0)
  const [newest, ...older] = windows
  if (!newest || buys < FEWEST_BUYS) return { ...none, kind: 'plain' }
  const [train, test] = older.length > 0 ? [older, newest] : [[half(newest, 0)], half(newest, 1)]
  const heldOut = {
    plain: loss(test, { ...none, kind: 'plain' }),
    scaled: loss(test, { ...none, ...weigh(train, false), kind: 'scaled' }),
    blended: loss(test, { ...none, ...weigh(train, true), kind: 'blended' }),
  }
  const kind = (['plain', 'scaled', 'blended'] as const).reduce((best, next) =>
    heldOut[next] < heldOut[best] ? next : best,
  )
  if (kind === 'plain') return { ...none, kind, heldOut }
  const learnt: Propensity = { ...none, ...weigh(windows, kind === 'blended'), kind, heldOut }
  return levelled(learnt, windowAt(model, parameters, sampled, now, horizonDays, typicalSpend, true))
}

/** The model as it is, for lists from which no correction can be learnt. */
export const uncorrected = (horizonDays: number): Propensity => ({
  horizonDays,
  kind: 'plain',
  weights: [0, 1],
  centres: [],
  scales: [],
  typicalSpend: 0,
  heldOut: {},
})

/** The corrected P(buys within the horizon) of one customer, from the model's own and the customer's ledger. */
export function corrected(propensity: Propensity, plain: number, ledger: Ledger, now: number): number {
  if (propensity.kind === 'plain') return plain
  const features = propensity.kind === 'blended' ? featuresOf(ledger, now, propensity.typicalSpend) : []
  return estimate(propensity, logit(plain), features)
}

function estimate({ weights, centres, scales }: Propensity, base: number, features: readonly number[]): number {
  return sigmoid(dot(weights, row(base, features, centres, scales)))
}

const row = (base: number, features: readonly number[], centres: readonly number[], scales: readonly number[]) => [
  1,
  base,
  ...centres.map((centre, i) => ((features[i] ?? 0) - centre) / (scales[i] ?? 1)),
]

function windowAt(
  model: BuyingModel,
  start: readonly number[],
  ledgers: readonly Ledger[],
  day: number,
  horizonDays: number,
  typicalSpend: number,
  asGiven = false,
): Window {
  const known = ledgers.flatMap((ledger) => {
    const buying = buyingAt(ledger, day)
    return buying === null ? [] : [{ ledger, buying }]
  })
  // Fitted to what was known on that day, so that it errs as it will err tomorrow.
  const fitted = asGiven ? start : fitModel(model, patternsOf(known.map(({ buying }) => buying)), { start }).parameters
  return {
    bases: known.map(({ buying }) => logit(model.buysWithin(fitted, buying, horizonDays / WEEK))),
    features: known.map(({ ledger }) => featuresOf(ledger, day, typicalSpend)),
    happened: known.map(({ ledger }) => boughtWithin(ledger, day, horizonDays)),
  }
}

function weigh(windows: readonly Window[], blended: boolean): Pick<Propensity, 'weights' | 'centres' | 'scales'> {
  const features = blended ? windows.flatMap((window) => window.features) : []
  const width = features[0]?.length ?? 0
  const column = (j: number): number[] => features.map((values) => values[j] ?? 0)
  const centres = Array.from({ length: width }, (_, j) => mean(column(j)))
  const scales = centres.map((centre, j) => Math.sqrt(mean(column(j).map((v) => (v - centre) ** 2))) || 1)
  const examples: Example[] = windows.flatMap((window) =>
    window.bases.map((base, i) => ({
      features: row(base, window.features[i] ?? [], centres, scales),
      happened: window.happened[i] ?? false,
      weight: 1,
    })),
  )
  const zeros = centres.map(() => 0)
  const strengths = [PULL.intercept, PULL.base, ...zeros.map(() => PULL.feature)].map((v) => v / windows.length)
  return { weights: fitLogistic(examples, [0, 1, ...zeros], strengths), centres, scales }
}

/** Moves the intercept until the list's mean lies between the learnt level and the plain model's. */
function levelled(learnt: Propensity, { bases, features }: Window): Propensity {
  const logits = bases.map((base, i) => logit(estimate(learnt, base, features[i] ?? [])))
  const wanted = LEVEL_BELIEVED * mean(logits.map(sigmoid)) + (1 - LEVEL_BELIEVED) * mean(bases.map(sigmoid))
  let shift = 0
  for (let round = 0; round < 20; round += 1) {
    const now = logits.map((v) => sigmoid(v + shift))
    const slope = mean(now.map((p) => p * (1 - p)))
    if (!(slope > 1e-12)) break
    shift -= (mean(now) - wanted) / slope
  }
  return { ...learnt, weights: learnt.weights.with(0, (learnt.weights[0] ?? 0) + shift) }
}

function loss(window: Window, propensity: Propensity): number {
  return mean(
    window.bases.map((base, i) => {
      const p = propensity.kind === 'plain' ? sigmoid(base) : estimate(propensity, base, window.features[i] ?? [])
      return -Math.log(Math.max(1e-12, window.happened[i] ? p : 1 - p))
    }),
  )
}

/** One of two halves that share no customer. */
function half({ bases, features, happened }: Window, which: 0 | 1): Window {
  const mine = (_: unknown, i: number): boolean => i % 2 === which
  return { bases: bases.filter(mine), features: features.filter(mine), happened: happened.filter(mine) }
}

/** At most `most` of the list, spread evenly over it. */
export function every<T>(list: readonly T[], most: number): readonly T[] {
  const step = list.length / most
  return step <= 1 ? list : Array.from({ length: most }, (_, i) => list[Math.floor(i * step)] as T)
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, v) => sum + v, 0) / values.length

function meanSpend(ledgers: readonly Ledger[]): number {
  let [sum, count] = [0, 0]
  for (const { amounts } of ledgers) {
    for (const amount of amounts) sum += amount
    count += amounts.length
  }
  return count === 0 ? 0 : sum / count
}
