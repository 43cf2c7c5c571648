// The list of cards. Each entry is drawn anew only when its mark differs, so focus, open menus and scrolling stay.

import { nodesOf } from './markup.js'
import { localiseTimes } from './times.js'
import { getFragment, Trouble } from './wire.js'

/** A card that has just been redrawn, or moved under the pointer, takes no press: nobody can have read it yet. */
const SETTLE_MS = 1_000
/** A decided card stays in place longer than its Undo (10 s), then joins "Just decided". */
const STAY_MS = 12_000

const queue = document.querySelector('[data-queue]')
const redrawnAt = new WeakMap()
const movedAt = new WeakMap()

const openList = () => queue.querySelector('[data-open]')
const settledList = () => queue.querySelector('[data-settled-list]')
const entryOf = (subject) => queue?.querySelector(`.entry[data-subject="${CSS.escape(subject)}"]`) ?? null
const isOpen = (entry) => !entry.hasAttribute('data-settled')

const isRecent = (times, entry) => performance.now() - (times.get(entry) ?? -SETTLE_MS) < SETTLE_MS

/** Whether a press may be about something else than what the person meant: a key follows the focus, so moves don't matter. */
export function changedJustNow(card, byPointer) {
  const entry = card?.closest('.entry')
  return Boolean(entry) && (isRecent(redrawnAt, entry) || (byPointer && isRecent(movedAt, entry)))
}

export const openCards = () =>
  queue ? [...openList().children].filter(isOpen).map((entry) => entry.querySelector('article')) : []

/** Runs a change of the list and marks every entry that it moved. */
function watchingMoves(change) {
  const before = new Map(
    [...queue.querySelectorAll('.entry')].map((entry) => [entry, entry.getBoundingClientRect().top]),
  )
  change()
  for (const [entry, top] of before) {
    if (entry.isConnected && Math.abs(entry.getBoundingClientRect().top - top) > 4)
      movedAt.set(entry, performance.now())
  }
}

/** How many wait beyond the list. */
const more = () => Number(queue.querySelector('[data-more]').dataset.more)

function showCount(count = openCards().length + more()) {
  if (queue) queue.dataset.count = String(count)
  for (const place of document.querySelectorAll('[data-waiting]')) place.textContent = String(count)
  document.title = document.title.replace(/^(\(\d+\) )?/, count > 0 ? `(${count}) ` : '')
}

/** Only the number, for pages without the list and for tabs in the background. */
export async function refreshCount() {
  const count = await quietly(() => getFragment('/waiting'))
  if (count !== undefined) showCount(Number(count))
}

/** What had the focus inside an entry, so that it can have it again after a redraw. */
function focusIn(entry) {
  const active = document.activeElement
  if (!entry.contains(active)) return null
  return active.dataset?.action?.split('|')[0] ?? ''
}

function giveFocus(entry, name) {
  const button = name && entry.querySelector(`[data-action^="${CSS.escape(name)}|"]`)
  const target = button || entry.querySelector('article')
  target.focus({ preventScroll: true })
}

/** Draws one entry anew in its place. */
function redraw(old, fresh) {
  if (old.dataset.mark === fresh.dataset.mark && isOpen(old) === isOpen(fresh)) return
  const focused = focusIn(old)
  // A confirm that is open was about the card as it was: it goes with it.
  old.replaceWith(fresh)
  redrawnAt.set(fresh, performance.now())
  localiseTimes(fresh)
  if (focused !== null) giveFocus(fresh, focused)
  if (isOpen(fresh) || fresh.parentElement !== openList()) return
  if (isOpen(old)) fresh.classList.add('just-settled')
  setTimeout(() => retire(fresh), STAY_MS)
}

/** Moves a decided card down, unless somebody is on it just now. */
function retire(entry) {
  if (!entry.isConnected || entry.parentElement !== openList()) return
  if (entry.matches(':hover, :focus-within') && entry.querySelector('[data-action]:hover, [data-action]:focus')) {
    setTimeout(() => retire(entry), STAY_MS)
    return
  }
  leaveFocus(entry)
  watchingMoves(() => {
    entry.classList.remove('just-settled')
    settledList().prepend(entry)
  })
}

/** The focus goes to the next open card when its own card leaves. */
function leaveFocus(entry) {
  if (!entry.contains(document.activeElement)) return
  let next = entry.nextElementSibling
  while (next && !isOpen(next)) next = next.nextElementSibling
  const target = next?.querySelector('article') ?? openCards()[0]
  if (target) target.focus({ preventScroll: true })
}

/** Puts an entry where the fresh list has it: after the open card before it, or under "Just decided". */
function place(entry, before) {
  if (!isOpen(entry)) settledList().append(entry)
  else if (before) before.after(entry)
  else openList().prepend(entry)
}

/** Draws or adds one entry; returns the open card after which the next one stands. */
function takeIn(fresh, before) {
  const known = entryOf(fresh.dataset.subject)
  if (known) {
    redraw(known, fresh)
    const drawn = entryOf(fresh.dataset.subject)
    // Undone or reopened after it had joined "Just decided".
    if (isOpen(drawn) && drawn.parentElement !== openList()) place(drawn, before)
    return isOpen(drawn) ? drawn : before
  }
  fresh.classList.add('arrived')
  place(fresh, before)
  localiseTimes(fresh)
  return isOpen(fresh) ? fresh : before
}

/** Makes the list on the page equal to a fresh one, touching only what differs. Cards on the page keep their order. */
function reconcile(fresh) {
  const wanted = [...fresh.querySelectorAll('.entry')]
  const subjects = new Set(wanted.map((entry) => entry.dataset.subject))
  for (const entry of queue.querySelectorAll('.entry')) {
    if (subjects.has(entry.dataset.subject)) continue
    leaveFocus(entry)
    entry.remove()
  }
  let before = null
  for (const entry of wanted) before = takeIn(entry, before)
  queue.querySelector('[data-more]').replaceWith(fresh.querySelector('[data-more]'))
}

/** Fetches the whole list: after a lost connection, and when a card is new. */
export async function refreshQueue() {
  if (!queue) return refreshCount()
  const markup = await quietly(() => getFragment('/queue'))
  if (typeof markup !== 'string') return
  watchingMoves(() => reconcile(nodesOf(markup)))
  showCount()
}

/** Fetches one card: after a press, and when the desk says that it changed. */
export async function refreshCard(subject) {
  const known = queue && entryOf(subject)
  // A card that leaves makes room for one that waits beyond the list.
  if (!known || more() > 0) return refreshQueue()
  const markup = await quietly(() => getFragment(`/cards/${encodeURIComponent(subject)}`))
  if (markup === undefined || !known.isConnected) return
  const fresh = markup === null ? null : nodesOf(markup).firstElementChild
  // Reopened: only the whole list knows its place.
  if (fresh && isOpen(fresh) && known.parentElement !== openList()) return refreshQueue()
  watchingMoves(() => {
    if (fresh) return redraw(known, fresh)
    leaveFocus(known)
    known.remove()
  })
  showCount()
}

/** A refresh that fails says nothing: the connection's light does, and the next one brings everything. */
async function quietly(run) {
  try {
    return await run()
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble
    return undefined
  }
}
