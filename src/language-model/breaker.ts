import type { Clock } from '../kernel/clock.ts'

/** So many failures in a row say that a model is away. */
const FAILURES = 5
/** So long nobody asks it; then one call tries whether it is back. */
const OPEN_MS = 30_000

export interface Breaker {
  /** Whether the model may be asked now. Once in a while one call may, to see whether it is back. */
  mayTry(model: string): boolean
  succeeded(model: string): void
  failed(model: string): void
}

/** Spares a model that is away, and everybody who would wait for it. Counts per model, in this process. */
export function createBreaker(clock: Clock): Breaker {
  const failures = new Map<string, { count: number; nextTryAt: number }>()
  return {
    mayTry(model) {
      const known = failures.get(model)
      if (!known || known.count < FAILURES) return true
      const now = clock.now().getTime()
      if (now < known.nextTryAt) return false
      // The next one waits again, until this one has ended.
      known.nextTryAt = now + OPEN_MS
      return true
    },
    succeeded: (model) => void failures.delete(model),
    failed(model) {
      const count = (failures.get(model)?.count ?? 0) + 1
      failures.set(model, { count, nextTryAt: clock.now().getTime() + OPEN_MS })
    },
  }
}
