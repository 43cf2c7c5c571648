import type { Condition, ConditionValue } from './condition.ts'
import { COMPARISONS, fieldOf } from './fields.ts'

/** A condition as a form shows it: one comparison in fields of their own, and the rest line by line. */
export interface ConditionParts {
  join: 'all' | 'any'
  /** Null where it begins with something that has parts itself. */
  first: Extract<Condition, { field: unknown }> | null
  rest: Condition[]
}

export function partsOf(condition: Condition): ConditionParts {
  const join = 'any' in condition ? 'any' : 'all'
  const parts = 'any' in condition ? condition.any : 'all' in condition ? condition.all : [condition]
  const [first, ...rest] = parts
  return first && 'field' in first ? { join, first, rest } : { join, first: null, rest: parts }
}

/** What was typed as a condition; anything else than one is told by whoever checks it. */
export function joined(join: string, parts: readonly unknown[]): unknown {
  return parts.length === 1 ? parts[0] : { [join]: parts }
}

/** `fan.spent at_least 5000`; what has parts itself is JSON. */
export const lineOf = (condition: Condition): string =>
  'field' in condition ? `${condition.field} ${condition.op} ${valueText(condition.value)}` : JSON.stringify(condition)

/** Reads a line; one that is no comparison stays the text that it is. */
export function readLine(line: string): unknown {
  const [, field, op, value] = /^(\S+)\s+(\S+)\s+(\S.*)$/s.exec(line.trim()) ?? []
  if (line.trim().startsWith('{')) return jsonOr(line)
  return field === undefined || op === undefined || value === undefined ? line.trim() : comparison(field, op, value)
}

export const comparison = (field: string, op: string, value: string) => ({
  field,
  op,
  value: readValue(field, op, value),
})

const PLAIN = /^[\p{L}\p{N}_€$£%.'’+-]+( [\p{L}\p{N}_€$£%.'’+-]+)*$/u
const one = (text: string): string => (PLAIN.test(text) ? text : JSON.stringify(text))

export const valueText = (value: ConditionValue): string =>
  typeof value === 'string' ? one(value) : typeof value === 'object' ? value.map(one).join(', ') : String(value)

/** What was typed as the value that a field is compared with; what can't be one stays text. */
function readValue(field: string, op: string, text: string): ConditionValue {
  const known = fieldOf(field)
  const typed = text.trim()
  if (!known) return typed
  if (known.kind === 'number') return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed
  if (known.kind === 'flag') return { true: true, false: false }[typed.toLowerCase()] ?? typed
  // As an option is written, whatever the case it was typed in.
  const named = (name: string) => known.options?.find((each) => each.toLowerCase() === name.toLowerCase()) ?? name
  const several = known.kind === 'text' || op === 'one_of' || op === 'none_of'
  const names = namesIn(typed).map(named)
  return several ? names : names.length === 1 ? (names[0] ?? typed) : typed
}

const namesIn = (text: string): string[] =>
  [...text.matchAll(/"(?:[^"\\]|\\.)*"|[^,]+/g)]
    .map(([part]) => part.trim())
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('"') ? String(jsonOr(part)) : part))

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** Every comparison that some field knows. */
export const ALL_OPS: readonly string[] = [...new Set(Object.values(COMPARISONS).flat())]
