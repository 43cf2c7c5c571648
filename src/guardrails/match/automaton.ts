import type { Phrase } from './phrase.ts'
import { KIND, kindOf, READ_AS } from './signs.ts'

/** Classes of code units: nothing to the automaton, a letter of no phrase, and from 1 on the letters of phrases. */
export const SKIP = 0
export const STRANGE = 255
const MAX_CLASSES = 200

/**
 * An Aho-Corasick automaton over letters with repetitions taken out and i and l as one, so that every disguise of a phrase walks the same
 * path. What it reports is a candidate: `fits` decides. Dense tables: 1,000 phrases are about 600 kB.
 */
export interface Automaton {
  classOf: Uint8Array
  classes: number
  next: Int32Array
  /** For each state the first of its candidates in `lists`, 0 for none; each list ends with -1. */
  outputs: Int32Array
  lists: Int32Array
  /** For each phrase, how many letters of the path it is. */
  steps: Int32Array
}

export function buildAutomaton(phrases: readonly Phrase[]): Automaton {
  const { classOf, classes } = classify(phrases)
  const paths = phrases.map((phrase) => pathOf(phrase, classOf))
  const { next, ends, states } = buildTrie(paths, classes)
  const { outputs, lists } = link(next, ends, states, classes)
  return {
    classOf,
    classes,
    next: next.slice(0, states * classes),
    outputs,
    lists,
    steps: Int32Array.from(paths, (path) => path.length),
  }
}

/** No letter is in a phrase yet. */
const UNUSED = Uint8Array.from({ length: 65_536 }, (_, code) => (kindOf(code) >= KIND.letter ? STRANGE : SKIP))

function classify(phrases: readonly Phrase[]): { classOf: Uint8Array; classes: number } {
  const classOf = UNUSED.slice()
  let classes = 1
  const give = (code: number): void => {
    if (classOf[code] !== STRANGE && classOf[code] !== SKIP) return
    // A list of more scripts than there are classes shares the last one; what fits is decided letter by letter.
    classOf[code] = Math.min(classes, MAX_CLASSES)
    classes += 1
  }
  for (let code = 97; code <= 122; code += 1) give(code)
  classOf[108] = classOf[105] as number
  for (let code = 0; code < 256; code += 1)
    if (kindOf(code) !== KIND.separator && !(code >= 97 && code <= 122)) shareClass(classOf, code)
  shareClass(classOf, '€'.charCodeAt(0))
  for (const { runs } of phrases) for (const { code } of runs) give(code)
  return { classOf, classes: Math.min(classes, MAX_CLASSES) + 1 }
}

/** A digit or sign has the class of the first letter that it stands for. */
function shareClass(classOf: Uint8Array, code: number): void {
  const letters = READ_AS[code] as number
  if (letters !== 0) classOf[code] = classOf[97 + 31 - Math.clz32(letters & -letters)] as number
}

function pathOf({ runs }: Phrase, classOf: Uint8Array): number[] {
  const path: number[] = []
  for (const { code } of runs) {
    const step = classOf[code] as number
    if (path.at(-1) !== step) path.push(step)
  }
  return path
}

function buildTrie(paths: readonly number[][], classes: number) {
  const room = paths.reduce((sum, path) => sum + path.length, 1)
  const next = new Int32Array(room * classes)
  const ends: number[][] = [[]]
  let states = 1
  paths.forEach((path, phrase) => {
    let state = 0
    for (const step of path) {
      const at = state * classes + step
      if (next[at] === 0) {
        next[at] = states
        ends.push([])
        states += 1
      }
      state = next[at] as number
    }
    ends[state]?.push(phrase)
  })
  return { next, ends, states }
}

/** Breadth first: where a state has no way on, it goes where its longest suffix goes. */
function link(next: Int32Array, ends: number[][], states: number, classes: number) {
  const suffix = new Int32Array(states)
  const queue: number[] = []
  for (let step = 0; step < classes; step += 1) if (next[step] !== 0) queue.push(next[step] as number)
  for (let head = 0; head < queue.length; head += 1) {
    const state = queue[head] as number
    const back = suffix[state] as number
    ends[state]?.push(...(ends[back] ?? []))
    for (let step = 1; step < classes; step += 1) {
      const at = state * classes + step
      const instead = next[back * classes + step] as number
      if (next[at] === 0) next[at] = instead
      else {
        suffix[next[at] as number] = instead
        queue.push(next[at] as number)
      }
    }
  }
  return flatten(ends)
}

function flatten(ends: number[][]): { outputs: Int32Array; lists: Int32Array } {
  const lists: number[] = [-1]
  const outputs = Int32Array.from(ends, (phrases) => {
    if (phrases.length === 0) return 0
    const from = lists.length
    lists.push(...phrases, -1)
    return from
  })
  return { outputs, lists: Int32Array.from(lists) }
}
