import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, actionId, type Form } from '../desk/index.ts'
import { useBehind } from '../offers/use-store.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ platform: 'simulator' })
  const { agencyId, creatorId } = house
  const rules = { floorMinor: 300, ceilingMinor: 20_000, cooldownMinutes: 0, maxPerHour: 60 }
  await house.app.guardrails.set({ agencyId, creatorId, ...rules })
})
afterAll(() => house.close())

const sql = () => house.app.ground.database
const formOf = (answer: Answer): Form => {
  if (answer.kind !== 'form') throw new Error(JSON.stringify(answer))
  return answer.form
}
const lena = () => ({
  ...{ agencyId: house.agencyId, desk: 'web' as const, externalId: house.operators.manager, verified: false },
})
const type = (line: string) => house.app.gate.command(lena(), line)
const send = (form: Form, filled: Record<string, string>) => house.app.gate.press(lena(), form.action, filled)
const decide = async (fan: string, action: string, filled: Record<string, string> | null = null) => {
  const draft = await house.draftOf(fan)
  return house.press(house.operators.chatter, actionId(action, draft.id, draft.version), filled)
}

/** A fan who bought once, so that the next draft carries a price. */
async function buyer(fan: string): Promise<void> {
  const purchase = { id: `tip-${fan}`, kind: 'tip' as const, amountMinor: 900, currency: 'USD' }
  await house.post([house.event(fan, { type: 'purchase', purchase })])
}

it('an offer made and started on the web is in the draft of whom it is for and of nobody else, is checked again when it is approved, and its unlock is a redemption', async () => {
  for (const fan of ['marcus', 'theo', 'ines', 'felix']) await buyer(fan)
  await house.pass(1_000)
  for (const fan of ['marcus', 'ines', 'felix']) await type(`/fan tag ${fan} loyal`)
  await type('/fan object ines on')
  await type('/fan freeze felix asked for it')
  const first = formOf(await type('/offer create Bella'))
  const basics = { name: 'Autumn', kind: 'percentage', value: '25', audience: '#loyal', days: '5' }
  const second = formOf(await send(first, basics))
  const panel = JSON.stringify(await send(second, { content: 'Coast, part 2', uses: '10', usesAFan: '' }))
  const [, start] = /"(start-offer\|[^"]+)"/.exec(panel) ?? []
  expect(JSON.stringify(await house.press(house.operators.manager, start ?? ''))).toContain('Autumn · running')

  for (const fan of ['marcus', 'theo', 'ines', 'felix']) await house.write(fan, 'anything new?')
  const draft = await house.draftOf('marcus')
  expect(draft.priceMinor).toBe(1_800)
  expect(draft.knowledge.price).toMatchObject({ offer: { name: 'Autumn', fullMinor: 2_400, priceMinor: 1_800 } })
  const held = await sql().query<{ fan: string }>(
    `SELECT f.external_id AS fan FROM drafts d JOIN fans f ON f.agency_id = d.agency_id AND f.id = d.fan_id
     WHERE d.offer_id IS NOT NULL`,
  )
  expect(held).toEqual([{ fan: 'marcus' }])

  const say = (text: string) => decide('marcus', 'edit', { text, price: '18' })
  expect(JSON.stringify(await say('It is 40% off for you.'))).toContain('Not approved')
  await house.pass(2_000)
  expect(await say('It is 25% off, for you.')).toMatchObject({ kind: 'done' })
  await house.pass(11_000)
  expect((await house.lastOf('marcus')).delivery).toMatchObject({ state: 'sent', priceMinor: 1_800 })
  const [decision] = await sql().query<{ offer: string }>('SELECT offer_id AS offer FROM decisions')
  expect(decision?.offer).toBe(draft.offerId)

  const purchase = { id: 'unlock-1', kind: 'ppv' as const, amountMinor: 1_800, currency: 'USD', asset: 'coast-2' }
  await house.post([house.event('marcus', { type: 'purchase', purchase })])
  await house.pass(1_000)
  expect(JSON.stringify(await type('/offer list'))).toMatch(/1 of 10 used.*\$18/)
  expect(JSON.stringify(await type('/offer stats Autumn'))).toMatch(/1 of 1, 100%.*\$18.*too few to say.*of 1 have one/)

  // Ended between the drawing of the card and the decision.
  await type('/fan tag theo loyal')
  await house.write('theo', 'and the beach?')
  expect((await house.draftOf('theo')).offerId).toBe(draft.offerId)
  const card = async () => {
    const { id } = await house.draftOf('theo')
    return JSON.stringify(await house.app.replies.cardOf(sql(), house.agencyId, id))
  }
  expect(await card()).toMatch(/“Autumn” 25% off, \$24 without.{1,5}ends /)
  await type('/offer end Autumn')
  await house.pass(2_000)
  expect(await card()).toContain('“Autumn” has ended meanwhile')
  expect(await card()).not.toContain('25% off')
  expect(JSON.stringify(await decide('theo', 'accept'))).toContain('“Autumn” has ended meanwhile')
  expect((await house.lastOf('theo')).delivery).toBeNull()
  expect(await decide('theo', 'edit', { text: 'There is a second part.', price: '24' })).toMatchObject({ kind: 'done' })
})

