import { LLMock } from '@copilotkit/aimock'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOpenAi } from '../../adapters/openai/index.ts'
import type { Draft } from '../drafting/index.ts'
import type { ModelSetup } from '../language-model/index.ts'
import { type StoryHouse, storyHouse } from './house.ts'

const LLAMA = 'meta-llama/llama-3.3-70b-instruct'
const DEEPSEEK = 'deepseek/deepseek-r1'
const fine = {
  reply: 'Hey Marcus, welcome home. There is a second part from the coast. Want to see it?',
  confidence: 0.9,
  reasons: ['recalls-history', 'offers-asset'],
  upsell: true,
  asset: 'A1',
  language: 'en',
  unsure: [],
  translation: null,
}

const mock = new LLMock({ port: 0, host: '127.0.0.1' })
let house: StoryHouse
beforeAll(async () => void (await mock.start()))
afterAll(() => mock.stop())
beforeEach(() => {
  mock.reset()
  mock.clearChaos()
})

/** Long enough for a busy machine, unless the test is about the time. */
function furnished(timeoutMs = 10_000): Promise<StoryHouse> {
  const model: ModelSetup = {
    server: createOpenAi({ baseUrl: `${mock.url}/v1`, apiKey: 'k' }),
    choices: {},
    prices: { [LLAMA]: { in: 0.1, out: 0.3 }, [DEEPSEEK]: { in: 0.5, out: 2 } },
    budgetMicros: 5_000_000,
    timeoutMs,
    pace: { take: async () => 0 },
    seen: () => {},
  }
  return storyHouse({ model })
}

const asked = () => mock.getRequests().map(({ body }) => (body as { model?: string } | null)?.model)
const answers = (...bodies: (object | string)[]): void => {
  const texts = bodies.map((body) => (typeof body === 'string' ? body : JSON.stringify(body)))
  let n = 0
  mock.on({}, () => ({ content: texts[Math.min(n++, texts.length - 1)] ?? '' }))
}
let fans = 0
/** The card of a new fan who wrote this. */
async function drafted(text = 'hey, just got home'): Promise<Draft & { fan: string }> {
  const fan = `Marcus ${String.fromCharCode(65 + fans++)}.`
  await house.write(fan, text)
  return { ...(await house.draftOf(fan)), fan }
}
async function shown(draft: Draft): Promise<string> {
  const { replies, ground } = house.app
  return JSON.stringify(await replies.cardOf(ground.database, house.agencyId, draft.id))
}

