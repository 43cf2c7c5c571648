import { afterAll, expect, it } from 'vitest'
import { newId } from '../kernel/ids.ts'
import { EVERYONE } from './audience.ts'
import { statusOf } from './index.ts'
import { offersHouse, PROGRAM } from './offers-house.fixtures.ts'

const house = await offersHouse()
const {
  test,
  offers,
  guardrails,
  clock,
  agencyId,
  creatorId,
  assets,
  type,
  send,
  formOf,
  press,
  aFan,
  stored,
  created,
  fresh,
  running,
} = house
afterAll(() => test.drop())

it('an offer reads back from the database as it was stored, and runs only when a person started it', async () => {
  const offer = await created({ limitPerFan: 2, audience: { ...EVERYONE, tags: ['loyal'] }, contentIds: assets })
  expect(await fresh(offer)).toEqual(offer)
  expect(statusOf(offer, clock.now())).toBe('draft')
  expect(await press('Ana', 'start-offer', offer)).toMatchObject({ kind: 'refused' })
  await press('Lena', 'start-offer', offer)
  expect((await offers.list(agencyId, { status: 'active' })).map(({ id }) => id)).toContain(offer.id)
  const copy = stored(await offers.duplicate(agencyId, offer.id, PROGRAM))
  expect(copy).toMatchObject({ state: 'draft', name: offer.name, contentIds: assets })
  expect(await offers.remove(agencyId, copy, PROGRAM)).toMatchObject({ kind: 'stored' })
  expect(await offers.offer(agencyId, copy.id)).toBeNull()
  expect(await offers.remove(agencyId, await fresh(offer), PROGRAM)).toEqual({ kind: 'not-draft' })
})

it('an edit from an older version stores nothing and says who changed what; an ended offer changes no more', async () => {
  const offer = await created()
  const [lena, rosa] = await Promise.all([
    type('Lena', `/offer edit ${offer.id}`),
    type('Rosa', `/offer edit ${offer.id}`),
  ])
  const filled = { name: 'Autumn', kind: 'percentage', value: '30', audience: 'Whale', days: '5' }
  const next = formOf(await send('Lena', formOf(lena), filled))
  expect(await send('Rosa', formOf(rosa), { ...filled, name: 'Mine' })).toMatchObject({
    kind: 'refused',
    line: 'Changed by Lena meanwhile: name, percent or price, for whom. Nothing of yours was stored: look at it again.',
  })
  expect(await fresh(offer)).toMatchObject({
    name: 'Autumn',
    discountValue: 30,
    version: 2,
    validUntil: offer.validUntil,
  })
  expect(await send('Lena', next, { content: 'Nowhere', uses: '0', usesAFan: '' })).toMatchObject({
    errors: { content: 'No content is called “Nowhere”.', uses: expect.stringContaining('1 to 1,000,000') },
  })
  const panel = await send('Lena', next, { content: 'coast', uses: '100', usesAFan: '1' })
  expect(JSON.stringify(panel)).toMatch(/30% off.*Whale.*Coast.*0 of 100 used · 1 a fan.*Start/s)

  await press('Lena', 'end-offer', await fresh(offer))
  expect(await type('Lena', `/offer edit ${offer.id}`)).toMatchObject({ line: expect.stringContaining('is over') })
  expect(await send('Lena', next, { content: '' })).toMatchObject({ line: expect.stringContaining('is over') })
  expect(await offers.edit(agencyId, await fresh(offer), { name: 'Again' }, PROGRAM)).toEqual({ kind: 'over' })
})

it('of thirty redemptions at once no more than the limit are logged, the same key is one, and a refused one counts nothing', async () => {
  const offer = await running({ limitTotal: 7, limitPerFan: 3 })
  const fanIds = await Promise.all(['f1', 'f2', 'f3', 'f4'].map(aFan))
  const attempts = Array.from({ length: 30 }, (_, n) => ({
    ...{ offerId: offer.id, fanId: fanIds[n % 4] ?? '', amountMinor: 800, key: `k${n}` },
  }))
  const outcomes = await Promise.all(attempts.map((each) => offers.redeem(agencyId, each, PROGRAM)))
  expect(outcomes.filter(({ kind }) => kind === 'redeemed')).toHaveLength(7)
  const rows = await test.database.query<{ fan_id: string }>('SELECT fan_id FROM redemptions WHERE offer_id = $1', [
    offer.id,
  ])
  expect(rows).toHaveLength(7)
  for (const id of fanIds) expect(rows.filter((row) => row.fan_id === id).length).toBeLessThanOrEqual(3)
  expect((await fresh(offer)).redemptionCount).toBe(7)
  const facts = await test.database.query("SELECT 1 FROM facts WHERE name = 'offer.redeemed' AND subject = $1", [
    offer.id,
  ])
  expect(facts).toHaveLength(7)

  const won = attempts[outcomes.findIndex(({ kind }) => kind === 'redeemed')]
  if (!won) throw new Error('none')
  expect(await offers.redeem(agencyId, won, PROGRAM)).toMatchObject({ kind: 'redeemed', again: true })
  expect(await offers.redeem(agencyId, { ...won, amountMinor: 1 }, PROGRAM)).toEqual({ kind: 'other-key' })
})

