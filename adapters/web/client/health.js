// The figures of the Desk page, fetched again when cards change and every half minute.

import { nodesOf } from './markup.js'
import { localiseTimes } from './times.js'
import { getFragment } from './wire.js'

const LOOK_AGAIN_MS = 30_000

export function watchHealth() {
  const place = document.querySelector('[data-health]')
  if (!place) return
  let shown = ''
  async function look() {
    const markup = await getFragment('/health').catch(() => null)
    // Not while somebody is on a button in it.
    if (markup === null || markup === shown || place.contains(document.activeElement)) return
    shown = markup
    place.replaceChildren(nodesOf(markup))
    localiseTimes(place)
  }
  document.addEventListener('desk:changed', look)
  setInterval(look, LOOK_AGAIN_MS)
}
