/** What speaks of something unusual; each has a scale of its own. */
export type Signal = 'day' | 'rest-day' | 'low-day' | 'silence' | 'week'

/**
 * How rare a score is: of usual days one in 10, 30, 100, 300 and 1,000 reaches so much or more, seen on half of the reference
 * series (`npm run bench:anomalies`); `low-day` is a normal tail with doubt, since those series hardly have one.
 */
const CHANCE_DAYS = [10, 30, 100, 300, 1_000]
const REACHED: Record<Signal, readonly number[]> = {
  day: [1.2, 2.3, 5.5, 11.5, 32],
  'rest-day': [0.1, 0.3, 0.6, 1.7, 2.4],
  'low-day': [1.5, 2.3, 3.2, 4.2, 5.5],
  silence: [0.8, 1.6, 3.1, 4.9, 6.7],
  week: [0.4, 0.9, 1.5, 2, 2.8],
}

/** How much a manager cares: a signal of weight ½ has to be twice as rare. They share one budget of false alarms. */
const WEIGHTS: Record<Signal, number> = { day: 0.45, 'rest-day': 0.03, 'low-day': 0.45, silence: 0.5, week: 0.27 }

const NATS = CHANCE_DAYS.map((days) => Math.log(days))

/** "By chance about 1 day in N": N, 1 or more, by the logarithm between the rows of the table and beyond the last. */
function chanceDays(signal: Signal, score: number): number {
  const reached = REACHED[signal]
  const above = reached.findIndex((value) => value >= score)
  const last = reached.length - 1
  const to = above < 0 ? last : Math.max(1, above)
  const [low, high] = [reached[to - 1] ?? 0, reached[to] ?? 0]
  const [a, b] = [NATS[to - 1] ?? 0, NATS[to] ?? 0]
  const nats = a + ((score - low) / (high - low)) * (b - a)
  return Math.exp(Math.min(LEAST_LIKELY, Math.max(0, nats)))
}

/** One day in a million: nothing is said to be rarer. */
const LEAST_LIKELY = Math.log(1_000_000)

/** The same with the signal's share of the budget: what is held against the threshold. */
export const rarity = (signal: Signal, score: number): number => chanceDays(signal, score) * WEIGHTS[signal]