it('an offer is redeemed up to its last moment, never by a frozen fan, and its day ends where the creator is', async () => {
  const fanId = await aFan('day')
  const offer = await running({ name: 'Daily', limitPerDay: 1 })
  const once = (key: string) => offers.redeem(agencyId, { offerId: offer.id, fanId, amountMinor: 0, key }, PROGRAM)
  clock.set('2026-11-20T22:59:59.999Z')
  expect(await once('d1')).toMatchObject({ kind: 'redeemed' })
  expect(await once('d2')).toEqual({ kind: 'refused', why: 'day-limit' })
  clock.set('2026-11-20T23:00:00Z')
  expect(await once('d3')).toMatchObject({ kind: 'redeemed' })
  clock.set(new Date(offer.validUntil.getTime() - 1))
  expect(await type('Lena', '/offer redeem Daily day 1000')).toMatchObject({
    line: expect.stringContaining('$1,000 is more than anybody is asked with it'),
  })
  const asked = formOf(await type('Lena', '/offer redeem Daily day 12'))
  expect(JSON.stringify(asked.intro)).toMatch(/Daily · 20% off.*day.*\$12.*then 3 used/)
  const before = (await fresh(offer)).redemptionCount
  expect(await send('Lena', asked, { fan: 'day', paid: 'much' })).toMatchObject({ errors: { paid: expect.anything() } })
  for (const _ of [1, 2]) expect(await send('Lena', asked, { fan: 'day', paid: '12' })).toMatchObject({ kind: 'done' })
  expect((await fresh(offer)).redemptionCount).toBe(before + 1)
  clock.set(offer.validUntil)
  expect(await once('d4')).toEqual({ kind: 'refused', why: 'not-running' })
  const notNow = { line: 'Nothing was redeemed. It doesn’t run now.' }
  expect(await type('Lena', '/offer redeem Daily day 12'), 'before a form is filled in').toMatchObject(notNow)
  expect(await send('Lena', asked, { fan: 'day', paid: '13' }), 'from an older form').toMatchObject(notNow)
  const other = await running({ name: 'Other' })
  await test.database.query("UPDATE fans SET frozen_at = now(), frozen_reason = 'x' WHERE id = $1", [fanId])
  expect(await offers.redeem(agencyId, { offerId: other.id, fanId, amountMinor: 1, key: 'd5' }, PROGRAM)).toEqual({
    kind: 'refused',
    why: 'not-eligible',
  })
})

it('above the agency’s discount an offer waits for a second person, never the first; so does an edit that raises it', async () => {
  await guardrails.set({
    agencyId,
    creatorId,
    floorMinor: 0,
    ceilingMinor: 9_000,
    secondPersonAboveDiscountPercent: 40,
  })
  const offer = await created({ name: 'Half', discountValue: 50 })
  expect(JSON.stringify(await press('Lena', 'start-offer', offer))).toMatch(/waits for a second person.*but Lena/s)
  const waiting = await fresh(offer)
  expect(statusOf(waiting, clock.now())).toBe('draft')
  expect(await press('Lena', 'agree-offer', waiting)).toMatchObject({ line: expect.stringContaining('two people') })
  expect(JSON.stringify(await press('Rosa', 'agree-offer', waiting))).toContain('Half · running')
  const mild = await running({ name: 'Mild', discountValue: 10 })
  expect(stored(await offers.edit(agencyId, mild, { name: 'Milder' }, PROGRAM)).state).toBe('live')
  expect(await offers.edit(agencyId, await fresh(mild), { discountValue: 60, limitTotal: 9 }, PROGRAM)).toEqual({
    kind: 'people-only',
    fields: ['discountValue', 'limitTotal'],
  })
  const lena = { kind: 'operator' as const, id: house.people.Lena }
  expect(stored(await offers.edit(agencyId, await fresh(mild), { discountValue: 60 }, lena)).state).toBe('second')
})

it('for fans of several creators the strictest asks for the second person, and a day is that of the offer’s own creator', async () => {
  const { agencies } = house
  await guardrails.set({ agencyId, creatorId, floorMinor: 0, ceilingMinor: 9_000 })
  const strictId = await agencies.addCreator({ agencyId, name: 'Cleo', zone: 'Asia/Tokyo', currency: 'USD' })
  const strict = { agencyId, creatorId: strictId, floorMinor: 0, ceilingMinor: 9_000 }
  await guardrails.set({ ...strict, secondPersonAboveDiscountPercent: 10 })
  const wide = await created({ name: 'Wide', audience: { ...EVERYONE, creatorIds: [strictId] }, limitPerDay: 1 })
  expect(JSON.stringify(await press('Lena', 'start-offer', wide))).toContain('waits for a second person')
  await press('Rosa', 'agree-offer', await fresh(wide))
  clock.set('2026-11-26T22:59:00Z')
  const fanId = await aFan('of-cleo')
  await test.database.query('UPDATE fans SET creator_id = $2 WHERE id = $1', [fanId, strictId])
  const names = async () =>
    (await offers.runningFor(test.database, agencyId, { fanId, creatorId: strictId })).map(({ name }) => name)
  expect(await names()).toEqual(['Wide'])
  const redemption = { offerId: wide.id, fanId, amountMinor: 900, key: 'wide' }
  expect(await offers.redeem(agencyId, redemption, PROGRAM)).toMatchObject({ kind: 'redeemed' })
  expect(await names(), 'in Tokyo it is tomorrow long since, in Paris not yet').toEqual([])
  clock.set('2026-11-26T23:00:00Z')
  expect(await names()).toEqual(['Wide'])
})

