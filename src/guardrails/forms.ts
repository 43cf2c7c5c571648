import type { z } from 'zod'
import type { Creator } from '../agency/index.ts'
import { actionId, type Field, type Filled, type Form, type Input } from '../desk/index.ts'
import { formatMoney, parseMinor } from '../kernel/money.ts'
import { words } from './desk-words.ts'
import { checkGuardrails, type GuardrailFields } from './set-guardrails.ts'
import type { Guardrails } from './store.ts'

/** The pages of `cards.md` §4: a form holds five parts at most. */
export const PAGES = ['guardrails-words', 'guardrails-limits', 'guardrails-prices', 'guardrails-people'] as const
export type Page = (typeof PAGES)[number]

/**
 * Lines: one entry a line. Numbers and amounts: from and to, amounts in minor units of the creator's currency; left empty
 * where they may be, they are none.
 */
type Asked = { id: keyof Guardrails & keyof GuardrailFields; label: string; hint?: string } & (
  | { as: 'lines' }
  | { as: 'yes-no' }
  | { as: 'time' }
  | { as: 'number' | 'money'; from: number; to: number; optional?: true }
)

/** What each page asks for. A further setting is one line here, once the store has it. */
export const FIELDS: Record<Page, readonly Asked[]> = {
  'guardrails-words': [
    { id: 'forbiddenWords', label: 'Words never used', as: 'lines', hint: 'One a line; found in disguise as well' },
    { id: 'escalationTriggers', label: 'Words that call a manager', as: 'lines', hint: 'One a line' },
    { id: 'outsideBoundaries', label: 'Outside boundaries', as: 'lines', hint: 'What the creator doesn’t do' },
  ],
  'guardrails-limits': [
    { id: 'maxPerHour', label: 'Most an hour', as: 'number', from: 1, to: 60, hint: 'Priced replies to one fan' },
    { id: 'cooldownMinutes', label: 'Minutes between', as: 'number', from: 0, to: 1_440, hint: 'Of priced replies' },
    { id: 'quietFrom', label: 'Quiet from', as: 'time', hint: 'Such as 22:30, where the fan is; empty: never' },
    { id: 'quietTo', label: 'Quiet to', as: 'time', hint: 'No price is approved in between' },
  ],
  'guardrails-prices': [
    { id: 'floorMinor', label: 'Floor', as: 'money', from: 0, to: 100_000_000 },
    { id: 'ceilingMinor', label: 'Ceiling', as: 'money', from: 1, to: 100_000_000 },
    {
      ...{ id: 'perDayMinor', label: 'Per day', as: 'money', from: 0, to: 100_000_000 },
      ...{ optional: true, hint: 'Most asked of one fan in 24 hours; empty: no limit' },
    },
    {
      ...{ id: 'perFanMinor', label: 'Per fan', as: 'money', from: 0, to: 100_000_000 },
      ...{ optional: true, hint: 'Most asked of one fan in 30 days; empty: no limit' },
    },
  ],
  'guardrails-people': [
    {
      ...{ id: 'secondPersonAboveMinor', label: 'Second person above', as: 'money', from: 0, to: 100_000_000 },
      ...{ optional: true, hint: 'Empty: one person decides at any price' },
    },
    { id: 'secondPersonForCustom', label: 'Second person for custom', as: 'yes-no', hint: 'Content made to order' },
    {
      ...{ id: 'plainPerHour', label: 'Plain answers an hour', as: 'number', from: 1, to: 60 },
      ...{ optional: true, hint: 'To one fan, without a price; empty: no limit' },
    },
    {
      ...{ id: 'secondPersonAboveDiscountPercent', label: 'Second person for offers', as: 'number', from: 0, to: 100 },
      ...{ optional: true, hint: 'Above so many percent off; empty: one person starts any offer' },
    },
  ],
}

/** As much as every desk's field holds. */
const AREA_MAX = 2_900
const textOf = (list: unknown): string => (Array.isArray(list) ? list.join('\n') : '')

/**
 * A page with what holds now. A list too long for a field is not asked for, and stays as it is: nothing of it may be lost
 * by sending the form.
 */
export function pageForm(page: Page, creator: Creator, rules: Guardrails): Form {
  const place = PAGES.indexOf(page) + 1
  const fits = (asked: Asked) => asked.as !== 'lines' || textOf(rules[asked.id]).length <= AREA_MAX
  const left = FIELDS[page].filter((asked) => !fits(asked)).map(({ label }) => words.tooLong(label))
  return {
    action: actionId(page, creator.id, rules.version),
    title: 'Guardrails',
    submit: place === PAGES.length ? 'Store' : 'Store and next',
    intro: [{ kind: 'context', items: [words.builtInStay, words.page(creator.name, place, PAGES.length), ...left] }],
    fields: FIELDS[page].filter(fits).map((asked) => fieldOf(asked, rules, creator.currency)),
  }
}

