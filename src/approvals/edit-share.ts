/** Longest texts compared exactly; past it the share is taken over the first part, which decides nothing. */
const COMPARED = 2_000

/**
 * The share of a draft that a person changed: Levenshtein distance over the longer length, 0 (as drafted) to 1.
 * (Levenshtein 1966; the two-row form of Wagner & Fischer 1974.)
 */
export function editShare(draft: string, final: string): number {
  const a = [...draft].slice(0, COMPARED)
  const b = [...final].slice(0, COMPARED)
  if (a.length === 0 && b.length === 0) return 0
  let before = Array.from({ length: b.length + 1 }, (_, n) => n)
  for (const [i, char] of a.entries()) {
    const row = [i + 1]
    for (const [j, other] of b.entries()) {
      const kept = (before[j] ?? 0) + (char === other ? 0 : 1)
      row.push(Math.min(kept, (before[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1))
    }
    before = row
  }
  return (before.at(-1) ?? 0) / Math.max(a.length, b.length)
}
