import { storableText } from '../kernel/text.ts'
import { type Field, fieldsOf, type Kind, type Mapping } from './mapping.ts'
import { personalByName, personalByValues } from './personal.ts'
import { ImportTrouble } from './trouble.ts'
import { usualNames } from './usual-names.ts'
import { words } from './words.ts'

/** Which column is read as what, and what is left at the door. */
export interface Columns {
  /** Field → its place in a row. */
  at: Partial<Record<Field, number>>
  /** Names of all columns, none empty and none twice. */
  names: string[]
  dropped: { column: string; why: string }[]
}

const NAME_MAX = 80
/** Values looked at for what a column holds. */
const LOOKED_AT = 200

/** A column's name for comparing: letters and digits only. */
export const simpleName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Names as people see them: an empty one says its place, one that is there already its number. */
export function headerNames(cells: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, n) => {
    const name = [...storableText(cell).replace(/\s+/g, ' ').trim()].slice(0, NAME_MAX).join('') || words.unnamed(n + 1)
    const times = (seen.get(simpleName(name)) ?? 0) + 1
    seen.set(simpleName(name), times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** Whether a row could be the names of the columns of such a file: what must be there is. */
export function couldBeHeader(cells: readonly string[], kind: Kind, mapping: Mapping): boolean {
  const names = headerNames(cells)
  return fieldsOf(kind).every(({ field, must }) => !must || columnOf(field, kind, mapping, names) !== -1)
}

/**
 * Finds the columns of a file: those that the mapping names, then those with a usual name. Everything else is dropped,
 * and so is a column whose values are e-mail addresses, telephone numbers or cards. Throws `ImportTrouble` when a column
 * is missing that must be there.
 */
export function findColumns(
  kind: Kind,
  mapping: Mapping,
  names: string[],
  sample: readonly (readonly string[])[],
): Columns {
  const known = new Set(fieldsOf(kind).map(({ field }) => String(field)))
  const unknown = Object.keys(mapping.columns).find((field) => !known.has(field))
  if (unknown !== undefined) throw new ImportTrouble('unknown-field', words.unknownField(unknown, kind, [...known]))
  const at: Columns['at'] = {}
  const personal = new Map<number, string>()
  for (const { field, must } of fieldsOf(kind)) {
    const column = columnOf(field, kind, mapping, names)
    const why = whyPersonal(field, column, sample)
    if (column !== -1 && why === null) at[field] = column
    else if (must) throw missing(field, kind, mapping, names, why === null ? null : (names[column] ?? ''), why)
    else if (why !== null) personal.set(column, why)
  }
  const used = new Set(Object.values(at))
  const dropped = names.flatMap((column, n) =>
    used.has(n) ? [] : [{ column, why: personal.get(n) ?? personalByName(simpleName(column)) ?? words.notNeeded }],
  )
  return { at, names, dropped }
}

const whyPersonal = (field: Field, column: number, sample: readonly (readonly string[])[]): string | null =>
  column === -1 || field === 'text' ? null : personalByValues(valuesOf(sample, column))

const valuesOf = (sample: readonly (readonly string[])[], column: number): string[] =>
  sample.slice(0, LOOKED_AT).map((row) => (row[column] ?? '').trim())

function columnOf(field: Field, kind: Kind, mapping: Mapping, names: readonly string[]): number {
  const simple = names.map(simpleName)
  const wanted = mapping.columns[field]
  if (wanted !== undefined) {
    const column = names.indexOf(wanted)
    if (column === -1 && !simple.includes(simpleName(wanted))) {
      throw new ImportTrouble('unknown-column', words.unknownColumn(field, wanted, names))
    }
    return column === -1 ? simple.indexOf(simpleName(wanted)) : column
  }
  for (const name of usualNames(kind, field)) {
    const column = simple.indexOf(name)
    if (column !== -1 && personalByName(name) === null) return column
  }
  return -1
}

function missing(
  field: Field,
  kind: Kind,
  mapping: Mapping,
  names: readonly string[],
  personal: string | null,
  why: string | null,
): ImportTrouble {
  if (personal !== null) return new ImportTrouble('personal-column', words.personalColumn(field, personal, why ?? ''))
  // What looks like data isn't repeated: it would be somebody's.
  const shown = mapping.headers !== undefined || names.every(looksLikeName) ? names : null
  return new ImportTrouble('missing-column', words.missingColumn(field, kind, shown))
}

const looksLikeName = (name: string): boolean => !/@|\d{3,}/.test(name) && name.length < NAME_MAX
