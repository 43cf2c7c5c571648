import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAgency } from '../agency/index.ts'
import { createContent } from '../content/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing/test-database.ts'
import { type Answer, actionId, createGate, type Form, type Gate } from '../desk/index.ts'
import { bySystem, createFacts } from '../facts/index.ts'
import { createFans } from '../fans/index.ts'
import { createGuardrails } from '../guardrails/index.ts'
import { ManualClock } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import { EVERYONE } from './audience.ts'
import { createOffers, type Offer, type Offers, statusOf } from './index.ts'
import type { OfferFields } from './terms.ts'

let test: TestDatabase
let offers: Offers
let guardrails: ReturnType<typeof createGuardrails>
let gate: Gate
let agencyId: string
let creatorId: string
let accountId: string
const assets: string[] = []
const people = { Lena: '', Rosa: '', Ana: '' }
const clock = new ManualClock('2026-11-20T14:00:00Z')
const PROGRAM = bySystem('test')

beforeAll(async () => {
  test = await testDatabase({ max: 12 })
  const ground = { database: test.database, clock, facts: createFacts({ clock, reactions: {} }) }
  const agencies = createAgency(ground)
  const content = createContent({ ground, agencies })
  guardrails = createGuardrails({ ground, agencies })
  offers = createOffers({
    ground,
    agencies,
    fans: createFans(ground),
    content,
    guardrails,
    pricing: { answers: async () => [] },
  })
  agencyId = await agencies.addAgency({ name: 'A', zone: 'Europe/Paris' })
  creatorId = await agencies.addCreator({ agencyId, name: 'Bella', zone: 'Europe/Paris', currency: 'USD' })
  people.Lena = await agencies.addOperator({ agencyId, name: 'Lena', role: 'manager' })
  people.Rosa = await agencies.addOperator({ agencyId, name: 'Rosa', role: 'admin' })
  people.Ana = await agencies.addOperator({ agencyId, name: 'Ana', role: 'chatter' })
  for (const [title, priceMinor] of [
    ['Coast', 2_000],
    ['Harbour', 1_000],
  ] as const) {
    const asset = { agencyId, creatorId, externalId: title, title, priceMinor, tags: [] }
    assets.push(await content.addAsset({ ...asset, currency: 'USD' }))
  }
  accountId = newId(clock)
  await test.database.query(
    `INSERT INTO accounts (agency_id, id, creator_id, platform, external_id, created_at)
     VALUES ($1, $2, $3, 'fanvue', 'bella', $4)`,
    [agencyId, accountId, creatorId, clock.now()],
  )
  gate = createGate({ whoIs: agencies.whoIs, actions: offers.actions, commands: offers.commands })
})
afterAll(() => test.drop())

type Who = keyof typeof people
const identity = (who: Who) => ({ agencyId, desk: 'web' as const, externalId: people[who], verified: false })
const type = (who: Who, line: string): Promise<Answer> => gate.command(identity(who), line)
const send = (who: Who, form: Form, filled: Record<string, string>) => gate.press(identity(who), form.action, filled)
const formOf = (answer: Answer): Form => {
  if (answer.kind !== 'form') throw new Error(JSON.stringify(answer))
  return answer.form
}
const press = (who: Who, action: string, { id, version }: { id: string; version: number }) =>
  gate.press(identity(who), actionId(action, id, version), null)

async function aFan(name: string): Promise<string> {
  const id = newId(clock)
  await test.database.query(
    `INSERT INTO fans (agency_id, id, account_id, creator_id, external_id, name, tags, first_seen_at)
     VALUES ($1, $2, $3, $4, $5, $5, '{}', $6)`,
    [agencyId, id, accountId, creatorId, name, clock.now()],
  )
  return id
}

const fields = (other: Partial<OfferFields> = {}): OfferFields => ({
  name: 'Autumn 20%',
  discountType: 'percentage',
  discountValue: 20,
  validFrom: clock.now(),
  validUntil: new Date(clock.now().getTime() + 5 * 86_400_000),
  ...other,
})
const stored = (changed: { kind: string; offer?: Offer }): Offer => {
  if (!changed.offer) throw new Error(JSON.stringify(changed))
  return changed.offer
}
const created = async (other?: Partial<OfferFields>) =>
  stored(await offers.create({ agencyId, creatorId, terms: fields(other) }, PROGRAM))