/** The offers that a purchase of so much, so many days from now, would be a redemption of. */
async function countedWith(fan: string, assetId: string, amountMinor: number, days: number): Promise<string[]> {
  const { agencyId } = house
  const at = new Date(house.clock.now().getTime() + days * 86_400_000)
  const undone = new Error('only asked')
  let counted: string[] = []
  const asking = sql().transaction('ask', async (tx) => {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO purchases (agency_id, fan_id, external_id, kind, amount_minor, currency, asset_id, at)
       SELECT $1, id, 'asked', 'ppv', $3, 'USD', $4, $5 FROM fans WHERE external_id = $2 RETURNING fan_id AS id`,
      [agencyId, fan, amountMinor, assetId, at],
    )
    const use = await useBehind(tx, agencyId, { fanId: row?.id ?? '', assetId, purchaseId: 'asked' })
    counted = use?.offerIds ?? []
    throw undone
  })
  await expect(asking).rejects.toBe(undone)
  return counted
}

it('a bundle is drafted whole and only for who owns none of it, what is approved is what is delivered, and its one purchase unlocks all of it', async () => {
  const { agencyId, creatorId, assetId } = house
  const harbour = { agencyId, creatorId, externalId: 'harbour', title: 'Harbour', priceMinor: 2_000, currency: 'USD' }
  const harbourId = await house.app.content.addAsset(harbour)
  const now = house.clock.now()
  const terms = {
    ...{ name: 'Autumn pair', discountType: 'bundle' as const, discountValue: 3_000, contentIds: [assetId, harbourId] },
    ...{ validFrom: now, validUntil: new Date(now.getTime() + 5 * 86_400_000) },
  }
  const made = await house.app.offers.create({ agencyId, creatorId, terms }, { kind: 'system', id: 'test' })
  if (made.kind !== 'stored') throw new Error(made.kind)
  await house.press(house.operators.manager, actionId('start-offer', made.offer.id, made.offer.version))
  for (const fan of ['otto', 'pia', 'quin']) await buyer(fan)
  const coast = { id: 'coast-of-pia', kind: 'ppv' as const, amountMinor: 2_400, currency: 'USD', asset: 'coast-2' }
  await house.post([house.event('pia', { type: 'purchase', purchase: coast })])
  await house.pass(1_000)
  for (const fan of ['otto', 'pia', 'quin']) await house.write(fan, 'anything new?')
  expect(await house.draftOf('pia')).toMatchObject({ assetId: harbourId, offerId: null })
  const draft = await house.draftOf('otto')
  expect(draft).toMatchObject({ assetId: harbourId, offerId: made.offer.id, priceMinor: 3_000 })
  expect(draft.knowledge.price).toMatchObject({ also: [{ id: assetId }], offer: { gives: '2 for $30' } })
  const text = 'Both parts, at a special price for you.'
  expect(JSON.stringify(await decide('otto', 'edit', { text: 'Both?', price: '31' }))).toContain('$3 to $30')
  await house.pass(2_000)
  expect(await decide('otto', 'edit', { text, price: '30' })).toMatchObject({ kind: 'done' })
  await house.pass(11_000)
  const sent = (await house.lastOf('otto')).delivery
  expect(sent).toMatchObject({ state: 'sent', priceMinor: 3_000, assetIds: [harbourId, assetId] })

  expect(await countedWith('otto', harbourId, 3_000, 1), 'at its price, while it runs').toEqual([made.offer.id])
  expect(await countedWith('otto', assetId, 3_000, 4), 'by any of its parts').toEqual([made.offer.id])
  expect(await countedWith('otto', harbourId, 2_000, 1), 'one part bought alone, at its own price').toEqual([])
  expect(await countedWith('otto', harbourId, 3_001, 1), 'more was paid').toEqual([])
  expect(await countedWith('otto', harbourId, 3_000, 6), 'it was over').toEqual([])

  const unlock = { id: 'unlock-pair', kind: 'ppv' as const, amountMinor: 3_000, currency: 'USD', asset: 'harbour' }
  await house.post([house.event('otto', { type: 'purchase', purchase: unlock })])
  await house.pass(1_000)
  expect((await house.app.offers.offer(agencyId, made.offer.id))?.redemptionCount).toBe(1)
  await house.write('otto', 'and now?')
  expect(await house.draftOf('otto')).toMatchObject({ assetId: null, priceMinor: null })

  // A part was bought alone between the drawing of the card and the decision.
  await house.post([house.event('quin', { type: 'purchase', purchase: { ...coast, id: 'coast-of-quin' } })])
  await house.pass(1_000)
  expect(JSON.stringify(await decide('quin', 'accept'))).toContain('“Autumn pair” sells what is not for sale any more')
  expect((await house.lastOf('quin')).delivery).toBeNull()
})
