import { type Field, type Filled, type Form, type Option, presetText } from '../desk/index.ts'
import type { Condition } from './condition.ts'
import { ALL_OPS, comparison, joined, lineOf, partsOf, readLine, valueText } from './condition-text.ts'
import { FIELD_NAMES, FIELDS } from './fields.ts'
import type { Flow } from './flow.ts'
import type { Step } from './step.ts'
import { type Choices, inputOf, readConfig } from './step-fields.ts'
import { configFields, isTriggerKind, type StepKind } from './step-kinds.ts'
import { words } from './step-words.ts'

/** A form holds five parts at most: an introduction, the name, and three fields; the rest is on a second page. */
const FIELDS_A_PAGE = 3
/** As many as every desk offers to choose from. */
const OPTIONS_MAX = 25
const AREA_MAX = 2_900
/** No step's id begins so. */
const BELOW = '_below'
const END = '_end'

export type StepPage = 'first' | 'more'

/** What a form of a step is about; of a new one `step` holds nothing but its kind. */
export interface StepForm {
  flow: Pick<Flow, 'name' | 'steps'>
  kind: StepKind
  /** Null for a new one. */
  step: Step | null
  choices: Choices
}

/** A page of a step's form, made of what its schema says. */
export function stepForm(asked: StepForm, page: StepPage, action: Form['action']): Form {
  const { flow, step, kind } = asked
  const said = step ? words.intro(flow.name, flow.steps.indexOf(step) + 1) : words.introNew(flow.name, kind)
  return {
    action,
    title: words.title,
    submit: words.store,
    intro: [{ kind: 'context', items: [said] }],
    fields: fieldsOf(asked, page),
  }
}

function fieldsOf(asked: StepForm, page: StepPage): Field[] {
  const { step, kind, choices } = asked
  const config = (step?.config ?? {}) as Record<string, unknown>
  const name: Field = {
    id: 'name',
    label: words.name,
    input: { as: 'line', max: 80, value: step?.name ?? shortName(kind) },
  }
  const own = kind === 'condition' ? [] : pageOf(kind, page).map((field) => inputOf(field, config[field.name], choices))
  const mine = own.filter((field) => field !== null)
  const asks = step?.type === 'condition' ? step.config.if : null
  if (page === 'first') return [name, ...(kind === 'condition' ? conditionFields(asks) : mine)]
  return [...(asks ? restFields(asks) : mine), ...(step ? waysOf(asked.flow.steps, step) : [])]
}

const pageOf = (kind: StepKind, page: StepPage) =>
  page === 'first' ? configFields(kind).slice(0, FIELDS_A_PAGE) : configFields(kind).slice(FIELDS_A_PAGE)

const shortName = (kind: StepKind): string => words.kind(kind).replace('…', '')

function conditionFields(asks: Condition | null): Field[] {
  const first = asks === null ? null : partsOf(asks).first
  const value = first ? valueText(first.value) : ''
  // Longer than a field holds: it stays as it is.
  if (value.length > AREA_MAX) return []
  const isFree = asks !== null && first === null
  const free = isFree ? { optional: true as const } : {}
  const fields: Option[] = FIELD_NAMES.map((name) => ({ value: name, label: words.asked(name, FIELDS[name].label) }))
  const ops: Option[] = ALL_OPS.map((op) => ({ value: op, label: words.op(op) }))
  const chosen = (id: 'field' | 'op') => (first ? { value: first[id] } : {})
  return [
    { id: 'field', label: words.conditionField, ...free, input: { as: 'choice', options: fields, ...chosen('field') } },
    { id: 'op', label: words.conditionOp, ...free, input: { as: 'choice', options: ops, ...chosen('op') } },
    {
      id: 'value',
      label: words.conditionValue,
      hint: words.conditionValueHint,
      ...free,
      input: { as: 'area', max: AREA_MAX, value },
    },
  ]
}

