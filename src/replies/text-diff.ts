/** Longest texts compared word by word; of longer ones the rest is shown as it was approved. */
const WORDS_MAX = 400

/**
 * What a person changed in a draft, word by word, for reading: `Hey [– Marcus –] [+ you +], welcome`. Equal texts come
 * back as they are. By the longest common subsequence of words (Wagner & Fischer 1974).
 */
export function textDiff(before: string, after: string): string {
  const a = before.match(/\S+/g)?.slice(0, WORDS_MAX) ?? []
  const all = after.match(/\S+/g) ?? []
  const b = all.slice(0, WORDS_MAX)
  const common = lengths(a, b)
  const parts: string[] = []
  const gone: string[] = []
  const come: string[] = []
  const flush = () => {
    if (gone.length > 0) parts.push(`[– ${gone.splice(0).join(' ')} –]`)
    if (come.length > 0) parts.push(`[+ ${come.splice(0).join(' ')} +]`)
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [from, to] = [a[i], b[j]]
    if (from !== undefined && from === to) {
      flush()
      parts.push(from)
      i += 1
      j += 1
    } else if (to === undefined || (from !== undefined && at(common, i + 1, j) >= at(common, i, j + 1))) {
      gone.push(from ?? '')
      i += 1
    } else {
      come.push(to)
      j += 1
    }
  }
  flush()
  return [...parts, ...all.slice(WORDS_MAX)].join(' ')
}

const at = (table: number[][], i: number, j: number): number => table[i]?.[j] ?? 0

/** How many words the rests from each pair of places have in common. */
function lengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = table[i] ?? []
    for (let j = b.length - 1; j >= 0; j -= 1)
      row[j] = a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
  }
  return table
}
