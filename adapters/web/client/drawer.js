// The side drawer for forms and panels. It stands outside the queue, so a live update never touches what is typed.

import { nodesOf } from './markup.js'
import { localiseTimes } from './times.js'

const drawer = document.querySelector('[data-drawer]')
/** What was in the drawer before a panel's button opened the next one. */
const earlier = []

export const drawerIsOpen = () => drawer?.open === true
export const isInDrawer = (node) => drawer?.contains(node) === true

function nameIt() {
  const first = drawer.querySelector('form, article')
  drawer.setAttribute('aria-label', first?.getAttribute('aria-label') ?? 'Answer')
  drawer.dataset.holds = drawer.querySelector('form') ? 'form' : 'panel'
}

function addHead() {
  const head = document.createElement('div')
  head.className = 'drawer-head'
  for (const [label, mark, shown] of [
    ['Back', 'data-back', earlier.length > 0],
    ['Close', 'data-close', true],
  ]) {
    if (!shown) continue
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button quiet-button'
    button.textContent = label
    button.setAttribute(mark, '')
    head.append(button)
  }
  drawer.prepend(head)
}

/** Where the person goes on: the first wrong field, else the first field, else the panel's first words. */
function focusFirst() {
  const target =
    drawer.querySelector('[aria-invalid="true"]') ??
    drawer.querySelector('form textarea, form input:not([type="radio"]), form select, form input') ??
    drawer.querySelector('article')
  target?.focus()
}

/** Opens the drawer with a fragment. `onto` keeps what is there, to come back to. */
export function openDrawer(markup, { onto = false } = {}) {
  if (onto && drawer.open) earlier.push([...drawer.childNodes])
  else earlier.length = 0
  drawer.replaceChildren(nodesOf(markup))
  addHead()
  nameIt()
  localiseTimes(drawer)
  if (!drawer.open) drawer.showModal()
  focusFirst()
  return drawer
}

export function closeDrawer() {
  if (drawer?.open) drawer.close()
}

export function watchDrawer() {
  drawer?.addEventListener('click', (event) => {
    if (event.target.closest('[data-back]')) {
      drawer.replaceChildren(...(earlier.pop() ?? []))
      nameIt()
      focusFirst()
    } else if (event.target === drawer) {
      closeDrawer()
    }
  })
  drawer?.addEventListener('close', () => {
    drawer.dispatchEvent(new CustomEvent('desk:closed', { bubbles: true }))
    earlier.length = 0
    drawer.replaceChildren()
  })
}
