// Private words at the foot of the page. What holds buttons stays until it is dismissed.

import { element } from './markup.js'
import { localiseTimes } from './times.js'

const SHOWN_MS = 8_000

/** Shows nodes or text; `tone` is done, warn or quiet. */
export function toast(content, tone = 'quiet') {
  const place = document.querySelector('[data-toasts]')
  const close = element('button', { type: 'button', className: 'toast-close', ariaLabel: 'Dismiss' }, '×')
  const box = element(
    'div',
    { className: `toast tone-${tone}` },
    element('div', { className: 'toast-words' }, content),
    close,
  )
  const leave = () => box.remove()
  close.addEventListener('click', leave)
  box.addEventListener('desk:pressed', leave)
  place.append(box)
  localiseTimes(box)
  while (place.children.length > 3) place.firstElementChild.remove()
  if (!box.querySelector('[data-action]')) setTimeout(leave, SHOWN_MS)
}
