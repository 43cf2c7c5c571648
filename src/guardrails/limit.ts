import type { Guardrails } from './store.ts'

/** What a reply asks of a fan: a price, or to be read unasked. With neither it is a plain answer. */
export interface Pressing {
  priceMinor: number | null
  /** Nobody asked for it. */
  approach: boolean
}

/** A reply that stands for this fan, and when it was approved. */
export interface Taken extends Pressing {
  at: Date
}

/** Whether the limits for what nobody asked for hold, and not the one for plain answers. */
export const isPressing = ({ priceMinor, approach }: Pressing): boolean => approach || priceMinor !== null

export type LimitVerdict =
  | { kind: 'free' }
  | { kind: 'full'; limit: 'maxPerHour' | 'cooldownMinutes' | 'plainPerHour'; allowed: number; freeAt: Date }
  /** `freeAt`: when this price fits under the cap; null: never, it is higher than the cap. */
  | { kind: 'full'; limit: Cap; allowed: number; leftMinor: number; freeAt: Date | null }

/** The most that may be asked of one fan, within 24 hours and within 30 days. */
type Cap = 'perDayMinor' | 'perFanMinor'
type Limits = Pick<Guardrails, 'maxPerHour' | 'cooldownMinutes' | 'plainPerHour' | 'perDayMinor' | 'perFanMinor'>

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WINDOW_MS: Record<Cap, number> = { perDayMinor: DAY_MS, perFanMinor: 30 * DAY_MS }
const CAPS = ['perDayMinor', 'perFanMinor'] as const

/** How far back replies count: the longest of an hour, the cool-down and the windows of the caps that are set. */
export function limitWindowMs(rules: Pick<Limits, 'cooldownMinutes' | Cap>): number {
  const caps = CAPS.filter((cap) => rules[cap] !== null).map((cap) => WINDOW_MS[cap])
  return Math.max(HOUR_MS, rules.cooldownMinutes * 60_000, ...caps)
}

/**
 * Whether one more such reply may go to this fan now. `taken` are those within the window, oldest first. Pure: the caller holds the fan's row, so that two approvals at once can't both be the last one.
 */
export function limitVerdict(taken: readonly Taken[], rules: Limits, now: Date, asked: Pressing): LimitVerdict {
  const { plainPerHour } = rules
  const alike = taken.filter((one) => isPressing(one) === isPressing(asked)).map(({ at }) => at)
  if (!isPressing(asked)) return plainPerHour === null ? FREE : perHour('plainPerHour', alike, plainPerHour, now)
  const last = alike.at(-1)
  const cooledAt = last ? last.getTime() + rules.cooldownMinutes * 60_000 : 0
  if (cooledAt > now.getTime()) {
    return { kind: 'full', limit: 'cooldownMinutes', allowed: rules.cooldownMinutes, freeAt: new Date(cooledAt) }
  }
  const often = perHour('maxPerHour', alike, rules.maxPerHour, now)
  if (often.kind === 'full') return often
  if (asked.priceMinor === null) return FREE
  for (const cap of CAPS) {
    const verdict = capped(cap, taken, rules[cap], now, asked.priceMinor)
    if (verdict.kind === 'full') return verdict
  }
  return FREE
}

/** How much may still be asked of this fan now, by the tighter of the caps; null where none is set. */
export function capLeft(
  taken: readonly Taken[],
  rules: Limits,
  now: Date,
): { cap: Cap; mostMinor: number; leftMinor: number } | null {
  const left = CAPS.flatMap((cap) => {
    const most = rules[cap]
    return most === null
      ? []
      : [{ cap, mostMinor: most, leftMinor: Math.max(0, most - sumOf(within(cap, taken, now))) }]
  })
  return left.toSorted((a, b) => a.leftMinor - b.leftMinor)[0] ?? null
}

const FREE: LimitVerdict = { kind: 'free' }

function perHour(
  limit: 'maxPerHour' | 'plainPerHour',
  taken: readonly Date[],
  allowed: number,
  now: Date,
): LimitVerdict {
  const inHour = taken.filter((at) => now.getTime() - at.getTime() < HOUR_MS)
  const oldest = inHour.at(-allowed)
  if (inHour.length < allowed || !oldest) return FREE
  return { kind: 'full', limit, allowed, freeAt: new Date(oldest.getTime() + HOUR_MS) }
}

function capped(
  cap: Cap,
  taken: readonly Taken[],
  allowed: number | null,
  now: Date,
  priceMinor: number,
): LimitVerdict {
  if (allowed === null) return FREE
  const counted = within(cap, taken, now)
  const sum = sumOf(counted)
  if (sum + priceMinor <= allowed) return FREE
  let [left, freeAt]: [number, Date | null] = [sum, null]
  for (const one of counted) {
    left -= one.priceMinor ?? 0
    if (left + priceMinor > allowed) continue
    freeAt = new Date(one.at.getTime() + WINDOW_MS[cap])
    break
  }
  return { kind: 'full', limit: cap, allowed, leftMinor: Math.max(0, allowed - sum), freeAt }
}

const within = (cap: Cap, taken: readonly Taken[], now: Date): Taken[] =>
  taken.filter(({ at }) => now.getTime() - at.getTime() < WINDOW_MS[cap])

const sumOf = (taken: readonly Taken[]): number => taken.reduce((sum, { priceMinor }) => sum + (priceMinor ?? 0), 0)
