// Forms in the drawer. Nothing typed is ever lost: a refusal brings the form back with it, a lost connection leaves it
// where it is, and a drawer closed by mistake gives it back when the same form is opened again.

import { closeDrawer, openDrawer } from './drawer.js'
import { element, nodesOf } from './markup.js'
import { refreshQueue } from './queue.js'
import { toast } from './toast.js'
import { post, Trouble } from './wire.js'

const keyOf = (form) => `typed:${form.dataset.form.split('|').slice(0, 2).join('|')}`

/** What was typed and not sent, by the form's action without its version. It lives and dies with the tab. */
const kept = {
  get: (form) => JSON.parse(sessionStorage.getItem(keyOf(form)) ?? 'null'),
  set: (form, filled) => sessionStorage.setItem(keyOf(form), JSON.stringify(filled)),
  delete: (form) => sessionStorage.removeItem(keyOf(form)),
}

/** The answers as the gate takes them: one text per field, several choices joined by commas. */
export function filledOf(form) {
  const filled = {}
  for (const control of form.elements) {
    if (control.name === '') continue
    if (control.type === 'checkbox' || control.type === 'radio') {
      filled[control.name] ??= ''
      if (!control.checked) continue
      filled[control.name] = filled[control.name] === '' ? control.value : `${filled[control.name]},${control.value}`
    } else {
      filled[control.name] = control.value
    }
  }
  return filled
}

function fill(form, filled) {
  for (const control of form.elements) {
    const value = filled[control.name]
    if (value === undefined) continue
    if (control.type === 'checkbox' || control.type === 'radio')
      control.checked = value.split(',').includes(control.value)
    else control.value = value
  }
}

const isTouched = (form) => form.dataset.before !== JSON.stringify(filledOf(form))

/** Remembers an unsent form that is about to go. */
export function keepTyped(form) {
  if (form && isTouched(form)) kept.set(form, filledOf(form))
}

/** Readies a form just opened, with what was typed into it earlier. */
export function restoreTyped(form) {
  form.dataset.before = JSON.stringify(filledOf(form))
  const typed = kept.get(form)
  if (typed) {
    fill(form, typed)
    const again = element('button', { type: 'button', className: 'button quiet-button' }, 'Start over')
    const note = element('p', { className: 'kept' }, 'Your earlier text was kept. ', again)
    again.addEventListener('click', () => {
      fill(form, JSON.parse(form.dataset.before))
      kept.delete(form)
      note.remove()
      for (const control of form.elements) countCharacters(control)
    })
    form.querySelector('.form-answer').before(note)
  }
  for (const control of form.elements) countCharacters(control)
}

function countCharacters(control) {
  const max = Number(control.dataset?.max)
  if (!max || control.tagName !== 'TEXTAREA') return
  const field = control.closest('.field')
  const counter = field.querySelector('.counter') ?? element('p', { className: 'counter' })
  // After the hint, so that the two share a line.
  if (!counter.isConnected) (field.querySelector('.hint') ?? control).after(counter)
  const length = control.value.length
  counter.textContent = `${length.toLocaleString('en')} of ${max.toLocaleString('en')}`
  counter.classList.toggle('over', length > max)
}

function complain(control, words) {
  const field = control.closest('.field')
  const box = field.matches('fieldset') ? field : control
  box.setAttribute('aria-invalid', 'true')
  field.append(element('p', { className: 'error' }, words))
  return control
}

/** Only what would surely be refused: empty required fields and texts too long. The rest is the action's to judge. */
function firstMistake(form) {
  for (const old of form.querySelectorAll('.error')) old.remove()
  for (const old of form.querySelectorAll('[aria-invalid]')) old.removeAttribute('aria-invalid')
  const filled = filledOf(form)
  const seen = new Set()
  let first = null
  for (const control of form.elements) {
    if (control.name === '' || seen.has(control.name)) continue
    seen.add(control.name)
    const value = filled[control.name]
    const over = value.length - Number(control.dataset.max ?? Infinity)
    if (control.required && value.trim() === '') first ??= complain(control, 'This is needed.')
    else if (over > 0) first ??= complain(control, `${over.toLocaleString('en')} characters too many. Nothing was cut.`)
  }
  return first
}

function setPending(form, pending) {
  form.toggleAttribute('data-pending', pending)
  form.querySelector('[type="submit"]').disabled = pending
}

function sayInForm(form, nodes, isError) {
  const place = form.querySelector('.form-answer')
  place.replaceChildren(element('div', { className: isError ? 'error' : 'refusal' }, nodes))
  place.scrollIntoView({ block: 'nearest' })
}

function takeAnswer(form, filled, { kind, html }) {
  if (kind === 'refused') return sayInForm(form, nodesOf(html), false)
  if (kind === 'form') {
    kept.delete(form)
    const next = openDrawer(html).querySelector('form')
    // A form that came back holds what was typed already; a next page starts as it is.
    next.dataset.before = JSON.stringify(filledOf(next))
    if (keyOf(next) === keyOf(form)) next.dataset.before = form.dataset.before
    for (const control of next.elements) countCharacters(control)
    return
  }
  kept.delete(form)
  form.dataset.before = JSON.stringify(filled)
  if (kind === 'panel') return openDrawer(html)
  closeDrawer()
  if (html !== '') toast(nodesOf(html), 'done')
}

async function submit(form) {
  const mistake = firstMistake(form)
  if (mistake) return mistake.focus()
  const filled = filledOf(form)
  setPending(form, true)
  try {
    const answer = await post('/press', { action: form.dataset.form, filled })
    setPending(form, false)
    takeAnswer(form, filled, answer)
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble
    setPending(form, false)
    sayInForm(form, trouble.message, true)
  }
  await refreshQueue()
}

export function watchForms() {
  document.addEventListener('submit', (event) => {
    if (!event.target.matches('[data-form]')) return
    event.preventDefault()
    if (event.target.hasAttribute('data-pending')) return
    if (event.target.closest('[data-inert]')) return toast('A sample: nothing is sent.')
    submit(event.target)
  })
  document.addEventListener('input', (event) => countCharacters(event.target))
  // Escape closes a dialog without a click on Cancel.
  document.querySelector('[data-drawer]')?.addEventListener('desk:closed', (event) => {
    keepTyped(event.target.querySelector('form'))
  })
  // A reload or another page: the form gives it back when it is opened again.
  window.addEventListener('pagehide', () => keepTyped(document.querySelector('[data-drawer] form')))
}
