import { afterAll, beforeAll, expect, it } from 'vitest'
import { actionId } from '../desk/index.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ platform: 'simulator' })
})
afterAll(() => house.close())

let count = 0
async function buys(fan: string, amountMinor: number, times = 1): Promise<void> {
  const bought = Array.from({ length: times }, () =>
    house.event(fan, { type: 'purchase', purchase: { id: `p${++count}`, kind: 'ppv', amountMinor, currency: 'USD' } }),
  )
  await house.post(bought)
  await house.pass(31_000)
}

it('changes segment, price and reasons by one more purchase, and each reason names its number', async () => {
  await buys('ava', 4_000, 2)
  await house.write('ava', 'hey')
  const before = await house.draftOf('ava')
  await buys('ava', 60_000)
  await house.write('ava', 'hey again')
  const after = await house.draftOf('ava')

  expect(before.knowledge).toMatchObject({ segment: 'New', purchases: 2, spentMinor: 8_000 })
  expect(after.knowledge).toMatchObject({ segment: 'VIP', purchases: 3, spentMinor: 68_000 })
  expect(after.priceMinor).not.toBe(before.priceMinor)
  expect(after.knowledge.segmentReasons).not.toEqual(before.knowledge.segmentReasons)
  expect(after.knowledge.price?.reasons).not.toEqual(before.knowledge.price?.reasons)
  const reasons = [before, after].flatMap(({ knowledge, reasons: written }) => [
    ...knowledge.segmentReasons,
    ...(knowledge.price?.reasons ?? []),
    ...written,
  ])
  expect(reasons.filter((reason) => !/\d|today/.test(reason))).toEqual([])
  expect(after.knowledge.segmentReasons.join()).toContain('$680')
  expect(after.knowledge.segmentReasons.join()).toContain('3 purchases')
})

it('shows the reasons behind Why, as they were when the draft was made', async () => {
  const draft = await house.draftOf('ava')
  const answer = await house.press(house.operators.chatter, actionId('why', draft.id, draft.version))
  const shown = JSON.stringify(answer)
  for (const reason of [...draft.knowledge.segmentReasons, ...(draft.knowledge.price?.reasons ?? [])]) {
    expect(shown).toContain(JSON.stringify(reason).slice(1, -1))
  }
})

it('keeps the price between floor and ceiling, at both of them and never past them', async () => {
  const { agencyId, creatorId, operators } = house
  await house.app.guardrails.set({ agencyId, creatorId, floorMinor: 1_000, ceilingMinor: 1_100 })
  await house.write('ava', 'one more')
  const draft = await house.draftOf('ava')
  expect(draft.priceMinor).toBe(1_100)
  house.clock.advance(3_600_000)
  const edit = (price: string) =>
    house.press(operators.chatter, actionId('edit', draft.id, draft.version), {
      text: 'so good to hear from you',
      price,
    })
  for (const price of ['9.99', '11.01', '0', '-5', '1e3', '99999999999']) {
    expect(await edit(price), price).toMatchObject({ kind: 'form', errors: { price: expect.any(String) } })
  }
  expect(await edit('11.00')).toEqual({ kind: 'done' })
})

it('stops offering what the fan owns, and quotes what was taken', async () => {
  const { database } = house.app.ground
  await house.pass(12_000)
  await house.post([
    house.event('ava', {
      type: 'purchase',
      purchase: { id: 'unlock', kind: 'ppv', amountMinor: 1_100, currency: 'USD', asset: 'coast-2' },
    }),
  ])
  await house.pass(31_000)
  const [quote] = await database.query<{ shown_minor: number; unlocked_at: Date | null }>(
    'SELECT shown_minor, unlocked_at FROM quotes WHERE shown_minor IS NOT NULL',
  )
  expect(quote).toMatchObject({ shown_minor: 1_100, unlocked_at: expect.any(Date) })
  await house.write('ava', 'loved it')
  expect(await house.draftOf('ava')).toMatchObject({ priceMinor: null, assetId: null })
})

const learnt = () =>
  house.app.ground.database.query<{ segment: string; shown: number; taken: number }>(
    'SELECT segment, shown, taken FROM demand_answers ORDER BY segment, step',
  )

