import type { z } from 'zod'
import { cutText } from '../kernel/text.ts'
import { words } from './words.ts'

/** One thing wrong with a flow, for a person: where, what stands there, what may. */
export interface Problem {
  /** Id of the step, or its place (`#3`) where it has none; null for the flow itself. */
  step: string | null
  field: string
  /** Empty where nothing stands there. */
  value: string
  allowed: string
}

const LONGEST_VALUE = 80

/** A value as a sentence can show it. */
export const shown = (value: unknown): string =>
  cutText(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), LONGEST_VALUE)

/** The problems that zod found, in its order. */
export function problemsOf(error: z.ZodError, input: unknown): Problem[] {
  return error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null]
    return keys.map((key) => problemAt(issue, key === null ? issue.path : [...issue.path, key], input))
  })
}

function problemAt(issue: z.core.$ZodIssue, path: PropertyKey[], input: unknown): Problem {
  const inStep = path[0] === 'steps' && typeof path[1] === 'number'
  const field = path
    .slice(inStep ? 2 : 0)
    .map(String)
    .join('.')
  const unknownKey = issue.code === 'unrecognized_keys'
  return {
    step: inStep ? stepName(input, path[1] as number) : null,
    field: field || (inStep ? 'step' : 'flow'),
    value: shown(valueAt(input, path)),
    allowed: unknownKey ? 'no field of that name' : (HOURS.test(field) && HOUR) || allowedBy(issue),
  }
}

function stepName(input: unknown, n: number): string {
  const id = valueAt(input, ['steps', n, 'id'])
  return typeof id === 'string' && id !== '' ? cutText(id, LONGEST_VALUE) : `#${n + 1}`
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}

/** Whatever is wrong with an hour of the day, these are the hours. */
const HOURS = /^quietHours\.(?:from|until)$/
const HOUR = 'a whole hour, 0 to 23'

const EXPECTED: Record<string, string> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'an object',
  boolean: 'true, false',
}

function allowedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return EXPECTED[issue.expected] ?? issue.expected
    case 'too_small':
      return `at least ${issue.minimum}${unitOf(issue.origin, issue.minimum)}`
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue.origin, issue.maximum)}`
    case 'invalid_value':
      return issue.values.map(String).join(', ')
    case 'invalid_union':
      return optionsOf(issue) ?? 'another shape'
    case 'invalid_format':
      return FORMATS[issue.format] ?? issue.format
    default:
      return issue.message
  }
}

const FORMATS: Record<string, string> = {
  regex: 'lower-case letters, digits, - and _, at most 40',
  uuid: 'an id',
}

const unitOf = (origin: string, count: number | bigint): string => {
  if (origin === 'string') return Number(count) === 1 ? ' character' : ' characters'
  return origin === 'array' ? ' of them' : ''
}

/** Of a union by one field: what that field may say. */
const optionsOf = (issue: z.core.$ZodIssue): string | null =>
  'options' in issue && Array.isArray(issue.options) ? issue.options.map(String).join(', ') : null

/** `Step “pause”, config.minutes: 0 can’t be. Allowed: at least 1.` */
export const sentenceOf = ({ step, field, value, allowed }: Problem): string =>
  words.problem(step, field, value, allowed.replace(/\.$/, ''))
