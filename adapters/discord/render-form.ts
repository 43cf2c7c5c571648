import { type Field, type Filled, type Form, type Input, type Option, presetText } from '../../src/desk/index.ts'
import { unreachable } from '../../src/kernel/invariant.ts'
import { formatMoney } from '../../src/kernel/money.ts'
import { blocksOf } from './blocks.ts'
import { LIMITS, type TextDisplay } from './components.ts'
import { customId } from './custom-id.ts'
import { escapeWords, plainLabel } from './escape.ts'
import { fitTexts } from './fit.ts'
import { words } from './words.ts'

/** A control of a modal, as Discord takes it. */
interface Control {
  type: 3 | 4 | 21 | 22
  custom_id: string
  [more: string]: unknown
}

export interface Modal {
  custom_id: string
  title: string
  components: (TextDisplay | { type: 18; label: string; description?: string; component: Control })[]
}

const SHORT = 1
const PARAGRAPH = 2

function limitOf(input: Input): string {
  if (input.as === 'money') return `${formatMoney(input.from)} to ${formatMoney(input.to)}.`
  if (input.as === 'number') return `${input.from} to ${input.to}.`
  return input.as === 'line' || input.as === 'area' ? `Up to ${input.max.toLocaleString('en')} characters.` : ''
}

/** `field` in a modal's values; a field's id may be anything, a custom id never nothing. */
const controlId = (field: Field): string => `v:${field.id}`.slice(0, LIMITS.customId)

/**
 * A form as a modal of at most five parts. `typed` wins over the form's own values. Null when a value is longer than a
 * modal holds: cut, it would be lost when sent.
 */
export function renderModal(form: Form, typed: Filled = {}): Modal | null {
  const { fields, leftOut } = mostNeeded(form.fields)
  const values = new Map(
    fields.map((field) => [
      field,
      (Object.hasOwn(typed, field.id) ? typed[field.id] : null) ?? presetText(field.input),
    ]),
  )
  if ([...values.values()].some((value) => value.length > LIMITS.typed)) return null
  const intro = introOf(form, leftOut)
  const hasRoom = intro !== '' && fields.length < LIMITS.modalParts
  const components = [
    ...(hasRoom ? [{ type: 10 as const, content: intro }] : []),
    ...fields.map((field) => ({
      type: 18 as const,
      label: plainLabel(field.label, LIMITS.fieldLabel),
      ...describe(field),
      component: controlOf(field, values.get(field) ?? ''),
    })),
  ]
  if (components.length === 0) components.push({ type: 10, content: words.sure })
  const title = plainLabel(form.title, LIMITS.modalTitle)
  return { custom_id: customId('form', form.action), title, components }
}

/** Asks once more before what can't be taken back. */
export function renderConfirm(action: Form['action'], label: string): Modal {
  const title = plainLabel(label, LIMITS.modalTitle)
  const content = escapeWords(words.yes(plainLabel(label, LIMITS.label)))
  return { custom_id: customId('confirmed', action), title, components: [{ type: 10, content }] }
}

/** All where they fit; else the required ones first, and a text says which are left out. */
function mostNeeded(fields: readonly Field[]): { fields: Field[]; leftOut: Field[] } {
  const drawable = fields.filter(({ input }) => !('options' in input) || input.options.length > 0)
  if (drawable.length <= LIMITS.modalParts) return { fields: drawable, leftOut: [] }
  const needed = [...drawable.filter(({ optional }) => !optional), ...drawable.filter(({ optional }) => optional)]
  const shown = new Set(needed.slice(0, LIMITS.modalParts - 1))
  return { fields: drawable.filter((each) => shown.has(each)), leftOut: drawable.filter((each) => !shown.has(each)) }
}

function introOf({ intro }: Form, leftOut: readonly Field[]): string {
  const blocks = blocksOf(intro, []).filter((block) => block.kind === 'text')
  const texts = fitTexts(blocks, { title: '', buttons: [], texts: [] })
  const said = leftOut.length > 0 ? [`-# ${escapeWords(words.fieldsLeftOut(leftOut.map(({ label }) => label)))}`] : []
  const all = [...said, ...texts.values()].filter((text) => text.trim() !== '')
  return all.join('\n').slice(0, LIMITS.text)
}

function describe({ hint, input }: Field): { description?: string } {
  const said = [limitOf(input), hint ?? ''].filter((each) => each.trim() !== '').join(' ')
  return said === '' ? {} : { description: plainLabel(said, LIMITS.description) }
}

function controlOf(field: Field, value: string): Control {
  const { input } = field
  const head = { custom_id: controlId(field), required: field.optional !== true }
  switch (input.as) {
    case 'line':
    case 'area': {
      // What was typed before may be longer than what can be approved: refusing it is the action's, keeping it ours.
      const max_length = Math.min(LIMITS.typed, Math.max(1, input.max, value.length))
      return { type: 4, ...head, style: input.as === 'line' ? SHORT : PARAGRAPH, max_length, ...preset(value) }
    }
    case 'money':
    case 'number':
      return { type: 4, ...head, style: SHORT, max_length: Math.max(20, value.length), ...preset(value) }
    case 'choice':
      return choiceOf(head, input.options, value)
    case 'choices':
      return choicesOf(head, input.options, value.split(','))
    default:
      return unreachable(input)
  }
}

const preset = (value: string) => (value === '' ? {} : { value })

/** Labels and values within limits, no value twice; what is chosen is never beyond the last. */
function optionsOf(options: readonly Option[], chosen: readonly string[]) {
  const known = [...new Map(options.map((option) => [option.value, option])).values()]
  const first = [...known.filter(({ value }) => chosen.includes(value)), ...known].slice(0, LIMITS.options)
  const shown = known.filter((option) => first.includes(option)).slice(0, LIMITS.options)
  return shown.map(({ value, label }) => ({
    value: value.slice(0, 100) || '-',
    label: plainLabel(label, 100),
    ...(chosen.includes(value) && { default: true }),
  }))
}

/** Required ones of ten at most are seen at once; a menu can be left empty. */
function choiceOf(head: { custom_id: string; required: boolean }, options: readonly Option[], value: string): Control {
  const shown = optionsOf(options, [value])
  if (head.required && shown.length >= 2 && shown.length <= LIMITS.boxes) return { type: 21, ...head, options: shown }
  return { type: 3, ...head, min_values: head.required ? 1 : 0, max_values: 1, options: shown }
}

function choicesOf(
  head: { custom_id: string; required: boolean },
  options: readonly Option[],
  values: string[],
): Control {
  const shown = optionsOf(options, values)
  const counts = { min_values: head.required ? 1 : 0, max_values: shown.length, options: shown }
  return { type: shown.length <= LIMITS.boxes ? 22 : 3, ...head, ...counts }
}
