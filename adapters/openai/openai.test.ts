import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { ModelOutcome } from '../../src/language-model/index.ts'
import { createOpenAi } from './index.ts'

const mock = new LLMock({ port: 0, host: '127.0.0.1' })
beforeAll(async () => void (await mock.start()))
afterAll(() => mock.stop())
beforeEach(() => {
  mock.reset()
  mock.clearChaos()
})

function ask(timeoutMs = 5_000, signal = new AbortController().signal): Promise<ModelOutcome> {
  const server = createOpenAi({ baseUrl: `${mock.url}/v1`, apiKey: 'a-secret-key' })
  const messages = [{ role: 'user' as const, content: 'hello' }]
  return server.complete({ model: 'm', messages, maxTokens: 50, temperature: 0.7, json: true, timeoutMs }, signal)
}

it('answers with the text and what the server counted, in one request with the key', async () => {
  mock.onMessage('hello', { content: '{"reply":"Hi"}', usage: { prompt_tokens: 12, completion_tokens: 5 } })
  expect(await ask()).toEqual({ kind: 'answered', text: '{"reply":"Hi"}', tokensIn: 12, tokensOut: 5 })
  const [request, second] = mock.getRequests()
  expect(second).toBeUndefined()
  // The journal of the server hides the key itself.
  expect(request?.headers.authorization).toBeTruthy()
  expect(request?.body).toMatchObject({ model: 'm', max_tokens: 50, response_format: { type: 'json_object' } })
})

it('is away for as long as a busy server says', async () => {
  mock.onMessage('hello', { error: { message: 'hello is too much' }, status: 429, retryAfter: 7 })
  expect(await ask()).toEqual({ kind: 'away', why: 'status 429', retryAfterMs: 7_000 })
})

it.each([500, 502, 503])('is away at status %s, after one request', async (status) => {
  mock.onMessage('hello', { error: { message: 'hello broke' }, status })
  expect(await ask()).toEqual({ kind: 'away', why: `status ${status}` })
  expect(mock.getRequests()).toHaveLength(1)
})

it.each([400, 401, 404, 422])('is refused at status %s, and says nothing of the message', async (status) => {
  mock.onMessage('hello', { error: { message: 'hello is wrong, a-secret-key too' }, status })
  expect(await ask()).toEqual({ kind: 'refused', why: `status ${status}` })
})

it.each([
  ['closes the line in the middle', { disconnectRate: 1 }],
  ['answers with what is no JSON', { malformedRate: 1 }],
  ['drops the request', { dropRate: 1 }],
])('is away when the server %s', async (_, chaos) => {
  mock.onMessage('hello', { content: 'never seen' }).setChaos(chaos)
  expect(await ask()).toMatchObject({ kind: 'away' })
})

it('is away when the server hangs, once the time is over', async () => {
  mock.onMessage('hello', { content: 'too late' }).setChaos({ latencyMs: 3_000 })
  const from = performance.now()
  expect(await ask(120)).toEqual({ kind: 'away', why: 'no answer in time', begun: true })
  expect(performance.now() - from).toBeLessThan(2_500)
})

it('is away at once when whoever asked is gone', async () => {
  mock.onMessage('hello', { content: 'too late' }).setChaos({ latencyMs: 3_000 })
  expect(await ask(5_000, AbortSignal.timeout(50))).toMatchObject({ kind: 'away' })
})

it('is away when nobody listens there', async () => {
  const server = createOpenAi({ baseUrl: 'http://127.0.0.1:9/v1', apiKey: null })
  const call = { model: 'm', messages: [], maxTokens: 1, temperature: 0, json: false, timeoutMs: 2_000 }
  expect(await server.complete(call, new AbortController().signal)).toEqual({ kind: 'away', why: 'no connection' })
})

it('is refused when the model declines, by its words or by a filter', async () => {
  const choice = { message: { role: 'assistant', content: null, refusal: 'I can’t.' }, finish_reason: 'stop', index: 0 }
  mock.onMessage('hello', { content: '', finishReason: 'content_filter' })
  expect(await ask()).toEqual({ kind: 'refused', why: 'the model refused' })
  mock.clearFixtures()
  mock.onMessage('hello', { json: { id: 'x', choices: [choice] } })
  const answer = await ask()
  expect(answer.kind).not.toBe('answered')
})
