import type { Field, Filled, Option } from '../desk/index.ts'
import type { ConfigField } from './step-kinds.ts'
import { words } from './step-words.ts'

/** As many as every desk offers to choose from. */
const OPTIONS_MAX = 25
/** Longer than this, words get a field of several lines. */
const LINE_MAX = 120

/** Content and offers that a step may name. */
export interface Choices {
  assets: readonly Option[]
  offers: readonly Option[]
}

const DAY = 1_440
const HOUR = 60

/** Fields that people type otherwise than the schema holds them: spans and hours, as they are said. */
const SAID: Record<string, { show(value: number): string; read(typed: string): number | string }> = {
  minutes: { show: spanText, read: readSpan },
  untilHour: { show: (hour) => `${hour}:00`, read: (typed) => numberOf(/^(\d{1,2})(:00)?$/.exec(typed)?.[1] ?? typed) },
  minuteOfDay: { show: timeText, read: readTime },
}

function spanText(minutes: number): string {
  const [count, unit] =
    minutes % DAY === 0 ? [minutes / DAY, 'day'] : minutes % HOUR === 0 ? [minutes / HOUR, 'hour'] : [minutes, 'minute']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

/** As people write them, in English or French; `s` could be seconds or weeks. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(m|mins?|minutes?)$/i, 1],
  [/^(h|hrs?|hours?|heures?)$/i, HOUR],
  [/^(d|days?|j|jours?)$/i, DAY],
  [/^(w|wks?|weeks?|sem|semaines?)$/i, 7 * DAY],
]

/** `90 minutes`, `36 h`, `2 days`, `une` is not read; a bare number is minutes. What can't be read stays as typed. */
function readSpan(typed: string): number | string {
  const [, count, unit = 'm'] = /^(\d{1,6}) ?(?:([a-z]+)\.?)?$/i.exec(typed) ?? []
  const known = UNITS.find(([called]) => called.test(unit))
  return count === undefined || !known ? typed : Number(count) * known[1]
}

function timeText(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(minute / HOUR))}:${two(minute % HOUR)}`
}

function readTime(typed: string): number | string {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(typed) ?? []
  return hour === undefined || Number(minute) > 59 ? typed : Number(hour) * HOUR + Number(minute)
}

const numberOf = (typed: string): number | string => (/^\s*-?\d{1,9}\s*$/.test(typed) ? Number(typed) : typed.trim())

/** One field of a step's form; null where a desk could not show it whole, and then it stays as it is. */
export function inputOf(field: ConfigField, value: unknown, choices: Choices): Field | null {
  const { name, optional, holds } = field
  const { label, hint } = words.field(name)
  const head = { id: name, label, ...(hint !== undefined && { hint }), ...(optional && { optional: true as const }) }
  const text = typeof value === 'string' ? { value } : {}
  switch (holds.kind) {
    case 'number': {
      const said = SAID[name]
      if (said)
        return {
          ...head,
          input: { as: 'line', max: 30, ...(typeof value === 'number' && { value: said.show(value) }) },
        }
      return {
        ...head,
        input: { as: 'number', from: holds.from, to: holds.to, ...(typeof value === 'number' && { value }) },
      }
    }
    case 'text':
      return { ...head, input: { as: holds.max > LINE_MAX ? 'area' : 'line', max: holds.max, ...text } }
    case 'one':
      return { ...head, input: { as: 'choice', options: optionsOf(name, holds.of), ...text } }
    case 'some':
      return { ...head, input: { as: 'choices', options: optionsOf(name, holds.of), value: textsOf(value) } }
    case 'id': {
      const options = offered(choices[name === 'offerId' ? 'offers' : 'assets'], textsOf(value))
      return options && { ...head, input: { as: 'choice', options, ...text } }
    }
    case 'ids': {
      const options = offered(choices.assets, textsOf(value))
      return options && { ...head, input: { as: 'choices', options, value: textsOf(value) } }
    }
  }
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []

const optionsOf = (name: string, values: readonly string[]): Option[] =>
  values.map((value) => ({ value, label: name === 'weekdays' ? words.day(Number(value)) : words.option(value) }))

/** What is chosen first, then the newest; null where there is nothing, or more is chosen than a desk shows. */
function offered(options: readonly Option[], chosen: readonly string[]): Option[] | null {
  const named = chosen.map((value) => options.find((each) => each.value === value) ?? { value, label: value })
  if (named.length > OPTIONS_MAX) return null
  const others = options.filter(({ value }) => !chosen.includes(value))
  const all = [...named, ...others].slice(0, OPTIONS_MAX)
  return all.length > 0 ? all : null
}

/** What was typed as the schema holds it; undefined where it was left out. What can't be read stays as typed. */
function readInput({ name, nullable, optional, holds }: ConfigField, typed: string): unknown {
  const text = typed.trim()
  if (text === '' && nullable) return null
  if (text === '' && optional) return undefined
  if (holds.kind === 'number') return SAID[name]?.read(text) ?? numberOf(text)
  if (holds.kind === 'ids') return listOf(text)
  if (holds.kind === 'some') return listOf(text).map((each) => (/^\d+$/.test(each) ? Number(each) : each))
  return holds.kind === 'text' ? typed : text
}

const listOf = (typed: string): string[] => typed.split(',').filter((part) => part !== '')

/** The config with what was typed of these fields; a field that the form didn't ask for stays as it was. */
export function readConfig(
  fields: readonly ConfigField[],
  shown: readonly Field[],
  was: Record<string, unknown>,
  filled: Filled,
): Record<string, unknown> {
  const config = { ...was }
  for (const field of fields) {
    const typed = filled[field.name]
    if (typed === undefined || !shown.some(({ id }) => id === field.name)) continue
    const value = readInput(field, typed)
    if (value === undefined) delete config[field.name]
    else config[field.name] = value
  }
  return config
}
