import type { Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Pace } from '../kernel/pace.ts'
import type { Breaker } from './breaker.ts'
import type { ModelOutcome, ModelRequest, ModelServer, ModelTask } from './port.ts'
import { costMicros, type ModelChoices, type ModelPrices, modelsFor } from './router.ts'
import { beginCall, endCall } from './store.ts'

/** What a call used. `costMicros` in millionths of a dollar. */
export interface Meter {
  tokensIn: number
  tokensOut: number
  costMicros: number
  tookMs: number
}

export interface SeenCall extends Meter {
  task: ModelTask
  model: string
  outcome: ModelOutcome['kind']
}

/** A model as it is set up for this program. */
export interface ModelSetup {
  server: ModelServer
  choices: ModelChoices
  prices: ModelPrices
  /** Most that one agency may spend a day, in millionths of a dollar. */
  budgetMicros: number
  /** Of one call. */
  timeoutMs: number
  /** Calls of all processes together. */
  pace: Pace
  /** For metrics. */
  seen(call: SeenCall): void
}

export type Unavailable = 'no-model' | 'budget' | 'pace' | 'away' | 'refused'

export type Asked =
  | { kind: 'answered'; text: string; model: string; meter: Meter }
  | { kind: 'unavailable'; why: Unavailable; meter: Meter }

export interface Question extends ModelRequest {
  agencyId: string
  task: ModelTask
  /** What it is about, for the meter. */
  subject: string | null
}

export interface AskDeps {
  ground: Ground
  setup: ModelSetup
  breaker: Breaker
  dayOf(agencyId: string): Promise<string>
}

/** A call is tried so often on each model. */
const TRIES = 2
/** Whoever asks to wait for longer is not waited for: the next model is asked. */
const LONGEST_PAUSE_MS = 2_000
const PAUSE_MS = 250

/**
 * Asks the models of a task in their order, each twice at most, within pace and budget. Never rejects for what a model or
 * its server does. Aborted by `signal` it answers "away".
 */
export async function ask(deps: AskDeps, question: Question, signal: AbortSignal): Promise<Asked> {
  const meter: Meter = { tokensIn: 0, tokensOut: 0, costMicros: 0, tookMs: 0 }
  let why: Unavailable = 'away'
  for (const model of modelsFor(question.task, deps.setup.choices)) {
    const answer = await askModel(deps, question, model, meter, signal)
    if (typeof answer !== 'string') return { kind: 'answered', text: answer.text, model, meter }
    why = answer
    if (why === 'budget' || why === 'pace') break
  }
  return { kind: 'unavailable', why, meter }
}

/** One model, twice where that can help. What it used is added to `total`. */
async function askModel(
  deps: AskDeps,
  question: Question,
  model: string,
  total: Meter,
  signal: AbortSignal,
): Promise<{ text: string } | Unavailable> {
  for (let n = 1; !signal.aborted && deps.breaker.mayTry(model); n += 1) {
    const called = await callOnce(deps, question, model, signal)
    if (typeof called === 'string') return called
    add(total, called.meter)
    const { outcome } = called
    if (outcome.kind !== 'away') return outcome.kind === 'answered' ? outcome : 'refused'
    const pauseMs = outcome.retryAfterMs ?? PAUSE_MS
    if (n === TRIES || pauseMs > LONGEST_PAUSE_MS) return 'away'
    await pause(pauseMs, signal)
  }
  return 'away'
}

async function callOnce(
  { ground, setup, breaker, dayOf }: AskDeps,
  question: Question,
  model: string,
  signal: AbortSignal,
): Promise<{ outcome: ModelOutcome; meter: Meter } | 'budget' | 'pace'> {
  const { agencyId, task, subject, messages, maxTokens, temperature, json } = question
  if ((await setup.pace.take('calls', 1)) > 0) return 'pace'
  const reservedMicros = costMicros(setup.prices, model, atMostTokens(messages), maxTokens)
  const at = ground.clock.now()
  const call = {
    agencyId,
    id: newId(ground.clock),
    day: await dayOf(agencyId),
    task,
    model,
    subject,
    reservedMicros,
    at,
  }
  if (!(await beginCall(ground.database, call, setup.budgetMicros))) return 'budget'
  const from = performance.now()
  const request = { messages, maxTokens, temperature, json, model, timeoutMs: setup.timeoutMs }
  const outcome = await setup.server.complete(request, signal)
  const meter = meterOf(setup.prices, model, outcome, reservedMicros, Math.round(performance.now() - from))
  await endCall(ground.database, call, { outcome: outcome.kind, ...meter })
  setup.seen({ task, model, outcome: outcome.kind, ...meter })
  // An abort says nothing about the model.
  if (outcome.kind === 'away' && !signal.aborted) breaker.failed(model)
  if (outcome.kind !== 'away') breaker.succeeded(model)
  return { outcome, meter }
}

function meterOf(
  prices: ModelPrices,
  model: string,
  outcome: ModelOutcome,
  reservedMicros: number,
  tookMs: number,
): Meter {
  if (outcome.kind === 'refused') return { tokensIn: 0, tokensOut: 0, costMicros: 0, tookMs }
  // Nobody knows what was used: the server may bill what it wrote before the line was cut.
  if (outcome.kind === 'away')
    return { tokensIn: 0, tokensOut: 0, costMicros: outcome.begun ? reservedMicros : 0, tookMs }
  const { tokensIn, tokensOut } = outcome
  return { tokensIn, tokensOut, costMicros: costMicros(prices, model, tokensIn, tokensOut), tookMs }
}

/** No tokenizer makes more tokens of a text than it has bytes; in English it is a quarter of them. */
function atMostTokens(messages: Question['messages']): number {
  const bytes = messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0)
  return Math.ceil(bytes / 2) + messages.length * 8
}

function add(total: Meter, more: Meter): void {
  total.tokensIn += more.tokensIn
  total.tokensOut += more.tokensOut
  total.costMicros += more.costMicros
  total.tookMs += more.tookMs
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
