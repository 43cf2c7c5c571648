// Presses a button: sends its action id to the gate and shows the private answer. The card itself is drawn anew by
// the queue, so nothing here guesses what happened.

import { closeDrawer, isInDrawer, openDrawer } from './drawer.js'
import { keepTyped, restoreTyped } from './forms.js'
import { nodesOf } from './markup.js'
import { changedJustNow, refreshCard } from './queue.js'
import { toast } from './toast.js'
import { post, Trouble } from './wire.js'

const cardOf = (button) => button.closest('article.card')

function setPending(card, button, pending) {
  const buttons = card ? card.querySelectorAll('button[data-action]') : [button]
  for (const each of buttons) each.disabled = pending
  card?.toggleAttribute('data-pending', pending)
  card?.setAttribute('aria-busy', String(pending))
}

/** Shows an answer of the gate. A panel or form that was opened from a drawer can be left by Back. */
export function showAnswer({ kind, html }, { from = null } = {}) {
  const inDrawer = from !== null && isInDrawer(from)
  if (kind === 'form' || kind === 'panel') {
    const drawer = openDrawer(html, { onto: inDrawer })
    if (kind === 'form') restoreTyped(drawer.querySelector('form'))
    return
  }
  if (kind === 'done' && inDrawer) closeDrawer()
  if (html !== '') toast(nodesOf(html), kind === 'done' ? 'done' : 'warn')
}

/** The text of the card's reply, onto the clipboard: copying sends nothing and asks nobody. */
async function copyReply(card) {
  const words = card?.querySelector('.by-reply .words')?.textContent ?? ''
  try {
    await navigator.clipboard.writeText(words)
    toast('Copied. Nothing was sent by this.', 'done')
  } catch {
    toast('The browser did not allow copying. Select the text instead.', 'warn')
  }
}

async function send(button, card) {
  const { action } = button.dataset
  setPending(card, button, true)
  // The drawer's buttons belong to whatever card stands in the queue.
  const subject = card?.closest('[data-subject]')?.dataset.subject
  try {
    const answer = await post('/press', { action, filled: null })
    setPending(card, button, false)
    button.dispatchEvent(new CustomEvent('desk:pressed', { bubbles: true }))
    if (document.activeElement === document.body) card?.focus({ preventScroll: true })
    showAnswer(answer, { from: button })
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble
    setPending(card, button, false)
    toast(trouble.message, 'warn')
  }
  if (subject) await refreshCard(subject)
}

/** Everything that happens when a button with an action is pressed, by pointer or key. */
export async function press(button, { byPointer = false } = {}) {
  if (button.disabled) return
  const inert = button.closest('[data-inert]')?.dataset.inert
  if (inert) return toast(inert)
  const confirm = button.hasAttribute('data-confirm') && button.nextElementSibling
  if (confirm) return confirm.showModal()

  const card = cardOf(button)
  button.closest('details.menu')?.removeAttribute('open')
  button.closest('dialog.confirm')?.close()
  // Undo changes nothing but what was just done, and seconds count.
  if (!/^undo\|/.test(button.dataset.action) && changedJustNow(card, byPointer)) {
    return toast('This card has just changed, so nothing was pressed. Read it again.', 'warn')
  }
  if (/^copy(-|\|)/.test(button.dataset.action)) return copyReply(card)
  await send(button, card)
}

export function watchPresses() {
  document.addEventListener('click', (event) => {
    const close = event.target.closest('[data-close]')
    if (close) {
      const dialog = close.closest('dialog')
      if (dialog?.matches('.drawer')) keepTyped(dialog.querySelector('form'))
      return dialog?.close()
    }
    const button = event.target.closest('button[data-action]')
    // A click by the keyboard has no count of clicks.
    if (button) press(button, { byPointer: event.detail > 0 })
  })
}
