import type { Span } from '../desk/index.ts'
import type { Draft } from '../drafting/index.ts'
import { words } from './words.ts'

/** What the spending brake found and until when nothing is offered; null where it is not what the card is about. */
export function brakeLine({ rule, knowledge, currency }: Draft): Span[] | null {
  const { brake } = knowledge
  if (rule !== 'spending-brake' || !brake) return null
  return [{ strong: words.brakeFound(brake.spentMinor, brake.weeklyMinor, currency) }, ' ', ...untilWhen(brake.until)]
}

/** Beside a draft of somebody on whom the brake is; nothing else. */
export function brakeNote({ knowledge: { brake } }: Draft): Span[] | null {
  return brake ? untilWhen(brake.until) : null
}

function untilWhen(iso: string): Span[] {
  const at = new Date(iso)
  return [words.brakeUntil, { at, as: 'day' }, ', ', { at, as: 'time' }, '.']
}