it('learns from what was taken, and from what was let pass once, however often it looks', async () => {
  const before = await learnt()
  expect(before.reduce((sum, { taken }) => sum + taken, 0)).toBe(1)
  await buys('kai', 2_000, 2)
  await house.write('kai', 'hey, anything new?')
  const draft = await house.draftOf('kai')
  house.clock.advance(2_000)
  await house.press(house.operators.chatter, actionId('accept', draft.id, draft.version))
  await house.pass(12_000)
  const { pricing } = house.app
  await pricing.settleExpired()
  expect(await learnt()).toEqual(before)
  house.clock.advance(73 * 3_600_000)
  await pricing.settleExpired()
  await pricing.settleExpired()
  const shown = (rows: { shown: number }[]) => rows.reduce((sum, row) => sum + row.shown, 0)
  const passed = await learnt()
  expect(shown(passed)).toBe(shown(before) + 1)
  const told = await house.app.ground.database.query("SELECT data FROM facts WHERE name = 'price.passed'")
  expect(told).toHaveLength(1)

  const asset = { id: 'late', kind: 'ppv', amountMinor: 1_100, currency: 'USD', asset: 'coast-2' } as const
  await house.post([house.event('kai', { type: 'purchase', purchase: asset })])
  await house.pass(31_000)
  const late = await learnt()
  expect(shown(late)).toBe(shown(passed))
  expect(late.reduce((sum, { taken }) => sum + taken, 0)).toBe(2)
})

it('takes an unlock back that was refunded in full, once, and not one that was refunded in part', async () => {
  const before = await learnt()
  const refund = (id: string, amountMinor: number) =>
    house.event('kai', { type: 'refund', refund: { id, of: 'late', amountMinor, currency: 'USD' } })
  await house.post([refund('r-part', 600)])
  await house.pass(31_000)
  expect(await learnt()).toEqual(before)
  await house.post([refund('r-rest', 500)])
  await house.pass(31_000)
  const after = await learnt()
  const sum = (rows: { shown: number; taken: number }[], of: 'shown' | 'taken') =>
    rows.reduce((n, row) => n + row[of], 0)
  expect(sum(after, 'shown')).toBe(sum(before, 'shown'))
  expect(sum(after, 'taken')).toBe(sum(before, 'taken') - 1)
  await house.post([refund('r-again', 500)])
  await house.pass(31_000)
  expect(await learnt()).toEqual(after)
})

const command = (line: string) =>
  house.app.gate.command(
    { agencyId: house.agencyId, desk: 'web', externalId: house.operators.manager, verified: false },
    line,
  )

it('tells what a fan was asked and what came of it, and lets prices be tried only where a manager said so', async () => {
  expect(JSON.stringify(await command('/fan price kai'))).toContain('let pass')
  const exploring = () =>
    house.app.pricing
      .demand(house.app.ground.database, house.agencyId, {
        creatorId: house.creatorId,
        fanId: house.assetId,
        currency: 'USD',
      })
      .then((demand) => demand.exploring)
  expect(await exploring()).toBe(false)
  expect(await command('/creator explore Bella maybe')).toMatchObject({ kind: 'refused' })
  expect(await command('/creator explore Bella on')).toMatchObject({ kind: 'done' })
  expect(await exploring()).toBe(true)
  expect(await command('/creator explore Bella off')).toMatchObject({ kind: 'done' })
  expect(await exploring()).toBe(false)
})

it('never shows a price on what must reach a person', async () => {
  await buys('leo', 9_000, 4)
  await house.write('leo', 'can we meet up irl?')
  const draft = await house.draftOf('leo')
  expect(draft).toMatchObject({ outcome: 'ESCALATE', priceMinor: null, assetId: null })
  const card = await house.app.replies.cardOf(house.app.ground.database, house.agencyId, draft.id)
  expect(JSON.stringify(card?.body.filter(({ kind }) => kind !== 'context'))).not.toContain('$')
})

it('asks the same price for the same content while the fan may still take it', async () => {
  await buys('rhea', 2_000, 2)
  await house.write('rhea', 'hey')
  const first = await house.draftOf('rhea')
  const form = actionId('edit', first.id, first.version)
  await house.leap(2_000)
  const asked = await house.press(house.operators.chatter, form, { text: 'look what I have', price: '10.50' })
  expect(asked).toMatchObject({ kind: 'done' })
  await house.leap(11_000)
  await house.leap(6 * 60_000)
  await house.write('rhea', 'hm, maybe')
  const again = await house.draftOf('rhea')
  expect(again).toMatchObject({ assetId: first.assetId, priceMinor: 1_050 })
  expect(again.knowledge.price?.reasons[0]).toBe('asked $10.50 for it already, still open')
})