it('a program is neither of the two people, and nobody agrees to what they changed themselves', async () => {
  await guardrails.set({
    agencyId,
    creatorId,
    floorMinor: 0,
    ceilingMinor: 9_000,
    secondPersonAboveDiscountPercent: 40,
  })
  const offer = await created({ name: 'Steep', discountValue: 50 })
  await press('Lena', 'start-offer', offer)
  stored(await offers.edit(agencyId, await fresh(offer), { discountValue: 51 }, PROGRAM))
  expect(JSON.stringify(await press('Lena', 'agree-offer', await fresh(offer)))).toMatch(/waits for a second person/)
  expect((await fresh(offer)).state).toBe('second')
  expect(JSON.stringify(await press('Rosa', 'agree-offer', await fresh(offer)))).toContain('Steep · running')

  const wider = await created({ name: 'Wider', discountValue: 50, limitTotal: 5 })
  await press('Lena', 'start-offer', wider)
  const rosa = (await fresh(offer)).changedById ?? ''
  stored(await offers.edit(agencyId, await fresh(wider), { limitTotal: null }, { kind: 'operator', id: rosa }))
  expect(await press('Rosa', 'agree-offer', await fresh(wider))).toMatchObject({
    line: expect.stringContaining('two people'),
  })
  expect(JSON.stringify(await press('Lena', 'agree-offer', await fresh(wider)))).toContain('Wider · running')
})

it('what can’t run is refused by its field: offers that stack below nothing, a bundle that isn’t cheaper, content of nobody', async () => {
  await guardrails.set({ agencyId, creatorId, floorMinor: 0, ceilingMinor: 9_000 })
  const off = { discountType: 'fixed' as const, discountValue: 600, stacks: true, contentIds: [assets[1] ?? ''] }
  await running({ ...off, name: 'Six off' })
  const clash = await created({ ...off, name: 'Six more' })
  expect(await press('Lena', 'start-offer', clash)).toMatchObject({
    line: 'Nothing changed. Together with others: with “Six off” “Harbour” would cost -$2, less than nothing.',
  })
  const both = { name: 'Both', discountType: 'bundle' as const, contentIds: assets }
  await expect(created({ ...both, discountValue: 3_000 })).rejects.toThrow('less than its content one by one, $30')
  const bundle = await created({ ...both, discountValue: 2_500 })
  await expect(offers.edit(agencyId, bundle, { discountValue: 3_000 }, PROGRAM)).rejects.toThrow('must cost less')
  expect(await press('Lena', 'start-offer', bundle)).toMatchObject({ kind: 'panel' })
  await expect(created({ contentIds: [newId(clock)] })).rejects.toThrow('content in it is not there')

  const form = formOf(await type('Lena', '/offer create Bella'))
  const bad = { name: '', kind: 'percentage', value: '120', audience: 'rich', days: '0' }
  expect(await send('Lena', form, bad)).toMatchObject({
    errors: {
      value: expect.stringContaining('1 to 100'),
      audience: expect.stringContaining('“rich”'),
      days: expect.anything(),
    },
  })
  expect(await send('Lena', form, { ...bad, value: '20', audience: '', days: '5' })).toMatchObject({
    errors: { name: expect.stringContaining('Not allowed') },
  })
  const page2 = formOf(
    await send('Lena', form, { ...bad, name: 'Duo', kind: 'bundle', value: '25', audience: '', days: '5' }),
  )
  expect(await send('Lena', page2, { content: 'Coast', uses: '', usesAFan: '' })).toMatchObject({
    errors: { content: expect.stringContaining('two or more') },
  })
  const whole = { content: 'Coast\nHarbour', uses: '', usesAFan: '' }
  expect(JSON.stringify(await send('Lena', page2, whole))).toContain('$25 for all 2')
  const dear = { ...bad, name: 'Trio', kind: 'bundle', value: '30', audience: '', days: '5' }
  expect(await send('Lena', formOf(await send('Lena', form, dear)), whole)).toMatchObject({
    ...{ kind: 'form', form: { fields: [{ input: { value: 'Coast\nHarbour' } }, {}, {}] } },
    errors: { content: 'Not allowed: a bundle must cost less than its content one by one, $30.' },
  })
  expect(JSON.stringify(await type('Ana', '/offer list'))).toMatch(/Offers · \d+ running/)
  expect(await type('Ana', '/offer create Bella')).toMatchObject({ kind: 'refused' })
})
