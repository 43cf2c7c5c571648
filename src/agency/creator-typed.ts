import type { Option } from '../desk/index.ts'

interface Named {
  name: string
}

/**
 * The creator that a person means by the name they typed, however it is written; else a sentence that names those there are.
 * `also`: words that may stand in a creator's place.
 */
export function creatorTyped<T extends Named>(
  all: readonly T[],
  typed: string,
  also: readonly string[] = [],
): T | string {
  const wanted = typed.trim().toLowerCase()
  const known = [...also, ...all.map(({ name }) => name)]
  return all.find(({ name }) => name.toLowerCase() === wanted) ?? noCreator(typed, known)
}

/** What to offer while a creator's name is being typed. */
export function creatorsLike(all: readonly Named[], typed: string, also: readonly string[] = []): Option[] {
  const wanted = typed.trim().toLowerCase()
  const names = [...also, ...all.map(({ name }) => name)]
  return names.filter((name) => name.toLowerCase().includes(wanted)).map((name) => ({ value: name, label: name }))
}

/** So many names are read; of more the list has its own command. */
const NAMED = 12

function noCreator(typed: string, known: readonly string[]): string {
  const there = known.slice(0, NAMED).join(', ') || 'none yet'
  const more = known.length > NAMED ? ` and ${known.length - NAMED} more: /creator list names them` : ''
  return `No creator is called “${typed.trim().slice(0, 80)}”. There are: ${there}${more}. Nothing changed.`
}