function restFields(asks: Condition): Field[] {
  const { join, rest } = partsOf(asks)
  const options = (['all', 'any'] as const).map((value) => ({ value, label: words.joins[value] }))
  const value = rest.map(lineOf).join('\n')
  if (value.length > AREA_MAX) return []
  return [
    { id: 'join', label: words.join, input: { as: 'choice', options, value: join } },
    {
      id: 'more',
      label: words.more,
      hint: words.moreHint,
      optional: true,
      input: { as: 'area', max: AREA_MAX, value },
    },
  ]
}

/** Where a step goes on: chosen where a desk can offer every step, else typed as an id. */
function waysOf(steps: readonly Step[], step: Step): Field[] {
  const others = steps.filter(({ type }) => type !== 'trigger').map(({ id, name }) => ({ value: id, label: name }))
  const way = (id: string, label: string, goes: string | null | undefined, hasBelow: boolean): Field => {
    const fixed = [...(hasBelow ? [{ value: BELOW, label: words.below }] : []), { value: END, label: words.end }]
    const options = [...fixed, ...others]
    const value = goes === undefined ? (hasBelow ? BELOW : END) : (goes ?? END)
    if (options.length <= OPTIONS_MAX) return { id, label, input: { as: 'choice', options, value } }
    return { id, label, hint: words.goesHint, input: { as: 'line', max: 40, value } }
  }
  if (step.type !== 'condition') return [way('next', words.next, step.next, true)]
  return [way('then', words.ifSo, step.then, true), way('otherwise', words.ifNot, step.otherwise, false)]
}

/** The step with what was typed; a field that shows what it showed changes nothing. Not checked yet. */
export function readStep(asked: StepForm, page: StepPage, id: string, filled: Filled): unknown {
  const { step, kind } = asked
  const shown = fieldsOf(asked, page)
  const typed: Filled = {}
  for (const field of shown) {
    const given = filled[field.id]
    if (given !== undefined && (step === null || given !== presetText(field.input))) typed[field.id] = given
  }
  const was = (step?.config ?? {}) as Record<string, unknown>
  const tagged = step ? {} : fixedOf(kind)
  const config =
    kind === 'condition'
      ? conditionOf(step, typed)
      : readConfig(pageOf(kind, page), shown, { ...tagged, ...was }, typed)
  const ways = Object.fromEntries(
    (['next', 'then', 'otherwise'] as const).flatMap((name) =>
      name in typed ? [[name, readWay(typed[name] ?? '')]] : [],
    ),
  )
  const type = step?.type ?? ('on' in tagged ? 'trigger' : kind === 'condition' ? 'condition' : 'action')
  const read = { ...(step ?? {}), id, type, name: typed.name ?? step?.name ?? '', config, ...ways }
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))
}

/** What makes a config one of its kind. */
function fixedOf(kind: StepKind): Record<string, unknown> {
  if (kind === 'condition') return {}
  return { [isTriggerKind(kind) ? 'on' : 'do']: kind }
}

function conditionOf(step: Step | null, typed: Filled): unknown {
  const was = step?.type === 'condition' ? step.config.if : null
  const { join, first, rest } = was === null ? { join: 'all', first: null, rest: [] } : partsOf(was)
  const { field, op, value, more, join: chosen } = typed
  if ([field, op, value, more, chosen].every((each) => each === undefined)) return step?.config
  const asksFirst = first ?? (field === undefined ? null : { field: '', op: '', value: '' })
  const lines =
    more === undefined
      ? rest
      : more
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map(readLine)
  const text = value ?? (first ? valueText(first.value) : '')
  const head = asksFirst && comparison(field ?? asksFirst.field, op ?? asksFirst.op, text)
  return { if: joined(chosen ?? join, head ? [head, ...lines] : lines) }
}

const readWay = (typed: string): string | null | undefined =>
  typed === BELOW || typed.trim() === '' ? undefined : typed === END ? null : typed.trim()
