import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createOpenAi } from '../../adapters/openai/index.ts'
import { storyHouse } from './house.ts'

interface Body {
  model: string
  messages: { role: string; content: string }[]
  max_tokens: number
  temperature: number
}

/**
 * Answers as Anthropic documents its address for OpenAI's chat completions: what asks for JSON is ignored, so the object comes
 * among words and in a fence; temperatures end at 1; the key is a bearer's.
 */
async function asAnthropic(reply: object) {
  const requests: { url: string; key: string; body: Body }[] = []
  const server = createServer((request, response) => {
    let raw = ''
    request.on('data', (part: Buffer) => {
      raw += part.toString('utf8')
    })
    request.on('end', () => {
      const key = request.headers.authorization ?? ''
      requests.push({ url: request.url ?? '', key, body: JSON.parse(raw) as Body })
      const content = `Here is the reply:\n\n\`\`\`json\n${JSON.stringify(reply, null, 2)}\n\`\`\`\n`
      const message = { role: 'assistant', content, refusal: null }
      const usage = { prompt_tokens: 900, completion_tokens: 60, total_tokens: 960 }
      response.setHeader('content-type', 'application/json')
      const head = { id: 'msg_1', object: 'chat.completion', created: 1, model: 'claude-sonnet-4-5' }
      response.end(JSON.stringify({ ...head, choices: [{ index: 0, message, finish_reason: 'stop' }], usage }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { requests, baseUrl: `http://127.0.0.1:${port}/v1/`, close: () => server.close() }
}

it('drafts by Anthropic’s address for OpenAI’s protocol, though it wraps its JSON in words', async () => {
  const reply = 'Hey, welcome home. How was the trip?'
  const more = {
    confidence: 0.9,
    reasons: [],
    upsell: false,
    asset: null,
    language: 'en',
    unsure: [],
    translation: null,
  }
  const { requests, baseUrl, close } = await asAnthropic({ reply, ...more })
  const model = 'claude-sonnet-4-5'
  const house = await storyHouse({
    model: {
      server: createOpenAi({ baseUrl, apiKey: 'sk-ant-a-key' }),
      choices: { drafting: { model, fallback: null } },
      prices: { [model]: { in: 3, out: 15 } },
      ...{ budgetMicros: 5_000_000, timeoutMs: 10_000, pace: { take: async () => 0 }, seen: () => {} },
    },
  })
  await house.write('Marcus A.', 'hey, just got home')
  expect(await house.draftOf('Marcus A.')).toMatchObject({ text: reply, writer: model })
  const [asked, second] = requests
  expect(second).toBeUndefined()
  expect(asked).toMatchObject({ url: '/v1/chat/completions', key: 'Bearer sk-ant-a-key', body: { model } })
  // System messages are moved to the front there: ours is one, and stands there already.
  expect(asked?.body.messages.map(({ role }) => role)).toEqual(['system', 'user'])
  expect(asked?.body.temperature).toBeLessThanOrEqual(1)
  expect(asked?.body.max_tokens).toBeGreaterThan(0)
  await house.close()
  close()
})
