import { createHash } from 'node:crypto'
import type { InputBlock, InputBlockElement, KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import { type Field, type Filled, type Form, limitOf, type Option, presetText } from '../../src/desk/index.ts'
import { unreachable } from '../../src/kernel/invariant.ts'
import { cutText } from '../../src/kernel/text.ts'
import { startDraw } from './draw.ts'
import { visible } from './escape.ts'
import { BOXES_MAX, INPUT_MAX, MODAL_TITLE_MAX, OPTION_MAX, OPTIONS_MAX } from './limits.ts'
import { plain } from './render-button.ts'
import { renderNode } from './render-card.ts'
import { words } from './words.ts'

/** Every input of a form has this id in its block, whose id is the field's. */
const VALUE = 'value'
export const FORM_VIEW = 'form'
const LABEL_MAX = 150
const HINT_MAX = 300
const OPTION_VALUE_MAX = 150

export interface FormState {
  /** Field id → what is wrong with it. */
  errors?: Record<string, string>
  /** What the person typed before, which wins over the form's own values: nothing typed is ever lost. */
  typed?: Filled
  /** Fields whose value is another than what was typed. */
  put?: readonly string[]
}

/** A form as a modal; `metadata` comes back with what is typed. */
export function renderForm(
  form: Form,
  metadata: string,
  { errors = {}, typed = {}, put = [] }: FormState = {},
): ModalView {
  const draw = startDraw({ modal: true, dense: false, reserved: 0 })
  const wrong = Object.values(errors).map(
    (error): KnownBlock => ({ type: 'alert', level: 'error', text: plain(error, 200) }),
  )
  const fields = form.fields.map((field) => renderField(field, typed[field.id], put.includes(field.id)))
  return {
    type: 'modal',
    callback_id: FORM_VIEW,
    private_metadata: metadata,
    title: plain(form.title, MODAL_TITLE_MAX),
    submit: plain(form.submit, MODAL_TITLE_MAX),
    close: plain(words.cancel, MODAL_TITLE_MAX),
    blocks: [...wrong, ...form.intro.flatMap((node) => renderNode(draw, node)), ...fields],
  }
}

/**
 * Slack keeps what stands in a block of the same id, whatever the new view says: one whose value we changed gets another id.
 * `readForm` takes the mark off again.
 */
const MARK = '~'
const blockOf = (id: string, value: string, isPut: boolean): string =>
  isPut ? `${id}${MARK}${createHash('sha256').update(value).digest('base64url').slice(0, 8)}` : id

function renderField(field: Field, typed: string | undefined, isPut: boolean): InputBlock {
  const hint = [limitOf(field.input), field.hint].filter(
    (each): each is string => typeof each === 'string' && each !== '',
  )
  const text = hint.map((each) => `${each.replace(/\.$/, '')}.`).join(' ')
  return {
    type: 'input',
    block_id: blockOf(field.id, typed ?? '', isPut),
    label: plain(field.label, LABEL_MAX),
    optional: field.optional === true || field.input.as === 'choices',
    ...(text !== '' && { hint: plain(text, HINT_MAX) }),
    element: elementOf(field, typed ?? presetText(field.input)),
  }
}

function elementOf({ input, optional }: Field, value: string): InputBlockElement {
  switch (input.as) {
    case 'line':
    case 'area':
      return textInput(value, input.as === 'area', input.max)
    case 'money':
    case 'number':
      return textInput(value, false, 20)
    case 'choice':
      return chooser(input.options, value, optional === true)
    case 'choices':
      return boxes(input.options, value.split(','))
    default:
      return unreachable(input)
  }
}

/** What was typed before may be longer than what is allowed: the field takes it, and the action refuses it, kept. */
function textInput(value: string, multiline: boolean, max: number): InputBlockElement {
  const shown = cutText(visible(value), INPUT_MAX)
  return {
    type: 'plain_text_input',
    action_id: VALUE,
    multiline,
    max_length: Math.min(INPUT_MAX, Math.max(1, max, shown.length)),
    ...(shown !== '' && { initial_value: shown }),
  }
}

const optionsOf = (options: readonly Option[], most: number): PlainTextOption[] =>
  options
    .slice(0, most)
    .map(({ value, label }) => ({ text: plain(label, OPTION_MAX), value: cutText(value, OPTION_VALUE_MAX) }))

/** Up to ten are all seen at once; a choice that may be left out needs a menu, since a radio button can't be taken back. */
function chooser(options: readonly Option[], value: string, optional: boolean): InputBlockElement {
  const all = optionsOf(options, OPTIONS_MAX)
  const chosen = all.find((option) => option.value === value)
  const initial = chosen === undefined ? {} : { initial_option: chosen }
  if (!optional && all.length <= BOXES_MAX) return { type: 'radio_buttons', action_id: VALUE, options: all, ...initial }
  return { type: 'static_select', action_id: VALUE, options: all, ...initial }
}

function boxes(options: readonly Option[], values: readonly string[]): InputBlockElement {
  const all = optionsOf(options, OPTIONS_MAX)
  const chosen = all.filter((option) => values.includes(option.value ?? ''))
  const initial = chosen.length === 0 ? {} : { initial_options: chosen }
  if (all.length <= BOXES_MAX) return { type: 'checkboxes', action_id: VALUE, options: all, ...initial }
  return { type: 'multi_static_select', action_id: VALUE, options: all, ...initial }
}

/** The state of a view's inputs, as Slack sends it. */
export type ViewState = Record<string, Record<string, { [key: string]: unknown }>>

export const fieldOfBlock = (block: string): string => block.split(MARK)[0] ?? block

/** What was typed and chosen, by field; several choices are joined by commas. */
export function readForm(state: ViewState): Filled {
  return Object.fromEntries(
    Object.entries(state).map(([block, inputs]) => [fieldOfBlock(block), typedIn(inputs[VALUE] ?? {})]),
  )
}

function typedIn(input: { [key: string]: unknown }): string {
  if (typeof input.value === 'string') return input.value
  const one = input.selected_option as { value?: unknown } | null | undefined
  if (one && typeof one.value === 'string') return one.value
  const many = Array.isArray(input.selected_options) ? (input.selected_options as { value?: unknown }[]) : []
  return many.map(({ value }) => (typeof value === 'string' ? value : '')).join(',')
}
