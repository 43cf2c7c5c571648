import { isBlank } from '../kernel/text.ts'
import { COMPARISONS, type Comparison, FIELD_NAMES, type Field, type FieldName, fieldOf, type Known } from './fields.ts'

export type ConditionValue = string | number | boolean | readonly string[]

/** The one language of conditions, the same in JSON and in forms. An empty `all` holds, an empty `any` doesn't. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { field: FieldName; op: Comparison; value: ConditionValue }

/** What is wrong at one place of a condition; `path` leads there from the condition. */
export interface ConditionProblem {
  path: (string | number)[]
  value: unknown
  allowed: string
}

const DEEPEST = 5
const MOST_PARTS = 50
const MOST_NAMES = 50
const LONGEST_NAME = 60
const SHAPES = '{ all }, { any }, { not } or { field, op, value }'

/** Checks a value that should be a condition; empty when it is one. */
export function conditionProblems(value: unknown): ConditionProblem[] {
  const counted = { parts: 0 }
  return problemsAt(value, [], counted)
}

function problemsAt(value: unknown, path: (string | number)[], counted: { parts: number }): ConditionProblem[] {
  counted.parts += 1
  if (counted.parts > MOST_PARTS) return [{ path, value, allowed: `at most ${MOST_PARTS} parts` }]
  if (path.length > DEEPEST * 2) return [{ path, value, allowed: `at most ${DEEPEST} levels` }]
  if (!isRecord(value)) return [{ path, value, allowed: SHAPES }]
  const keys = Object.keys(value).sort().join(' ')
  if (keys === 'all' || keys === 'any') {
    const parts = value[keys]
    if (!Array.isArray(parts)) return [{ path: [...path, keys], value: parts, allowed: 'a list of conditions' }]
    return parts.flatMap((part, n) => problemsAt(part, [...path, keys, n], counted))
  }
  if (keys === 'not') return problemsAt(value.not, [...path, 'not'], counted)
  if ('field' in value) return comparisonProblems(value, path)
  return [{ path, value: keys, allowed: SHAPES }]
}

function comparisonProblems(value: Record<string, unknown>, path: (string | number)[]): ConditionProblem[] {
  const extra = Object.keys(value).find((key) => key !== 'field' && key !== 'op' && key !== 'value')
  if (extra !== undefined) return [{ path: [...path, extra], value: extra, allowed: 'field, op, value' }]
  const field = typeof value.field === 'string' ? fieldOf(value.field) : null
  if (!field) return [{ path: [...path, 'field'], value: value.field, allowed: FIELD_NAMES.join(', ') }]
  const ops: readonly string[] = COMPARISONS[field.kind]
  if (typeof value.op !== 'string' || !ops.includes(value.op))
    return [{ path: [...path, 'op'], value: value.op, allowed: ops.join(', ') }]
  const allowed = valueAllowed(value.op, value.value, field)
  return allowed === null ? [] : [{ path: [...path, 'value'], value: value.value, allowed }]
}

/** Null when the value fits; else what would. */
function valueAllowed(op: string, value: unknown, { kind, options }: Field): string | null {
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value) ? null : 'a number'
  if (kind === 'flag') return typeof value === 'boolean' ? null : 'true, false'
  const fits = (name: unknown): boolean => isName(name) && (!options || options.includes(name))
  const says = options?.join(', ')
  if (kind === 'text' || op === 'one_of' || op === 'none_of') {
    const some = Array.isArray(value) && value.length > 0 && value.length <= MOST_NAMES && value.every(fits)
    return some ? null : `a list of 1 to ${MOST_NAMES} of: ${says ?? 'words'}`
  }
  return fits(value) ? null : (says ?? `a name of 1 to ${LONGEST_NAME} characters`)
}

const isName = (name: unknown): name is string =>
  typeof name === 'string' && name.length <= LONGEST_NAME && !isBlank(name) && name.isWellFormed()

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a condition holds by what is known. Pure; a comparison with what isn't known doesn't hold. */
export function holds(condition: Condition, known: Known): boolean {
  if ('field' in condition) return compares(condition.op, known[condition.field], condition.value)
  if ('all' in condition) return condition.all.every((part) => holds(part, known))
  if ('any' in condition) return condition.any.some((part) => holds(part, known))
  return !holds(condition.not, known)
}

/** Whether what is known of a field compares so with a value. */
export function compares(op: Comparison, is: Known[FieldName], value: ConditionValue): boolean {
  if (is === null || is === undefined) return false
  switch (op) {
    case 'is':
      return is === value
    case 'is_not':
      return is !== value
    case 'at_least':
      return is >= value
    case 'at_most':
      return is <= value
    case 'more_than':
      return is > value
    case 'less_than':
      return is < value
    case 'one_of':
      return (value as readonly string[]).includes(is as string)
    case 'none_of':
      return !(value as readonly string[]).includes(is as string)
    default:
      return comparesNames(op, is, value)
  }
}

function comparesNames(op: Comparison, is: NonNullable<Known[FieldName]>, value: ConditionValue): boolean {
  if (op === 'has' || op === 'lacks') {
    const wanted = String(value).toLowerCase()
    return (is as readonly string[]).some((name) => name.toLowerCase() === wanted) === (op === 'has')
  }
  const said = spoken(String(is))
  const found = (value as readonly string[]).some((words) => said.includes(spoken(words)))
  return found === (op === 'contains')
}

/** Whole words between single spaces, whatever the case and the punctuation. */
const spoken = (text: string): string =>
  ` ${
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu)
      ?.join(' ') ?? ''
  } `
