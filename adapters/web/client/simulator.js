// A fan's phone beside the desk. Only the conversation is fetched again, so what is being typed stays.

import { nodesOf } from './markup.js'
import { localiseTimes } from './times.js'
import { toast } from './toast.js'
import { getFragment, post, Trouble } from './wire.js'

/** Deliveries wait for Undo and then go out by themselves; nothing announces that to a fan. */
const LOOK_AGAIN_MS = 3_000

const simulator = () => document.querySelector('[data-simulator]')

async function fetchConversation() {
  const { fan } = simulator().dataset
  const markup = await getFragment(`/simulator/view?part=conversation&fan=${encodeURIComponent(fan)}`)
  const screen = simulator().querySelector('[data-conversation]')
  if (markup === null || screen.dataset.shown === markup || simulator().dataset.fan !== fan) return
  const atEnd = screen.scrollHeight - screen.scrollTop - screen.clientHeight < 40
  screen.dataset.shown = markup
  screen.replaceChildren(nodesOf(markup))
  localiseTimes(screen)
  if (atEnd) screen.scrollTop = screen.scrollHeight
}

async function pickFan(fanId) {
  const markup = await getFragment(`/simulator/view?fan=${encodeURIComponent(fanId)}`)
  simulator().replaceWith(nodesOf(markup))
  localiseTimes(simulator())
  toEnd()
  simulator().querySelector('[data-fan-select]').focus()
}

function toEnd() {
  const screen = simulator()?.querySelector('[data-conversation]')
  if (screen) screen.scrollTop = screen.scrollHeight
}

/** Runs something as the fan; what was typed stays when it fails. */
async function asFan(run) {
  try {
    await run()
    toEnd()
    await fetchConversation()
    toEnd()
    return true
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble
    toast(trouble.message, 'warn')
    return false
  }
}

function typedMinor() {
  const { digits, currency } = simulator().dataset
  const typed = simulator().querySelector('[name="amount"]').value.replace(',', '.').trim()
  const minor = Math.round(Number(typed) * 10 ** Number(digits))
  if (/^\d{1,6}(\.\d+)?$/.test(typed) && minor >= 1) return minor
  toast(`Type an amount in ${currency}, such as 10.`, 'warn')
  return null
}

async function buy(button) {
  const { fan } = simulator().dataset
  const kind = button.dataset.buy
  const amountMinor = kind === 'ppv' ? Number(button.dataset.amountMinor) : typedMinor()
  if (amountMinor === null) return
  button.disabled = true
  const worked = await asFan(() => post('/simulator/buy', { fan, kind, amountMinor }))
  button.disabled = false
  if (worked) toast(kind === 'ppv' ? 'Unlocked.' : kind === 'tip' ? 'Tip sent.' : 'Bought.', 'done')
}

async function subscribe(button) {
  const kind = button.dataset.subscribe
  button.disabled = true
  const worked = await asFan(() => post('/simulator/subscribe', { fan: simulator().dataset.fan, kind }))
  button.disabled = false
  if (worked) toast(kind === 'started' ? 'Subscribed.' : 'Renewed.', 'done')
}

async function write(form) {
  const text = form.elements.text
  if (text.value.trim() === '' || form.hasAttribute('data-pending')) return text.focus()
  form.toggleAttribute('data-pending', true)
  if (await asFan(() => post('/simulator/write', { fan: simulator().dataset.fan, text: text.value }))) text.value = ''
  form.toggleAttribute('data-pending', false)
}

function fold(button) {
  const aside = document.querySelector('#simulator-aside')
  aside.hidden = !aside.hidden
  document.querySelector('[data-beside]').classList.toggle('alone', aside.hidden)
  button.setAttribute('aria-expanded', String(!aside.hidden))
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is missing in two of the three engines
  document.cookie = `huntaze_desk_simulator=${aside.hidden ? 'folded' : 'open'}; path=/; samesite=strict`
  if (!aside.hidden) toEnd()
}

function click(target) {
  const attempt = target.closest('[data-try]')
  if (attempt) {
    const text = simulator().querySelector('[name="text"]')
    text.value = attempt.dataset.try
    text.focus()
  }
  const buying = target.closest('[data-buy]')
  if (buying) buy(buying)
  const subscribing = target.closest('[data-subscribe]')
  if (subscribing) subscribe(subscribing)
  const folding = target.closest('[data-toggle-simulator]')
  if (folding) fold(folding)
}

export function watchSimulator() {
  if (!simulator()) return
  toEnd()
  document.addEventListener('click', ({ target }) => click(target))
  document.addEventListener('submit', (event) => {
    if (!event.target.matches('[data-compose], [data-amount-form]')) return
    event.preventDefault()
    if (event.target.matches('[data-compose]')) write(event.target)
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !event.target.matches('#compose')) return
    event.preventDefault()
    write(event.target.form)
  })
  document.addEventListener('change', ({ target }) => {
    if (target.matches('[data-fan-select]')) pickFan(target.value).catch((trouble) => toast(trouble.message, 'warn'))
  })
  const look = () => document.visibilityState === 'visible' && fetchConversation().catch(() => {})
  document.addEventListener('desk:changed', look)
  setInterval(look, LOOK_AGAIN_MS)
}
