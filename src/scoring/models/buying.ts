import { minimise } from './minimise.ts'

/**
 * A customer as the buying models see one, in the notation of the papers: `x` repeat purchases (the first one is not
 * counted), `tx` weeks from the first to the last purchase, `T` weeks from the first purchase to now. 0 ≤ tx ≤ T.
 */
export interface Buying {
  x: number
  tx: number
  T: number
}

/** Customers who bought alike, counted once: most of a real list never bought again. */
export interface Pattern extends Buying {
  weight: number
}

/** What a fitted model is: its name and parameters, all positive, in the order of its paper. */
export interface Fitted {
  model: ModelName
  parameters: number[]
  /** Of the customers it was fitted to. */
  logLikelihood: number
  customers: number
}

export const MODEL_NAMES = ['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const
export type ModelName = (typeof MODEL_NAMES)[number]

/** A model of repeat buying that ends at some time unseen. Parameters are positive; horizons are in weeks. */
export interface BuyingModel {
  name: ModelName
  /** Where a search begins that knows nothing. */
  start: readonly number[]
  /** ln L of all customers together. */
  logLikelihood(parameters: readonly number[], patterns: readonly Pattern[]): number
  /** P(the customer will ever buy again, as the model means it), 0 to 1. */
  alive(parameters: readonly number[], buying: Buying): number
  /** Purchases expected in the next `weeks`. */
  expected(parameters: readonly number[], buying: Buying, weeks: number): number
  /** P(at least one purchase in the next `weeks`), 0 to 1. */
  buysWithin(parameters: readonly number[], buying: Buying, weeks: number): number
}

/** Merges customers who bought alike. Those who can't be read (not finite, `tx` past `T`) are left out. */
export function patternsOf(customers: readonly Buying[]): Pattern[] {
  const merged = new Map<string, Pattern>()
  for (const { x, tx, T } of customers) {
    if (!(x >= 0 && tx >= 0 && T >= tx && Number.isFinite(T) && Number.isFinite(x))) continue
    const key = `${x} ${tx} ${T}`
    const known = merged.get(key)
    if (known) known.weight += 1
    else merged.set(key, { x, tx, T, weight: 1 })
  }
  return [...merged.values()]
}

/** A step in the logarithm of a parameter that no data can justify: keeps a fit that collapses within numbers. */
const REACH = 7

/**
 * Fits a model by maximum likelihood over the logarithms of its parameters. `pull` adds a weak prior: as if so many
 * customers had been seen who behave as `towards` says; 0 is plain maximum likelihood.
 */
export function fitModel(
  model: BuyingModel,
  patterns: readonly Pattern[],
  options: { start?: readonly number[]; towards?: readonly number[]; pull?: number } = {},
): Fitted {
  const towards = (options.towards ?? model.start).map(Math.log)
  const pull = options.pull ?? 0
  const costOf = (some: readonly Pattern[]) => {
    const customers = Math.max(1, countOf(some))
    return (logs: readonly number[]): number => {
      const off = logs.reduce((sum, v, i) => sum + (v - (towards[i] ?? 0)) ** 2, 0)
      return (pull * off - model.logLikelihood(logs.map(Math.exp), some)) / customers
    }
  }
  const start = (options.start ?? model.start).map(Math.log)
  // Of a long list a part finds the place and the curvature there, and the whole list the last digits.
  const step = Math.floor(patterns.length / PART)
  const near = step < 2 ? null : minimise(costOf(patterns.filter((_, i) => i % step === 0)), start, REACH)
  const { at } = minimise(costOf(patterns), near?.at ?? start, REACH, near?.inverse)
  const parameters = at.map(Math.exp)
  const logLikelihood = model.logLikelihood(parameters, patterns)
  return { model: model.name, parameters, logLikelihood, customers: countOf(patterns) }
}

const PART = 1_000
const countOf = (patterns: readonly Pattern[]): number => patterns.reduce((sum, { weight }) => sum + weight, 0)

/** The most repeat purchases of any customer. */
export const mostRepeats = (patterns: readonly Pattern[]): number =>
  patterns.reduce((most, { x }) => Math.max(most, x), 0)
