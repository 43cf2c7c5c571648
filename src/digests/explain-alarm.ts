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
  /** When nothing came from an account from which so many messages (`usual`) usually come meanwhile; `until` is null while it lasts. */
  gaps: readonly Gap[]
  /** Events of an account that could not be applied. */
  failures: readonly { account: string; fromMs: number; untilMs: number; events: number }[]
  /** Stretches without any answer while fans waited, with how many were on shift; null where nobody hands shifts over. */
  silences: readonly { fromMs: number; untilMs: number; onShift: number | null }[]
  /** Messages that still wait. */
  waiting: number
  /** What went back, by asset (null: of no asset), the most first. */
  refunds: readonly { title: string | null; refunds: number }[]
  prices: readonly { atMs: number; what: string; fromMinor: number; toMinor: number }[]
  promotions: readonly { offerId: string; name: string; what: PromotionStep }[]
  /** Fans who were frozen that day, and how many of them by the rules. */
  frozen: { fans: number; byRules: number }
  /** When the creator's guardrails were changed. */
  rulesMs: readonly number[]
}

/** What a promotion did on the day: it began, ended, or ran all day. */
export type PromotionStep = 'began' | 'ended' | 'runs'

export interface Gap {
  accountId: string
  account: string
  fromMs: number
  untilMs: number | null
  usual: number
}

/** Something to look at, plain enough to be kept as JSON; `change` is null from nothing to something. */
export type Clue =
  | { kind: 'gap'; accountId: string; account: string; fromMs: number; untilMs: number | null; waiting: number }
  | { kind: 'source'; source: Source; change: number | null; share: number; asUsual: Source[] }
  | { kind: 'refunded'; what: string | null; refunds: number; of: number }
  | { kind: 'failed'; account: string; fromMs: number; untilMs: number; events: number }
  | { kind: 'no-reply'; fromMs: number; untilMs: number; onShift: number | null }
  | { kind: 'frozen'; fans: number; byRules: number }
  | { kind: 'rules'; atMs: number }
  | { kind: 'price'; atMs: number; what: string; fromMinor: number; toMinor: number }
  | { kind: 'promotion'; offerId: string; name: string; what: PromotionStep }

const HOUR_MS = 3_600_000
/** Shorter stretches are no news. */
export const LEAST_GAP_MS = HOUR_MS
export const LEAST_SILENCE_MS = 4 * HOUR_MS
/** A source explains an alarm from this share of what is missing (or too much); within this much it is as usual. */
const LEAST_SHARE = 0.25
const AS_USUAL = 0.2
const MOST_CLUES = 4

/** Figures of which much is bad, and little no news. */
export const isBurden = (metric: Metric): boolean =>
  metric === 'lost-subscribers' || metric === 'response-time' || metric === 'refunds'

/** Whether it is the kind of day that something going wrong explains. */
export const isBad = (metric: Metric, direction: 'high' | 'low'): boolean => (direction === 'high') === isBurden(metric)

/**
 * What to look at, at most four, of what is known of the day: a source that stopped or failed first, then where the money is
 * missing or of what it went back, who did not answer, what was frozen, rules, prices, promotions. Never says why: these are coincidences.
 */
export function explainAlarm(day: AlarmDay): Clue[] {
  const bad = isBad(day.metric, day.direction)
  const clues: Clue[] = [
    ...(bad && day.metric !== 'refunds' ? brokenOf(day) : []),
    ...sourcesOf(day),
    ...refundedOf(day),
    ...(bad && day.metric !== 'refunds' ? silencesOf(day) : []),
    ...(bad && day.frozen.fans > 0 ? [{ kind: 'frozen' as const, ...day.frozen }] : []),
    ...(bad ? day.rulesMs.slice(-1).map((atMs) => ({ kind: 'rules' as const, atMs })) : []),
    ...day.prices
      .filter(({ fromMinor, toMinor }) => fromMinor !== toMinor)
      .map((p) => ({ kind: 'price' as const, ...p })),
    ...day.promotions.map((promotion) => ({ kind: 'promotion' as const, ...promotion })),
  ]
  return clues.slice(0, MOST_CLUES)
}

/** Accounts that were silent, and those of which events failed. */
function brokenOf(day: AlarmDay): Clue[] {
  const gaps = longest(day.gaps.filter(({ fromMs, untilMs }) => untilMs === null || untilMs - fromMs >= LEAST_GAP_MS))
  return [
    ...gaps.map(({ usual: _, ...gap }) => ({ kind: 'gap' as const, ...gap, waiting: day.waiting })),
    ...day.failures.map((failure) => ({ kind: 'failed' as const, ...failure })),
  ]
}

function silencesOf({ silences }: AlarmDay): Clue[] {
  const long = silences.filter(({ fromMs, untilMs }) => untilMs - fromMs >= LEAST_SILENCE_MS)
  return longest(long).map((silence) => ({ kind: 'no-reply' as const, ...silence }))
}

/** One account stops once a day at most for a reader: its longest stretch stands for it. */
function longest<T extends { fromMs: number; untilMs: number | null }>(stretches: readonly T[]): T[] {
  const length = ({ fromMs, untilMs }: T) => (untilMs ?? Number.POSITIVE_INFINITY) - fromMs
  return stretches.toSorted((a, b) => length(b) - length(a) || a.fromMs - b.fromMs).slice(0, 2)
}

/** The sources that miss most in the alarm's direction; `share` of all that misses in it, `change` against the usual. */
function sourcesOf({ metric, direction, sources }: AlarmDay): Clue[] {
  // Sales bring the money, so that its sources say where they are missing.
  if (metric !== 'revenue' && metric !== 'sales') return []
  const sign = direction === 'low' ? -1 : 1
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

/** Of what most was refunded, where refunds are what is unusual: that they are many is said already. */
function refundedOf({ metric, refunds }: AlarmDay): Clue[] {
  if (metric !== 'refunds') return []
  const of = refunds.reduce((sum, one) => sum + one.refunds, 0)
  return refunds
    .filter((one) => one.refunds / of >= LEAST_SHARE)
    .slice(0, 2)
    .map(({ title, refunds: own }) => ({ kind: 'refunded' as const, what: title, refunds: own, of }))
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
