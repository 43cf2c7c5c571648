import { actionId, type Field, type Filled, type Form } from '../desk/index.ts'
import { words } from './desk-words.ts'
import { EXITS, type Flow, parseFlow } from './flow.ts'
import { type Problem, sentenceOf, shown } from './flow-problems.ts'
import { words as said } from './words.ts'

/** A form holds five parts at most. */
export const PAGES = ['flow-about', 'flow-limits', 'flow-order'] as const
export type Page = (typeof PAGES)[number]

/** As many as every desk offers to choose from. */
const OPTIONS_MAX = 25

export interface FormCreator {
  id: string
  name: string
}

/** A page of a flow as it stands. What a desk couldn't show whole is not asked for and stays as it is. */
export function pageForm(page: Page, flow: Flow, creators: readonly FormCreator[]): Form {
  const place = PAGES.indexOf(page) + 1
  return {
    action: actionId(page, flow.id, flow.version),
    title: words.form.title,
    submit: place === PAGES.length ? words.form.store : words.form.storeAndNext,
    intro: [{ kind: 'context', items: [words.form.page(flow.name, place, PAGES.length)] }],
    fields: FIELDS[page](flow, creators),
  }
}

const FIELDS: Record<Page, (flow: Flow, creators: readonly FormCreator[]) => Field[]> = {
  'flow-about': ({ name, description, creators: chosen, stopWhen }, creators) => {
    const options = creators.map(({ id, name: label }) => ({ value: id, label }))
    const who: Field = {
      id: 'creators',
      label: words.form.creators,
      hint: words.form.creatorsHint,
      optional: true,
      input: { as: 'choices', options, value: chosen },
    }
    const exits = EXITS.map((exit) => ({ value: exit, label: words.form.exit(exit) }))
    return [
      { id: 'name', label: words.form.name, input: { as: 'line', max: 80, value: name } },
      {
        id: 'description',
        label: words.form.description,
        optional: true,
        input: { as: 'area', max: 500, value: description },
      },
      ...(options.length > 0 && options.length <= OPTIONS_MAX ? [who] : []),
      {
        id: 'stopWhen',
        label: words.form.stopWhen,
        optional: true,
        input: { as: 'choices', options: exits, value: [...stopWhen] },
      },
    ]
  },
  'flow-limits': ({ caps, quietHours }) => [
    {
      id: 'entriesPerDay',
      label: words.form.entriesPerDay,
      hint: words.form.entriesHint,
      input: { as: 'number', from: 1, to: 100_000, value: caps.entriesPerDay },
    },
    {
      id: 'fanEveryDays',
      label: words.form.fanEveryDays,
      hint: words.form.fanEveryHint,
      input: { as: 'number', from: 0, to: 366, value: caps.fanEveryDays },
    },
    {
      id: 'quietFrom',
      label: words.form.quietFrom,
      hint: words.form.hourHint,
      optional: true,
      input: { as: 'line', max: 5, value: hourText(quietHours?.from) },
    },
    {
      id: 'quietUntil',
      label: words.form.quietUntil,
      optional: true,
      input: { as: 'line', max: 5, value: hourText(quietHours?.until) },
    },
  ],
  'flow-order': ({ priority }) => [
    {
      id: 'priority',
      label: words.form.priority,
      hint: words.form.priorityHint,
      input: { as: 'number', from: -100, to: 100, value: priority },
    },
  ],
}

const hourText = (hour: number | undefined): string => (hour === undefined ? '' : `${hour}:00`)

export type Read = { ok: true; flow: Flow } | { ok: false; errors: Record<string, string> }

/** The flow with what was typed on a page; what the page didn't ask for stays. Errors name the field by its label. */
export function readPage(page: Page, flow: Flow, filled: Filled): Read {
  const typed: Record<Page, () => object> = {
    'flow-about': () => ({
      name: filled.name ?? flow.name,
      description: filled.description ?? '',
      ...(filled.creators !== undefined && { creators: listOf(filled.creators) }),
      stopWhen: listOf(filled.stopWhen ?? ''),
    }),
    'flow-limits': () => ({
      caps: { entriesPerDay: numberOf(filled.entriesPerDay), fanEveryDays: numberOf(filled.fanEveryDays) },
      quietHours: quietOf(filled),
    }),
    'flow-order': () => ({ priority: numberOf(filled.priority) }),
  }
  const parsed = parseFlow({ ...flow, ...typed[page]() })
  return parsed.ok ? parsed : { ok: false, errors: errorsOf(page, parsed.problems, filled) }
}

const listOf = (typed: string): string[] => typed.split(',').filter((part) => part !== '')
const numberOf = (typed = ''): number | string => (/^\s*-?\d{1,9}\s*$/.test(typed) ? Number(typed) : typed.trim())

/** Both hours or none; what is no hour is told as it was typed. */
function quietOf({ quietFrom = '', quietUntil = '' }: Filled): object | null {
  const hour = (typed: string) => numberOf(/^\s*(\d{1,2})(:00)?\s*$/.exec(typed)?.[1] ?? typed)
  return quietFrom.trim() === '' && quietUntil.trim() === '' ? null : { from: hour(quietFrom), until: hour(quietUntil) }
}

const FIELD_OF: Record<string, string> = {
  'caps.entriesPerDay': 'entriesPerDay',
  'caps.fanEveryDays': 'fanEveryDays',
  'quietHours.from': 'quietFrom',
  'quietHours.until': 'quietUntil',
}
/** So many sentences fit under a field. */
const SAID = 3

/** Each under the field of the page that it is about; what no field asks for stands under the last one. */
function errorsOf(page: Page, problems: readonly Problem[], filled: Filled): Record<string, string> {
  const last = { 'flow-about': 'name', 'flow-limits': 'entriesPerDay', 'flow-order': 'priority' }[page]
  const errors = new Map<string, string[]>()
  for (const problem of problems) {
    const named = FIELD_OF[problem.field] ?? problem.field.split('.')[0] ?? last
    const own = OWN[page].includes(named)
    const field = own ? named : last
    const said = own ? inForm(named, problem, filled) : sentenceOf(problem)
    errors.set(field, [...(errors.get(field) ?? []), said])
  }
  return Object.fromEntries([...errors].map(([field, said]) => [field, said.slice(0, SAID).join(' ')]))
}

/** A problem as the page says it: its label, and what was typed. Several are chosen, so there the bad one is named. */
function inForm(field: string, { value, allowed }: Problem, filled: Filled): string {
  const label = words.form[field as 'name']
  const isTyped = field !== 'creators' && field !== 'stopWhen'
  return said.problemIn(label, isTyped ? shown(filled[field]?.trim()) : value, allowed.replace(/\.$/, ''))
}

const OWN: Record<Page, readonly string[]> = {
  'flow-about': ['name', 'description', 'creators', 'stopWhen'],
  'flow-limits': ['entriesPerDay', 'fanEveryDays', 'quietFrom', 'quietUntil'],
  'flow-order': ['priority'],
}
