import type { Unit } from './fold.ts'

const SINGLE = /[\p{L}0-9@$!]/u
const DIGIT = /[0-9]/
const LETTER = /\p{L}/u
const IN_WORD = /[\p{L}\p{N}']/u
const SEPARATOR = /[ .\-_*|/,~+·•]/

/** Drops the separators of three or more single characters with one and the same separator between them. */
export function closeSpelledOut(units: Unit[]): Unit[] {
  const kept: Unit[] = []
  let at = 0
  while (at < units.length) {
    const count = singlesFrom(units, at)
    // The whole run is passed at once whether it closes or not, so that no run is read twice.
    const run = units.slice(at, at + Math.max(1, count * 2 - 1))
    const spelled = isSpelledOut(run)
    for (const [index, unit] of run.entries()) if (!spelled || index % 2 === 0) kept.push(unit)
    at += run.length
  }
  return kept
}

/** How many single characters stand from `at` on, one separator between each. */
function singlesFrom(units: Unit[], at: number): number {
  const separator = units[at + 1]?.text ?? ''
  if (!SEPARATOR.test(separator) || isInWord(units[at - 1])) return 0
  // A number before a word is not of the word: "1 2 3 p a y".
  const single = LETTER.test(units[at]?.text ?? '') ? SINGLE : DIGIT
  let count = 0
  while (single.test(units[at + count * 2]?.text ?? '') && !isInWord(units[at + count * 2 + 1])) {
    count += 1
    if (units[at + count * 2 - 1]?.text !== separator) break
  }
  return count
}

/** Three characters at least, half of them letters: a spaced-out number is a number. */
function isSpelledOut(run: Unit[]): boolean {
  const letters = run.filter((unit) => LETTER.test(unit.text)).length
  return run.length >= 5 && letters * 4 >= run.length
}

function isInWord(unit: Unit | undefined): boolean {
  return unit !== undefined && IN_WORD.test(unit.text)
}
