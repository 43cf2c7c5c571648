import { nextDue } from '../agency/index.ts'
import type { Guardrails } from './store.ts'

/**
 * When the quiet hours end in which `now` lies; null outside of them, and where none are set. Pure. By the wall clock of
 * `zone` (IANA); the first minute is quiet, the last isn't. Where the clocks change, a time that is skipped comes right
 * after the gap, and one that comes twice counts the first time.
 */
export function quietUntil(
  { quietFrom, quietTo }: Pick<Guardrails, 'quietFrom' | 'quietTo'>,
  zone: string,
  now: Date,
): Date | null {
  if (quietFrom === null || quietTo === null) return null
  const next = (minuteOfDay: number) => nextDue({ zone, minuteOfDay, weekdays: [] }, now)
  const ends = next(quietTo)
  // They begin and end by turns: what comes first tells where one is.
  return ends < next(quietFrom) ? ends : null
}
