/** Longest texts compared exactly; past it the share is taken over the first part, which decides nothing. */
const COMPARED = 2_000

/**
 * The share of a draft that a person changed: Levenshtein distance over the longer length, 0 (as drafted) to 1.
 * (Levenshtein 1966; the one-row form of Wagner & Fischer 1974.) It runs inside the decision's transaction: what both
 * texts begin and end with costs nothing, so an unchanged reply and the usual small edit take no time.
 */
export function editShare(draft: string, final: string): number {
  if (draft === final) return 0
  const a = charactersOf(draft)
  const b = charactersOf(final)
  const longest = Math.max(a.length, b.length)
  if (longest === 0) return 0
  let from = 0
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1
  let [toA, toB] = [a.length, b.length]
  while (toA > from && toB > from && a[toA - 1] === b[toB - 1]) {
    toA -= 1
    toB -= 1
  }
  return distance(a.subarray(from, toA), b.subarray(from, toB)) / longest
}

const charactersOf = (text: string): Uint32Array =>
  Uint32Array.from([...text].slice(0, COMPARED), (char) => char.codePointAt(0) ?? 0)

function distance(a: Uint32Array, b: Uint32Array): number {
  const row = Uint32Array.from({ length: b.length + 1 }, (_, n) => n)
  for (let i = 0; i < a.length; i += 1) {
    let diagonal = row[0] ?? 0
    let left = i + 1
    row[0] = left
    for (let j = 1; j <= b.length; j += 1) {
      const above = row[j] ?? 0
      const kept = diagonal + (a[i] === b[j - 1] ? 0 : 1)
      left = Math.min(kept, above + 1, left + 1)
      row[j] = left
      diagonal = above
    }
  }
  return row[b.length] ?? 0
}
