/**
 * A language model behind any address that speaks OpenAI's chat completions. Leaves tries, budget and choice of model to the
 * language-model slice: one call here is one request.
 */
import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import type { ModelCall, ModelOutcome, ModelServer } from '../../src/language-model/index.ts'

/** Servers on one's own machine want no key, but the package wants one to send. */
const NO_KEY = 'none'
/** Busy, away, or broken for now. */
const PASSING = new Set([408, 409, 425, 429])
/** A pause when a busy server names none. */
const BUSY_MS = 1_000

/** `baseUrl` such as `https://openrouter.ai/api/v1`; `apiKey` null where the server wants none. */
export function createOpenAi({ baseUrl, apiKey }: { baseUrl: string; apiKey: string | null }): ModelServer {
  // The package's log could hold messages, and its tries would not be metered.
  const client = new OpenAI({ baseURL: baseUrl, apiKey: apiKey ?? NO_KEY, maxRetries: 0, logLevel: 'off' })
  return {
    async complete(call, signal) {
      // The package's own time-out ends with the headers: a body that never ends would be waited for.
      const limit = AbortSignal.any([signal, AbortSignal.timeout(call.timeoutMs)])
      try {
        return await completed(client, call, limit)
      } catch (error) {
        return limit.aborted ? { kind: 'away', why: 'no answer in time', begun: true } : outcomeOf(error)
      }
    },
  }
}

async function completed(client: OpenAI, call: ModelCall, signal: AbortSignal): Promise<ModelOutcome> {
  const { model, messages, maxTokens, temperature, json, timeoutMs } = call
  const answer = await client.chat.completions.create(
    {
      model,
      messages: [...messages],
      // The newer name isn't known to most compatible servers.
      max_tokens: maxTokens,
      temperature,
      ...(json && { response_format: { type: 'json_object' as const } }),
    },
    { signal, timeout: timeoutMs },
  )
  const choice = answer.choices?.[0]
  if (!choice) return { kind: 'away', why: 'an answer without a choice', begun: true }
  const { refusal } = choice.message ?? {}
  if (refusal || choice.finish_reason === 'content_filter') return { kind: 'refused', why: 'the model refused' }
  const text = choice.message?.content ?? ''
  // A model that thinks first may have thought until there was no room left to answer.
  if (text === '' && choice.finish_reason === 'length') return { kind: 'away', why: 'no room to answer', begun: true }
  const { prompt_tokens = estimate(messages.map(({ content }) => content).join('')), completion_tokens } =
    answer.usage ?? {}
  return { kind: 'answered', text, tokensIn: prompt_tokens, tokensOut: completion_tokens ?? estimate(text) }
}

/** Where a server counts nothing: about three bytes a token over many languages. */
const estimate = (text: string): number => Math.ceil(Buffer.byteLength(text) / 3)

function outcomeOf(error: unknown): ModelOutcome {
  if (error instanceof APIUserAbortError || error instanceof APIConnectionTimeoutError)
    return { kind: 'away', why: 'no answer in time', begun: true }
  if (error instanceof APIConnectionError) return { kind: 'away', why: 'no connection' }
  // What the server says may repeat the messages: only its number is told.
  if (error instanceof APIError && error.status !== undefined) {
    const why = `status ${error.status}`
    if (error.status === 429) return { kind: 'away', why, retryAfterMs: retryAfterMs(error.headers) }
    return error.status >= 500 || PASSING.has(error.status) ? { kind: 'away', why } : { kind: 'refused', why }
  }
  // A body that ended in the middle, or that is no JSON.
  return { kind: 'away', why: 'a broken answer', begun: true }
}

function retryAfterMs(headers: Headers | undefined): number {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : BUSY_MS
}
