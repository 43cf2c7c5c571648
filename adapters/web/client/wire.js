// Talks to the desk. A lost connection and a refusal are told apart, because only the first may be tried again blindly.

const PATIENCE_MS = 20_000

/** What went wrong, in words for the person. `code` is the server's, or `away` when there was no answer. */
export class Trouble extends Error {
  constructor(code, words) {
    super(words)
    this.code = code
  }
}

let token = document.querySelector('meta[name="csrf-token"]')?.content ?? ''

export const actingAs = () => document.body.dataset.actingAs ?? ''

async function ask(path, options) {
  try {
    return await fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE_MS), cache: 'no-store' })
  } catch {
    throw new Trouble(
      'away',
      'No answer from the desk. What you typed is still here; look at the card before you try again.',
    )
  }
}

async function troubleOf(response) {
  const problem = await response.json().catch(() => null)
  return new Trouble(
    problem?.code ?? 'failed',
    problem?.detail ?? 'Something failed. Look at the card before you try again.',
  )
}

/** Fetches a fragment as text; null when there is none any more. */
export async function getFragment(path) {
  const response = await ask(path, { headers: { 'x-acting-as': actingAs() } })
  if (response.status === 204) return null
  if (!response.ok) throw await troubleOf(response)
  return response.text()
}

async function renewToken() {
  const response = await ask('/token', {})
  if (response.ok) token = (await response.json()).token
}

function send(path, body) {
  const headers = { 'content-type': 'application/json', 'x-csrf-token': token, 'x-acting-as': actingAs() }
  return ask(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** Posts and returns the JSON answer. After a restart of the desk the token is renewed once, so nothing is lost. */
export async function post(path, body) {
  let response = await send(path, body)
  if (response.status === 403) {
    const trouble = await troubleOf(response)
    if (trouble.code !== 'stale_page') throw trouble
    await renewToken()
    response = await send(path, body)
  }
  if (!response.ok) throw await troubleOf(response)
  return response.json()
}
