// Shortcuts on the focused card. They never act while something is typed, with a modifier, or on key repeat.

import { press } from './press.js'
import { openCards } from './queue.js'

const isTyping = (target) => target.closest('input, textarea, select, [contenteditable]') !== null

/** The open card before or after where the focus is, also when that card was decided just now. */
function cardFrom(current, step) {
  const cards = openCards()
  if (!current) return cards[0]
  const others = cards.filter((card) => card.closest('.entry') !== current)
  const isAfter = (card) => (current.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  return step > 0 ? others.find(isAfter) : others.findLast((card) => !isAfter(card))
}

function move(step) {
  const next = cardFrom(document.activeElement?.closest('.entry'), step)
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'center', behavior: 'instant' })
}

function openCommand() {
  document.querySelector('[data-command] input')?.focus()
}

function pressKey(key) {
  const card = document.activeElement?.closest('.entry article.card')
  const button = card?.querySelector(`button[data-key="${key}"]`)
  if (!button) return false
  press(button)
  return true
}

/** True when the key was a shortcut that did something. */
function act(key) {
  if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1)
  else if (key === '/') openCommand()
  else return /^[aexw]$/.test(key) && pressKey(key)
  return true
}

const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing)

export function watchKeys() {
  document.addEventListener('keydown', (event) => {
    if (!isPlain(event) || document.querySelector('dialog[open]') || isTyping(event.target)) return
    if (act(event.key.toLowerCase())) event.preventDefault()
  })
}
