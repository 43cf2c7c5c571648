// Hears which cards changed and fetches them. After a lost connection everything is fetched again: an event missed is
// never a card missed.

import { refreshCard, refreshCount, refreshQueue } from './queue.js'
import { actingAs } from './wire.js'

const GATHER_MS = 80
const AGAIN_MS = 3_000
const REST_MS = 20_000

/** Subjects heard of and not fetched yet: a burst about one card is one fetch. */
const heard = new Set()
let gathering = false

async function fetchHeard() {
  gathering = false
  const subjects = [...heard]
  heard.clear()
  document.dispatchEvent(new CustomEvent('desk:changed'))
  if (subjects.length > 5) return refreshQueue()
  for (const subject of subjects) await refreshCard(subject)
}

function showState(state, words) {
  const light = document.querySelector('[data-connection]')
  if (!light || light.dataset.state === state) return
  light.dataset.state = state
  light.textContent = words
}

let stream = null

function open() {
  stream = new EventSource(`/live?as=${encodeURIComponent(actingAs())}`)
  stream.addEventListener('open', () => {
    showState('live', 'Live')
    refreshQueue()
    document.dispatchEvent(new CustomEvent('desk:changed'))
  })
  stream.addEventListener('card', (event) => {
    heard.add(event.data)
    if (gathering) return
    gathering = true
    setTimeout(fetchHeard, GATHER_MS)
  })
  stream.addEventListener('error', ({ target }) => {
    showState('lost', 'Connection lost, trying again…')
    // The browser gives up on an answer that is no stream, such as a problem: we don't.
    if (target.readyState === EventSource.CLOSED && target === stream) setTimeout(open, AGAIN_MS)
  })
}

/** A browser has six connections for all its tabs: one in the background asks for the count now and then instead. */
function rest() {
  if (document.visibilityState === 'visible') return
  stream?.close()
  stream = null
  refreshCount()
}

/** Keeps this page up to date for as long as it is open. */
export function listen() {
  // Without the light this page is for somebody who sees no cards.
  if (actingAs() === '' || !document.querySelector('[data-connection]')) return
  open()
  setInterval(rest, REST_MS)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && stream === null) open()
  })
}
