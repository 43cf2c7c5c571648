import { createHash } from 'node:crypto'
import {
  type Field,
  type Filled,
  type Form,
  type Input,
  limitOf,
  type Option,
  presetText,
} from '../../src/desk/index.ts'
import { unreachable } from '../../src/kernel/invariant.ts'
import { type Html, html } from './html.ts'
import { renderNode } from './render-card.ts'

/** Up to here all choices are seen at once as radio buttons; more would be a wall. */
export const RADIO_MAX = 10

export interface FormState {
  /** Field id → what is wrong with it. */
  errors?: Record<string, string>
  /** What the person typed before, which wins over the form's own values: nothing typed is ever lost. */
  typed?: Filled
}

/** A field with everything its control needs. */
interface Shown {
  field: Field
  id: string
  /** What stands in the control: typed before, else the form's own value. */
  value: string
  error: string | undefined
  hints: string[]
}

function describedBy({ id, hints, error }: Shown): Html {
  const ids = [hints.length > 0 && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(' ')
  return html`${ids !== '' && html` aria-describedby="${ids}"`}${error !== undefined && html` aria-invalid="true"`}`
}

function notes({ id, hints, error }: Shown): Html {
  const hint =
    hints.length > 0 &&
    html`<p class="hint" id="${id}-hint">${hints.map((hint) => `${hint.replace(/\.$/, '')}.`).join(' ')}</p>`
  return html`${hint}${error !== undefined && html`<p class="error" id="${id}-error">${error}</p>`}`
}

function labelWords(field: Field): Html {
  return html`${field.label}${field.optional && html` <span class="optional">optional</span>`}`
}

/** A control with its label above and hint and error below. */
function labelled(shown: Shown, control: Html): Html {
  return html`<div class="field"><label for="${shown.id}">${labelWords(shown.field)}</label>${control}${notes(shown)}</div>`
}

/** No `maxlength`: it would cut a paste silently. The client counts and the action refuses, keeping the text. */
function renderText(shown: Shown, input: Extract<Input, { as: 'line' | 'area' }>): Html {
  const { id, field, value } = shown
  const required = !field.optional && html` required`
  const attributes = html`id="${id}" name="${field.id}" data-max="${input.max}" dir="auto"${required}${describedBy(shown)}`
  if (input.as === 'line')
    return labelled(shown, html`<input type="text" ${attributes} value="${value}" autocomplete="off">`)
  // A newline after <textarea> is swallowed by the parser: give it one of its own.
  return labelled(shown, html`<textarea ${attributes} rows="${value.length > 400 ? 9 : 5}">\n${value}</textarea>`)
}

function renderMoney(shown: Shown, currency: string): Html {
  const { id, field, value } = shown
  const required = !field.optional && html` required`
  return labelled(
    shown,
    html`<span class="money"><span class="currency">${currency}</span><input type="text" inputmode="decimal" id="${id}" name="${field.id}" value="${value}" autocomplete="off"${required}${describedBy(shown)}></span>`,
  )
}

function renderNumber(shown: Shown): Html {
  const { id, field, value } = shown
  const required = !field.optional && html` required`
  return labelled(
    shown,
    html`<input class="short" type="text" inputmode="numeric" id="${id}" name="${field.id}" value="${value}" autocomplete="off"${required}${describedBy(shown)}>`,
  )
}

function renderBoxes(shown: Shown, type: 'radio' | 'checkbox', options: readonly Option[]): Html {
  const chosen = new Set(type === 'radio' ? [shown.value] : shown.value.split(','))
  const required = type === 'radio' && html` required`
  const boxes = options.map(
    ({ value, label }) =>
      html`<label class="choice"><input type="${type}" name="${shown.field.id}" value="${value}"${chosen.has(value) && html` checked`}${required}><span>${label}</span></label>`,
  )
  return html`<fieldset class="field"${describedBy(shown)}><legend>${labelWords(shown.field)}</legend><div class="choices">${boxes}</div>${notes(shown)}</fieldset>`
}

function renderSelect(shown: Shown, options: readonly Option[]): Html {
  const { id, field, value } = shown
  const first = field.optional ? 'No choice' : 'Choose…'
  const rest = options.map(
    (option) =>
      html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`,
  )
  const required = !field.optional && html` required`
  return labelled(
    shown,
    html`<select id="${id}" name="${field.id}"${required}${describedBy(shown)}><option value="">${first}</option>${rest}</select>`,
  )
}

function renderField(field: Field, prefix: string, { errors, typed }: FormState): Html {
  const { input } = field
  const limit = limitOf(input)
  const shown: Shown = {
    field,
    id: `${prefix}-${field.id}`,
    value: typed?.[field.id] ?? presetText(input),
    error: errors?.[field.id],
    hints: [limit, field.hint].filter((hint): hint is string => typeof hint === 'string' && hint !== ''),
  }
  switch (input.as) {
    case 'line':
    case 'area':
      return renderText(shown, input)
    case 'money':
      return renderMoney(shown, input.from.currency)
    case 'number':
      return renderNumber(shown)
    case 'choice':
      return !field.optional && input.options.length <= RADIO_MAX
        ? renderBoxes(shown, 'radio', input.options)
        : renderSelect(shown, input.options)
    case 'choices':
      return renderBoxes(shown, 'checkbox', input.options)
    default:
      return unreachable(input)
  }
}

/** A form for the drawer. It carries the action that takes its answers; `client/forms.js` sends it. */
export function renderForm(form: Form, state: FormState = {}): Html {
  const prefix = `f${createHash('sha256').update(form.action).digest('hex').slice(0, 8)}`
  const names = new Set(form.fields.map((field) => field.id))
  // An error of no field still has to be read.
  const loose = Object.entries(state.errors ?? {}).filter(([id]) => !names.has(id))
  return html`<form class="form" data-form="${form.action}" novalidate aria-label="${form.title}"><h2 class="form-title">${form.title}</h2><div class="form-body">${form.intro.map(renderNode)}<div class="form-answer" role="alert">${loose.map(([, words]) => html`<p class="error">${words}</p>`)}</div>${form.fields.map((field) => renderField(field, prefix, state))}</div><div class="form-foot"><button type="button" class="button" data-close>Cancel</button><button type="submit" class="button main">${form.submit}</button></div></form>`
}