const fresh = async ({ id }: { id: string }) => (await offers.offer(agencyId, id)) as Offer

async function running(other?: Partial<OfferFields>): Promise<Offer> {
  const offer = await created(other)
  expect(await press('Lena', 'start-offer', offer)).toMatchObject({ kind: 'panel' })
  return fresh(offer)
}

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
  expect(await type('Lena', '/offer redeem Daily day 12')).toMatchObject({ kind: 'done' })
  clock.set(offer.validUntil)
  expect(await once('d4')).toEqual({ kind: 'refused', why: 'not-running' })
  expect(await type('Lena', '/offer redeem Daily day 12')).toMatchObject({
    line: 'Nothing was redeemed. It doesn’t run now.',
  })
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
  expect(stored(await offers.edit(agencyId, await fresh(mild), { discountValue: 60 }, PROGRAM)).state).toBe('second')
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
  const bundle = await created({ name: 'Both', discountType: 'bundle', discountValue: 3_000, contentIds: assets })
  expect(await press('Lena', 'start-offer', bundle)).toMatchObject({ line: expect.stringContaining('must cost less') })
  const cheaper = stored(await offers.edit(agencyId, bundle, { discountValue: 2_500 }, PROGRAM))
  expect(await press('Lena', 'start-offer', cheaper)).toMatchObject({ kind: 'panel' })
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
  expect(JSON.stringify(await send('Lena', page2, { content: 'Coast\nHarbour', uses: '', usesAFan: '' }))).toContain(
    '$25 for all 2',
  )
  expect(JSON.stringify(await type('Ana', '/offer list'))).toMatch(/Offers · \d+ running/)
  expect(await type('Ana', '/offer create Bella')).toMatchObject({ kind: 'refused' })
})

it('a bundle that is really bought together is suggested and accepted once into a draft, and figures of an offer say how surely they are known', async () => {
  const fanIds = await Promise.all(Array.from({ length: 12 }, (_, n) => aFan(`pair${n}`)))
  for (const [n, fanId] of fanIds.entries()) {
    const bought = n < 6 ? assets : []
    for (const assetId of bought)
      await test.database.query(
        `INSERT INTO purchases (agency_id, fan_id, external_id, kind, amount_minor, currency, asset_id, at)
         VALUES ($1, $2, $3, 'ppv', 900, 'USD', $4, $5)`,
        [agencyId, fanId, `${fanId} ${assetId}`, assetId, clock.now()],
      )
  }
  expect(JSON.stringify(await type('Lena', '/offer suggest Bella'))).toContain('propose nothing yet')
  const third = await test.database.query<{ id: string }>(
    `INSERT INTO assets (agency_id, id, creator_id, external_id, title, price_minor, currency, tags, created_at)
     SELECT agency_id, $2, creator_id, 'pier', 'Pier', 500, 'USD', '{}', created_at FROM assets WHERE id = $1 RETURNING id`,
    [assets[0], newId(clock)],
  )
  for (const fanId of fanIds.slice(6))
    await test.database.query(
      `INSERT INTO purchases (agency_id, fan_id, external_id, kind, amount_minor, currency, asset_id, at)
       VALUES ($1, $2, 'pier', 'ppv', 500, 'USD', $3, $4)`,
      [agencyId, fanId, third[0]?.id, clock.now()],
    )
  const panel = JSON.stringify(await type('Lena', '/offer suggest Bella'))
  expect(panel).toMatch(/Harbour.*6 of 12 buyers bought both, 2 times/)
  const [, subject = ''] = /"accept-suggestion\|([^|]+)\|0"/.exec(panel) ?? []
  const accept = async () => JSON.stringify(await press('Lena', 'accept-suggestion', { id: subject, version: 0 }))
  expect(await accept()).toMatch(/draft.*\$25 for all 2/)
  const drafts = async () => (await offers.list(agencyId, { status: 'draft' })).length
  const before = await drafts()
  expect(await accept()).toContain('$25 for all 2')
  expect(await drafts()).toBe(before)

  const offer = await running({ name: 'Counted' })
  const redemption = { offerId: offer.id, fanId: fanIds[0] ?? '', amountMinor: 1_500, key: 'stats' }
  await offers.redeem(agencyId, redemption, PROGRAM)
  expect(JSON.stringify(await type('Lena', '/offer stats Counted'))).toMatch(/1 used.*\$15.*too few to say: 0 fans/)
})
