import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ModelCall, ModelOutcome } from '../language-model/index.ts'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import type { WritingContext } from './writer.ts'

let house: StoryHouse
let told: WritingContext[] = []
const calls: ModelCall[] = []
let answer: () => Promise<ModelOutcome> = async () => sums('Has a dog. Pays by cashapp.')
const sums = (summary: string): ModelOutcome => ({
  ...{ kind: 'answered', text: JSON.stringify({ summary }), tokensIn: 900, tokensOut: 40 },
})

beforeAll(async () => {
  const write = async (context: WritingContext) => {
    told.push(context)
    return { text: 'Hello.', confidence: 0.5, reasons: [], upsell: false, situation: 'answer' as const }
  }
  const server = {
    complete: (call: ModelCall) => {
      calls.push(call)
      return answer()
    },
  }
  const limits = { budgetMicros: 5_000_000, timeoutMs: 10_000, pace: { take: async () => 0 }, seen: () => {} }
  house = await storyHouse({
    writer: { name: 'a writer', write },
    model: { server, choices: {}, prices: {}, ...limits },
  })
})
afterAll(() => house.close())

let n = 0
/** The fan says something, and we answer; nothing waits after it. */
function pair(text: string, id = `s${++n}`) {
  house.clock.advance(1_000)
  const asked = house.event('kai', { type: 'message.received', message: { id: `f-${id}`, text } })
  house.clock.advance(1_000)
  return [asked, house.event('kai', { type: 'message.sent', message: { id, text: 'Same here.' } })]
}
const pairs = (count: number) => Array.from({ length: count }, () => pair('and you?')).flat()
/** What the next card's writer is told, and no more than is stored by then. */
async function summaryTold(text: string) {
  told = []
  house.clock.advance(1_000)
  await house.write('kai', text)
  return told[0]?.background?.before?.summary ?? null
}
const rows = () =>
  house.app.ground.database.query<{ text: string }>('SELECT text, messages, refunded FROM conversation_summaries')

it('is made after a card and told with the next one, judged, metered, and gone with what it was made of', async () => {
  const tip = { id: 'p1', kind: 'tip' as const, amountMinor: 900, currency: 'USD' }
  await house.post([
    ...pair('my dog is called Rex', 'dog'),
    ...pairs(12),
    house.event('kai', { type: 'purchase', purchase: tip }),
  ])
  expect(await summaryTold('hi')).toBeNull()
  expect(calls).toEqual([])
  await house.pass(6_000)
  expect(calls).toHaveLength(1)
  expect(calls[0]?.messages[1]?.content).toContain('my dog is called Rex')
  expect(await rows()).toMatchObject([{ text: 'Has a dog.', refunded: 0 }])
  const [metered] = await house.app.ground.database.query('SELECT task, cost_micros AS cost FROM model_calls')
  expect(metered).toMatchObject({ task: 'summaries', cost: expect.any(Number) })
  expect(await summaryTold('and now?')).toBe('Has a dog.')
  await house.pass(6_000)
  expect(calls).toHaveLength(1)

  // More has left the window: the old one serves until the new one is there, which is told what the old one said.
  await house.post(pairs(14))
  answer = async () => sums('Has a dog named Rex. Likes questions.')
  expect(await summaryTold('so?')).toBe('Has a dog.')
  await house.pass(6_000)
  expect(calls[1]?.messages[1]?.content).toContain('"summaryOfBefore":"Has a dog."')
  expect(await summaryTold('well?')).toBe('Has a dog named Rex. Likes questions.')

  const refund = { id: 'r1', of: 'p1', amountMinor: 900, currency: 'USD' }
  await house.post([house.event('kai', { type: 'refund', refund })])
  expect(await summaryTold('refunded?')).toBeNull()
  await house.pass(6_000)
  expect(await rows()).toMatchObject([{ refunded: 1 }])

  await house.post([house.event('kai', { type: 'message.deleted', message: { id: 'f-dog' } })])
  await house.pass(1_000)
  expect(await rows()).toEqual([])
  answer = async () => ({ kind: 'away', why: 'down' })
  expect(await summaryTold('gone?')).toBeNull()
  await house.pass(6_000)
  expect(await rows()).toEqual([])
  answer = async () => {
    await house.post([house.event('kai', { type: 'message.deleted', message: { id: 'f-s1' } })])
    return sums('Made of what was deleted meanwhile.')
  }
  await summaryTold('again?')
  await house.pass(6_000)
  expect(await rows()).toEqual([])
  const dead = await house.app.ground.database.query("SELECT name FROM tasks WHERE state = 'dead'")
  expect(dead).toEqual([])
})