describe('with a language model', () => {
  beforeAll(async () => {
    house = await furnished()
  })
  afterAll(() => house.close())

  it('a card shows its reply at our price, who wrote it, and what that took', async () => {
    answers(fine)
    const draft = await drafted()
    expect(draft).toMatchObject({ text: fine.reply, writer: LLAMA, upsell: true, assetId: house.assetId })
    expect(draft.priceMinor).toBeGreaterThan(0)
    expect(draft.knowledge).toMatchObject({
      said: { confidence: 0.9, decisions: 0 },
      meter: { tokensOut: expect.any(Number) },
    })
    expect(draft.reasons).toEqual(['takes up what was said or bought before', 'offers something the fan does not own'])
    const why = await house.press(house.operators.chatter, `why|${draft.id}|1`)
    expect(JSON.stringify(why)).toMatch(/language model: [\d,]+ tokens, \$0\.\d{4}/)
    const report = await house.app.gate.command(
      { agencyId: house.agencyId, desk: 'web', externalId: house.operators.manager, verified: false },
      '/report models',
    )
    expect(JSON.stringify(report)).toContain('calls answered')
  })

  it('an answer that can’t be used is asked for once more, with what was wrong', async () => {
    answers('certainly! here is a reply', fine)
    expect(await drafted()).toMatchObject({ text: fine.reply, writer: LLAMA })
    expect(asked()).toEqual([LLAMA, LLAMA])
    const second = mock.getLastRequest()?.body as { messages: { content: string }[] }
    expect(second.messages.at(-1)?.content).toContain('it was not one JSON object')
  })

  it.each([
    ['is no JSON', ['nope', 'nope'], 2],
    ['has the wrong schema', [{ ...fine, confidence: 'high' }, { text: fine.reply }], 2],
    ['is cut in the middle', [JSON.stringify(fine).slice(0, 60)], 2],
    ['names a price', [{ ...fine, reply: 'It is $5 for you.' }], 2],
  ])('an answer that %s twice leaves it to the built-in writer, and the card says so', async (_, bodies, calls) => {
    answers(...bodies)
    const draft = await drafted()
    expect(draft.writer).toBe('built-in writer')
    expect(draft.text).toMatch(/Marcus/)
    expect(draft.reasons[0]).toBe('instead of the language model: 2 answers could not be used')
    expect(asked()).toHaveLength(calls)
  })

  it('words that guardrails refuse, however they are spelt, reach no card', async () => {
    answers({ ...fine, upsell: false, asset: null, reply: 'write me on t.e.l.e.g.r.a.m, it is cosier' })
    const draft = await drafted()
    expect(draft.writer).toBe('built-in writer')
    expect(await shown(draft)).not.toMatch(/t\.e\.l/)
  })

  it('a fan’s language is answered, with both sides in English beside it, and only the reply is approved', async () => {
    const translation = { fan: 'hello my dear', reply: 'hello you, how was your day' }
    answers({ ...fine, upsell: false, asset: null, reply: 'Salut toi, ta journée ?', language: 'fr', translation })
    const draft = await drafted('coucou ma belle')
    const card = await shown(draft)
    for (const words of ['Draft, French', 'hello my dear', 'hello you, how was your day']) expect(card).toContain(words)
    await house.leap(2_000)
    await house.press(house.operators.chatter, `accept|${draft.id}|1`)
    const { draft: accepted } = await house.lastOf(draft.fan)
    expect(accepted?.state).toBe('accepted')
    expect((await house.app.approvals.view(house.app.ground.database, house.agencyId, draft.id))?.decision?.text).toBe(
      'Salut toi, ta journée ?',
    )
  })

  it('what a message says in translation reaches a manager, where no rule knows its language', async () => {
    const translation = { fan: 'can we meet at your hotel tonight', reply: 'hello' }
    answers({ ...fine, upsell: false, asset: null, reply: 'Ahoj', language: 'cs', translation })
    expect(await drafted('sejdeme se dnes večer v tvém hotelu')).toMatchObject({ outcome: 'ESCALATE', level: 3 })
  })

  it('another draft is another one, and a variant is what was asked for', async () => {
    answers(fine, fine, { ...fine, reply: 'Welcome back, Marcus.', upsell: false, asset: null })
    const first = await drafted()
    await house.leap(2_000)
    await house.press(house.operators.chatter, `no-sale|${first.id}|1`)
    await house.pass(2_000)
    const second = await house.draftOf(first.fan)
    expect(second).toMatchObject({ text: 'Welcome back, Marcus.', priceMinor: null, upsell: false, attempt: 1 })
    const last = mock.getLastRequest()?.body as { messages: { content: string }[] }
    expect(last.messages[0]?.content).toContain('sell and offer nothing')
    expect(last.messages[1]?.content).toContain(JSON.stringify(fine.reply).slice(1, 20))
  })
})

describe('with a language model that fails', () => {
  beforeEach(async () => {
    house = await furnished()
  })
  afterEach(() => house.close())

  it.each([
    ['500', { error: { message: 'x' }, status: 500 }, [LLAMA, LLAMA, DEEPSEEK, DEEPSEEK], 'it did not answer'],
    ['429', { error: { message: 'x' }, status: 429, retryAfter: 30 }, [LLAMA, DEEPSEEK], 'it did not answer'],
    ['401', { error: { message: 'x' }, status: 401 }, [LLAMA, DEEPSEEK], 'it refused'],
    ['a refusal', { content: '', finishReason: 'content_filter' }, [LLAMA, DEEPSEEK], 'it refused'],
  ])('%s from every model leaves it to the built-in writer', async (_, response, models, why) => {
    mock.on({}, response)
    const draft = await drafted()
    expect(draft).toMatchObject({ writer: 'built-in writer', text: expect.stringMatching(/./) })
    expect(draft.reasons[0]).toBe(`instead of the language model: ${why}`)
    expect(asked()).toEqual(models)
  })

  it('the fallback writes where the first model is away', async () => {
    mock.on({ model: LLAMA }, { error: { message: 'x' }, status: 503 })
    mock.on({ model: DEEPSEEK }, { content: `<think>{"reply": 1}</think>\n${JSON.stringify(fine)}` })
    expect(await drafted()).toMatchObject({ text: fine.reply, writer: DEEPSEEK })
  })

  it.each([
    ['hangs', { latencyMs: 5_000 }, 150],
    ['closes the line in the middle', { disconnectRate: 1 }, 10_000],
  ])('a server that %s keeps no fan waiting', async (_, chaos, timeoutMs) => {
    await house.close()
    house = await furnished(timeoutMs)
    answers(fine)
    mock.setChaos(chaos)
    expect(await drafted()).toMatchObject({ writer: 'built-in writer' })
  })
})
