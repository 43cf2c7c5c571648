import type { Guardrails } from './store.ts'

export type LimitVerdict =
  | { kind: 'free' }
  | { kind: 'full'; limit: 'maxPerHour' | 'cooldownMinutes'; allowed: number; freeAt: Date }

const HOUR_MS = 3_600_000

/** How far back reservations count: the longer of an hour and the cool-down. */
export function limitWindowMs(rules: Pick<Guardrails, 'cooldownMinutes'>): number {
  return Math.max(HOUR_MS, rules.cooldownMinutes * 60_000)
}

/**
 * Whether one more priced reply may go to this fan now. `taken` are the times of those within the window, oldest
 * first. Pure: the caller holds the fan's row, so that two approvals at once can't both be the last one.
 */
export function limitVerdict(
  taken: readonly Date[],
  rules: Pick<Guardrails, 'maxPerHour' | 'cooldownMinutes'>,
  now: Date,
): LimitVerdict {
  const last = taken.at(-1)
  const cooledAt = last ? last.getTime() + rules.cooldownMinutes * 60_000 : 0
  if (cooledAt > now.getTime()) {
    return { kind: 'full', limit: 'cooldownMinutes', allowed: rules.cooldownMinutes, freeAt: new Date(cooledAt) }
  }
  const inHour = taken.filter((at) => now.getTime() - at.getTime() < HOUR_MS)
  const oldest = inHour.at(-rules.maxPerHour)
  if (inHour.length >= rules.maxPerHour && oldest) {
    return {
      kind: 'full',
      limit: 'maxPerHour',
      allowed: rules.maxPerHour,
      freeAt: new Date(oldest.getTime() + HOUR_MS),
    }
  }
  return { kind: 'free' }
}
