import type { Category, Finding } from './verdict.ts'
import { words } from './words.ts'

const REMOVED: Partial<Record<Category, string>> = {
  'off-platform-payment': words.removed.payment,
  'off-platform-contact': words.removed.contact,
}

/** The text as a card may show it: contact details and payment apps replaced by what was removed. */
export function redactForCard(text: string, findings: readonly Finding[]): string {
  const hidden = findings
    .filter(({ category }) => REMOVED[category] !== undefined)
    .toSorted((a, b) => a.start - b.start)
  let shown = ''
  let at = 0
  for (const { category, start, end } of hidden) {
    // Overlapping findings are one hole: what lies before `at` is gone already.
    if (start >= at) shown += text.slice(at, start) + REMOVED[category]
    at = Math.max(at, end)
  }
  return shown + text.slice(at)
}
