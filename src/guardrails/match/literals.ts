import { emptyFolded, type Folded, foldInto } from './folded.ts'
import { KIND, kindOf } from './signs.ts'

/** Entries that are more than words ("(x)", "🔞"), looked for as they stand: folded, at word bounds. */
export function literals(entries: readonly string[], asPhrases: ReadonlySet<number>) {
  const looked = entries
    .map((entry, index) => ({ index, codes: codesOf(entry.trim()) }))
    .filter(({ index, codes }) => !asPhrases.has(index) && codes.length > 0)
    .map((entry) => ({ ...entry, form: String.fromCharCode(...entry.codes) }))
  return (folded: Folded, add: (found: { index: number; form: string }, from: number, to: number) => void): void => {
    for (const entry of looked)
      for (let at = 0; at + entry.codes.length <= folded.length; at += 1)
        if (standsAt(folded, entry.codes, at)) add(entry, at, at + entry.codes.length - 1)
  }
}

function codesOf(entry: string): number[] {
  const folded = emptyFolded()
  foldInto(entry, folded)
  return [...folded.codes.subarray(0, folded.length)]
}

function standsAt({ codes, length }: Folded, looked: number[], at: number): boolean {
  for (let n = 0; n < looked.length; n += 1) if (codes[at + n] !== looked[n]) return false
  const isLetter = (code: number | undefined): boolean => code !== undefined && kindOf(code) === KIND.letter
  const before = at > 0 ? codes[at - 1] : undefined
  const after = at + looked.length < length ? codes[at + looked.length] : undefined
  return !(isLetter(looked[0]) && isLetter(before)) && !(isLetter(looked.at(-1)) && isLetter(after))
}
