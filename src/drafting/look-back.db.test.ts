import { afterEach, beforeEach, expect, it } from 'vitest'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import type { WritingContext } from './writer.ts'

let house: StoryHouse
let told: WritingContext[]
beforeEach(async () => {
  told = []
  const write = async (context: WritingContext) => {
    told.push(context)
    return { text: 'Hello.', confidence: 0.5, reasons: [], upsell: false, situation: 'answer' as const }
  }
  house = await storyHouse({ writer: { name: 'a writer', write } })
})
afterEach(() => house.close())

let n = 0
/** The fan says something, and we answer; nothing waits after it. */
function pair(answer: string, id = `s${++n}`) {
  house.clock.advance(1_000)
  const asked = house.event('kai', { type: 'message.received', message: { id: `f-${id}`, text: 'and you?' } })
  house.clock.advance(1_000)
  return [asked, house.event('kai', { type: 'message.sent', message: { id, text: answer } })]
}
const pairs = (count: number) => Array.from({ length: count }, () => pair('Same here.')).flat()

async function before(text: string) {
  told = []
  house.clock.advance(1_000)
  await house.write('kai', text)
  expect(told).not.toEqual([])
  return told[0]?.background?.before ?? null
}
const wordsOf = (found: Awaited<ReturnType<typeof before>>) => found?.said.map(({ text }) => text)

it('tells the writer what we promised, told and sold before the newest messages, and follows what is deleted, refunded or added', async () => {
  await house.post([...pairs(2), ...pair('I will show you Lisbon next week. Sun!', 'lisbon')])
  expect(await before('hi')).toBeNull()
  const tip = { id: 'p1', kind: 'tip' as const, amountMinor: 900, currency: 'USD' }
  await house.post([
    ...pair('Nice. My birthday is in May.', 'may'),
    ...pairs(14),
    house.event('kai', { type: 'purchase', purchase: tip }),
  ])
  const first = await before('how are you?')
  expect(wordsOf(first)).toEqual(['I will show you Lisbon next week.', 'My birthday is in May.'])
  expect(first).toMatchObject({ bought: { tip: 1 }, offered: [] })
  const rows = () => house.app.ground.database.query('SELECT * FROM look_backs')
  const kept = await rows()
  expect(kept).toMatchObject([{ messages: first?.messages, said: [expect.any(String), expect.any(String)] }])
  expect(JSON.stringify(kept)).not.toContain('Lisbon')

  const refund = { id: 'r1', of: 'p1', amountMinor: 900, currency: 'USD' }
  await house.post([
    house.event('kai', { type: 'message.deleted', message: { id: 'lisbon' } }),
    house.event('kai', { type: 'refund', refund }),
    ...pair('Yes.'),
  ])
  const second = await before('really?')
  expect(wordsOf(second)).toEqual(['My birthday is in May.'])
  expect(second).toMatchObject({ bought: {} })

  await house.post([...pair("I'll bring you a shell.", 'shell'), ...pairs(14)])
  const third = await before('so?')
  expect(wordsOf(third)).toEqual(['My birthday is in May.', "I'll bring you a shell."])
  expect(third?.messages).toBeGreaterThan(first?.messages ?? 0)
})
