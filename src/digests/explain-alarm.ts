import type { Band } from './detect-day.ts'

/** A creator's daily figures that are watched. */
export const METRICS = ['revenue', 'sales', 'new-subscribers', 'lost-subscribers', 'response-time', 'refunds'] as const
export type Metric = (typeof METRICS)[number]

/** Where money comes from, or goes back to. */
export type Source = 'ppv' | 'tips' | 'subscriptions' | 'products' | 'refunds'

/** What one alarm's day looked like: figures of the metric, and what else is known of that day. */
export interface AlarmDay {
  metric: Metric
  direction: 'high' | 'low'
  /** What came, and what was expected: minor units, counts, or minutes, as the metric has them. */
  came: number
  expected: Band
  /** What each source brought that day and brings on such a day, in minor units; refunds count as money lost. */
  sources: readonly { source: Source; cameMinor: number; usualMinor: number }[]
  /** When nothing came from an account; `until` is null while it lasts. */
  gaps: readonly { accountId: string; account: string; fromMs: number; untilMs: number | null }[]
  /** Stretches without any answer, with how many were on shift. */
  silences: readonly { fromMs: number; untilMs: number; onShift: number }[]
  /** Messages that still wait. */
  waiting: number
  prices: readonly { atMs: number; what: string; fromMinor: number; toMinor: number }[]
  promotions: readonly { offerId: string; name: string }[]
}

/** Something to look at, plain enough to be kept as JSON; `change` is null from nothing to something. */
export type Clue =
  | { kind: 'gap'; accountId: string; account: string; fromMs: number; untilMs: number | null; waiting: number }
  | { kind: 'source'; source: Source; change: number | null; share: number; asUsual: Source[] }
  | { kind: 'no-reply'; fromMs: number; untilMs: number; onShift: number }
  | { kind: 'price'; atMs: number; what: string; fromMinor: number; toMinor: number }
  | { kind: 'promotion'; offerId: string; name: string }

const HOUR_MS = 3_600_000
/** Shorter stretches are no news. */
const LEAST_GAP_MS = HOUR_MS
const LEAST_SILENCE_MS = 4 * HOUR_MS
/** A source explains an alarm from this share of what is missing (or too much); within this much it is as usual. */
const LEAST_SHARE = 0.25
const AS_USUAL = 0.2
const MOST_CLUES = 4

/**
 * What to look at, at most four, of what is known of the day: a source that stopped first, then where the money is missing,
 * then who did not answer, prices, promotions. Never says why: these are coincidences.
 */
export function explainAlarm(day: AlarmDay): Clue[] {
  const low = (day.direction === 'low') !== (day.metric === 'lost-subscribers' || day.metric === 'response-time')
  const gaps = longest(day.gaps.filter(({ fromMs, untilMs }) => untilMs === null || untilMs - fromMs >= LEAST_GAP_MS))
  const silences = longest(day.silences.filter(({ fromMs, untilMs }) => untilMs - fromMs >= LEAST_SILENCE_MS))
  const clues: Clue[] = [
    ...(low ? gaps.map((gap) => ({ kind: 'gap' as const, ...gap, waiting: day.waiting })) : []),
    ...sourcesOf(day),
    ...(low ? silences.map((silence) => ({ kind: 'no-reply' as const, ...silence })) : []),
    ...day.prices
      .filter(({ fromMinor, toMinor }) => fromMinor !== toMinor)
      .map((p) => ({ kind: 'price' as const, ...p })),
    ...day.promotions.map((promotion) => ({ kind: 'promotion' as const, ...promotion })),
  ]
  return clues.slice(0, MOST_CLUES)
}

/** One account stops once a day at most for a reader: its longest stretch stands for it. */
function longest<T extends { fromMs: number; untilMs: number | null }>(stretches: readonly T[]): T[] {
  const length = ({ fromMs, untilMs }: T) => (untilMs ?? Number.POSITIVE_INFINITY) - fromMs
  return stretches.toSorted((a, b) => length(b) - length(a) || a.fromMs - b.fromMs).slice(0, 2)
}

/** The sources that miss most in the alarm's direction; `share` of all that misses in it, `change` against the usual. */
function sourcesOf({ metric, direction, sources }: AlarmDay): Clue[] {
  if (metric !== 'revenue' && metric !== 'refunds') return []
  const sign = (direction === 'low' ? -1 : 1) * (metric === 'refunds' ? -1 : 1)
  const misses = sources.map((one) => {
    const more = (one.cameMinor - one.usualMinor) * (one.source === 'refunds' ? -1 : 1)
    return { ...one, miss: Math.max(0, sign * more) }
  })
  const total = misses.reduce((sum, { miss }) => sum + miss, 0)
  if (total <= 0) return []
  const asUsual = sources.filter((one) => isUsual(one)).map(({ source }) => source)
  return misses
    .filter(({ miss }) => miss / total >= LEAST_SHARE)
    .toSorted((a, b) => b.miss - a.miss || (a.source < b.source ? -1 : 1))
    .slice(0, 2)
    .map(({ source, cameMinor, usualMinor, miss }) => ({
      ...{ kind: 'source' as const, source, share: miss / total, asUsual },
      // From nothing to something is no percentage.
      change: usualMinor > 0 ? cameMinor / usualMinor - 1 : null,
    }))
}

const isUsual = ({ cameMinor, usualMinor }: { cameMinor: number; usualMinor: number }): boolean =>
  usualMinor > 0 && Math.abs(cameMinor / usualMinor - 1) <= AS_USUAL

/** A little more rarely than the budget says: on the reference series a rarity of 60 was one false alarm in 47 days. */
const RARITY_PER_DAY = 1.25

/**
 * The threshold for `alarmsOf` that keeps a creator to one false alarm in `days` days, all watched figures together.
 */
export const rarityOfBudget = (days: number, metrics: number): number => RARITY_PER_DAY * days * Math.max(1, metrics)

/** "By chance about 1 day in N": how often one of the watched figures is as rare as that. */
export const daysOfRarity = (rarity: number, metrics: number): number =>
  Math.max(1, rarity / (RARITY_PER_DAY * Math.max(1, metrics)))
