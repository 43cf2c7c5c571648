import { afterAll, beforeAll, expect, it } from 'vitest'
import { actionId } from '../desk/index.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ platform: 'simulator' })
})
afterAll(() => house.close())

const DAY_MS = 86_400_000
let count = 0

async function buys(amountMinor: number, daysAgo: number): Promise<void> {
  count += 1
  const at = new Date(house.clock.now().getTime() - daysAgo * DAY_MS).toISOString()
  const purchase = { id: `bought-${count}`, kind: 'tip' as const, amountMinor, currency: 'USD' }
  await house.post([house.event('theo', { type: 'purchase', purchase, at })])
  await house.pass(1_000)
}

async function press(who: keyof StoryHouse['operators'], action: string): Promise<string> {
  const { draft } = await house.lastOf('theo')
  await house.pass(2_000)
  return JSON.stringify(await house.press(house.operators[who], actionId(action, draft?.id ?? '', draft?.version ?? 0)))
}

async function card(): Promise<string> {
  const { id } = await house.draftOf('theo')
  return JSON.stringify(await house.app.replies.cardOf(house.app.ground.database, house.agencyId, id))
}

it('brakes a fan who spends far above their own habit: a manager sees it, and there is no price until its time', async () => {
  for (const daysAgo of [50, 43, 36, 29, 22, 15, 8]) await buys(4_500, daysAgo)
  await house.write('theo', 'anything new?')
  expect((await house.draftOf('theo')).priceMinor).not.toBeNull()

  // What was drafted with a price before it can't be approved with one any more.
  await buys(34_000, 0)
  await buys(30_000, 0)
  expect(await press('chatter', 'accept')).toContain('This fan spends far above their own habit: no price until 23 Nov')
  const priced = await house.draftOf('theo')
  expect(priced.state).toBe('open')

  await house.write('theo', 'i want everything you have')
  expect(await house.draftOf('theo')).toMatchObject({
    outcome: 'ESCALATE',
    level: 3,
    rule: 'spending-brake',
    priceMinor: null,
  })
  expect(await card()).toMatch(
    /Spending brake · theo.*\$640 in 24 hours, usually \$[\d.]+ a week\..*No prices or offers until/,
  )
  expect(await press('chatter', 'accept')).toContain('Only a manager')
  expect(await press('manager', 'accept')).toContain('done')
  await house.pass(11_000)

  // Dealt with once: afterwards they talk, and nothing is offered.
  await house.write('theo', 'good, and yours?')
  expect(await house.draftOf('theo')).toMatchObject({ outcome: 'DRAFT', priceMinor: null, assetId: null })
  expect(await card()).toContain('No prices or offers until')

  house.clock.advance(73 * 3_600_000)
  await house.write('theo', 'back again')
  expect(await house.draftOf('theo')).toMatchObject({ outcome: 'DRAFT', priceMinor: expect.any(Number) })
})
