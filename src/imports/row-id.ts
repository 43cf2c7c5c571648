import { hash } from 'node:crypto'

/**
 * Ids for rows of exports that have none: a hash of what the row means and, where several mean the same, how manieth it is.
 * The same rows get the same ids in any file and any order.
 */
export function rowIds(): (...meaning: readonly (string | number | null)[]) => string {
  const seen = new Map<string, number>()
  return (...meaning) => {
    const digest = hash('sha256', JSON.stringify(meaning), 'base64url').slice(0, 27)
    const times = (seen.get(digest) ?? 0) + 1
    seen.set(digest, times)
    return `row-${digest}-${times}`
  }
}