function fieldOf(asked: Asked, rules: Guardrails, currency: string): Field {
  const { id, label, hint } = asked
  const named = { id, label, ...(hint && { hint }) }
  const value = rules[id]
  if (asked.as === 'lines')
    return { ...named, optional: true, input: { as: 'area', max: AREA_MAX, value: textOf(value) } }
  if (asked.as === 'time') return { ...named, optional: true, input: { as: 'line', max: 5, value: timeOf(value) } }
  if (asked.as === 'yes-no') return { ...named, input: { as: 'choice', options: YES_NO, value: value ? 'yes' : 'no' } }
  return { ...named, ...(asked.optional && { optional: true }), input: amountInput(asked, value, currency) }
}

const YES_NO = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

function amountInput({ as, from, to }: Extract<Asked, { from: number }>, value: unknown, currency: string): Input {
  const number = typeof value === 'number' ? value : null
  if (as === 'number') return { as, from, to, ...(number !== null && { value: number }) }
  const money = (minor: number) => ({ minor, currency })
  return { as, from: money(from), to: money(to), ...(number !== null && { value: money(number) }) }
}

export type Read =
  | { kind: 'read'; rules: z.output<typeof checkGuardrails> }
  | { kind: 'bad'; errors: Record<string, string> }

/** The guardrails with what was typed on a page; what the page didn't ask for stays. Errors say the field, the value and what is allowed. */
export function readPage(page: Page, { currency }: Creator, rules: Guardrails, filled: Filled): Read {
  const typed = FIELDS[page].flatMap((asked) => (filled[asked.id] === undefined ? [] : [asked]))
  const values = typed.map((asked) => [asked.id, readValue(asked, filled[asked.id] ?? '', currency)] as const)
  const { version: _, ...standing } = rules
  const merged = { ...standing, ...Object.fromEntries(values) }
  const checked = checkGuardrails.safeParse(merged)
  if (checked.success) return { kind: 'read', rules: checked.data }
  const errors = checked.error.issues.map(({ path, message, code }): [string, string] => {
    const asked = typed.find(({ id }) => id === path[0])
    if (!asked) return [String(path[0]), words.bad(message)]
    return [asked.id, problem(asked, filled[asked.id] ?? '', currency, code === 'custom' ? message : null, path[1])]
  })
  return { kind: 'bad', errors: Object.fromEntries(errors) }
}

function readValue(asked: Asked, typed: string, currency: string): unknown {
  if (asked.as === 'lines') return entriesOf(typed)
  if (asked.as === 'yes-no') return typed === 'yes'
  if (typed.trim() === '' && (asked.as === 'time' || asked.optional)) return null
  if (asked.as === 'time') return minuteOf(typed)
  // What is no amount is no number either, and none is not nothing.
  if (asked.as === 'money') return parseMinor(typed, currency) ?? Number.NaN
  return /^\s*\d{1,9}\s*$/.test(typed) ? Number(typed) : Number.NaN
}

/** A minute of the day as it is typed, `22:30`; empty for none. */
export const timeOf = (minute: unknown): string =>
  typeof minute === 'number'
    ? `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    : ''

function minuteOf(typed: string): number {
  const [, hours, minutes] = /^\s*([01]?\d|2[0-3]):([0-5]\d)\s*$/.exec(typed) ?? []
  return hours === undefined ? Number.NaN : Number(hours) * 60 + Number(minutes)
}

function entriesOf(typed: string): string[] {
  const entries = typed.split(/\r?\n/).map((entry) => entry.trim())
  return [...new Set(entries)].filter((entry) => entry !== '')
}

/** `rule`: what the value breaks beside its own bounds, in words; `entry`: which line of a list. */
function problem(asked: Asked, typed: string, currency: string, rule: string | null, entry: unknown): string {
  const { label } = asked
  if (asked.as === 'lines') return words.badEntry(label, entriesOf(typed)[Number(entry)] ?? typed)
  const said = typed.trim().slice(0, 20)
  if (asked.as === 'yes-no') return words.bad(label)
  if (rule !== null) return words.badRule(label, said, rule)
  if (asked.as === 'time') return words.badValue(label, said, '00:00', '23:59')
  const shown = (bound: number) =>
    asked.as === 'money' ? formatMoney({ minor: bound, currency }) : bound.toLocaleString('en')
  return words.badValue(label, said, shown(asked.from), shown(asked.to))
}
