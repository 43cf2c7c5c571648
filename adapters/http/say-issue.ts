import type { z } from 'zod'

/** Longer values say nothing more. */
const SHOWN_MAX = 60
/** What fans wrote, and what they are called, is not repeated. */
const NEVER_SHOWN: readonly unknown[] = ['text', 'message', 'name']

/** What is wrong with a field, for whoever wrote the program: the bad value, and what is allowed. `input` as it was sent. */
export function sayIssue(issue: z.core.$ZodIssue, input: unknown): string {
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null)?.[key], input)
  const bad = shown(value, issue.path)
  if (issue.code === 'custom') return bad === '' ? issue.message : `${bad}: ${issue.message.replace(/\.$/, '')}.`
  if (issue.code === 'unrecognized_keys') return `There is no field ${issue.keys.map((key) => `“${key}”`).join(', ')}.`
  if (value === undefined) return `It is missing. Allowed: ${allowedBy(issue)}.`
  return `${bad === '' ? 'Not allowed' : bad}. Allowed: ${allowedBy(issue)}.`
}

function shown(value: unknown, path: readonly PropertyKey[]): string {
  const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value)
  if (!isPlain || NEVER_SHOWN.includes(path.at(-1))) return ''
  return `“${String(value).slice(0, SHOWN_MAX)}” can’t be`
}

const TYPES: Record<string, string> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  boolean: 'true or false',
}
const FORMATS: Record<string, string> = {
  datetime: 'a moment with its zone, such as 2026-12-24T18:00:00Z',
  date: 'a day, such as 2026-12-24',
  uuid: 'an id',
}

function allowedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected
    case 'too_small':
      return `at least ${issue.minimum}${unitOf(issue.origin)}`
    case 'too_big':
      return `at most ${issue.maximum}${unitOf(issue.origin)}`
    case 'invalid_value':
      return issue.values.map(String).join(', ')
    case 'invalid_format':
      return FORMATS[issue.format] ?? issue.message
    case 'invalid_union':
      return eitherOf(issue)
    default:
      return issue.message
  }
}

const unitOf = (origin: string): string => (origin === 'string' ? ' characters' : origin === 'array' ? ' of them' : '')

/** Of several shapes what the schema calls them, else what each of them allows. */
function eitherOf({ errors, message }: z.core.$ZodIssueInvalidUnion): string {
  if (message !== '' && message !== 'Invalid input') return message
  const each = errors.flatMap(([first]) => (first ? [allowedBy(first)] : []))
  return each.length > 0 ? [...new Set(each)].join(', or ') : 'another shape'
}
