import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answer, actionId } from '../desk/index.ts'
import type { Drafting } from '../drafting/index.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ platform: 'simulator' })
})
afterAll(() => house.close())

type Wanted = Parameters<Drafting['askApproach']>[1]
const HOUR_MS = 3_600_000

const sql = () => house.app.ground.database

/** A fan who wrote long ago, was answered and is quiet. */
async function quietFan(fan: string): Promise<string> {
  await house.write(fan, 'hey, how are you?')
  await press(fan, 'accept')
  await house.leap(11_000)
  const { draft } = await house.lastOf(fan)
  expect(draft?.state).toBe('sent')
  await house.leap(20 * 24 * HOUR_MS)
  return draft?.fanId ?? ''
}

/** Bought something, and never wrote. */
async function quietBuyer(): Promise<string> {
  await house.post([
    house.event('lou', {
      type: 'purchase',
      purchase: { id: 'l1', kind: 'tip', amountMinor: 500, currency: 'USD' },
    }),
  ])
  await house.leap(1_000)
  const [fan] = await sql().query<{ id: string }>("SELECT id FROM fans WHERE external_id = 'lou'")
  return fan?.id ?? ''
}

async function press(fan: string, action: string, filled?: Record<string, string>): Promise<Answer> {
  const { id, version } = await house.draftOf(fan)
  house.clock.advance(1_500)
  return house.press(house.operators.chatter, actionId(action, id, version), filled ?? null)
}

const ask = (fanId: string, key: string, more: Partial<Wanted> = {}) =>
  sql().transaction('ask', (tx) =>
    house.app.drafting.askApproach(tx, {
      ...{ agencyId: house.agencyId, fanId, key, cause: { kind: 'flow', id: 'run-1 step-2' } },
      say: { template: null, purpose: 'reactivation' },
      ...{ assetId: null, offerId: null, until: new Date(house.clock.now().getTime() + 6 * HOUR_MS) },
      why: 'Flow “Win back”: quiet for 20 days',
      ...more,
    }),
  )

const rowOf = async (approachId: string) => {
  const [row] = await sql().query<{ state: string; reason: string | null; outcome: string | null }>(
    'SELECT state, reason, outcome FROM approaches WHERE id = $1',
    [approachId],
  )
  return row
}

const factsOf = async (approachId: string): Promise<string[]> => {
  const rows = await sql().query<{ name: string }>('SELECT name FROM facts WHERE subject = $1 ORDER BY id', [
    approachId,
  ])
  return rows.map(({ name }) => name)
}

const cardOf = async (fan: string): Promise<string> => {
  const { id } = await house.draftOf(fan)
  return JSON.stringify(await house.app.replies.cardOf(sql(), house.agencyId, id))
}

it('is asked for once, shown with its reason and without an alarm, accepted by a person, and delivered', async () => {
  const fanId = await quietFan('marcus')
  const { approachId } = await ask(fanId, 'first')
  expect(await ask(fanId, 'first')).toEqual({ approachId, isNew: false })
  await house.leap(1_000)
  const draft = await house.draftOf('marcus')
  expect(draft).toMatchObject({ state: 'open', approachId, messageId: null })
  const card = await cardOf('marcus')
  expect(card).toContain('Flow “Win back”: quiet for 20 days')
  expect(card).toContain('hey, how are you?')
  expect(card).not.toContain('answer by')
  expect(card).not.toContain('Escalate')
  await house.leap(5 * HOUR_MS)
  expect(await cardOf('marcus')).not.toContain('Late')
  expect(await sql().query("SELECT FROM facts WHERE name = 'draft.raised' AND subject = $1", [draft.id])).toEqual([])

  expect(await press('marcus', 'another-draft')).toMatchObject({ kind: 'done' })
  await house.leap(2_000)
  const other = await house.draftOf('marcus')
  expect(other).toMatchObject({ approachId, attempt: 1, state: 'open' })
  expect(other.text).not.toBe(draft.text)
  expect(await press('marcus', 'accept')).toMatchObject({ kind: 'done' })
  await house.leap(11_000)
  const { delivery } = await house.lastOf('marcus')
  expect(delivery).toMatchObject({ state: 'sent', text: other.text })
  expect(await rowOf(approachId)).toEqual({ state: 'settled', reason: null, outcome: 'sent' })
  expect(await factsOf(approachId)).toEqual(['approach.asked', 'approach.drafted', 'approach.settled'])
  // How long it was looked at before is kept, and what was hardly read is counted for managers.
  const looked = await sql().query<{ ms: number }>('SELECT looked_ms AS ms FROM decisions ORDER BY at')
  expect(looked.every(({ ms }) => ms >= 1_000)).toBe(true)
  const quick = looked.filter(({ ms }) => ms < 3_000).length
  const report = await house.app.gate.command(
    { agencyId: house.agencyId, desk: 'web', externalId: house.operators.manager, verified: false },
    '/report approvals',
  )
  expect(JSON.stringify(report)).toContain(`${quick} of ${looked.length} approvals under 3 seconds.`)
})

it('finds no place until the hour is over, gives way to what the fan writes, and is left out when it waited too long', async () => {
  const { draft } = await house.lastOf('marcus')
  const fanId = draft?.fanId ?? ''
  const next = await ask(fanId, 'second')
  await house.leap(2_000)
  expect(await rowOf(next.approachId)).toMatchObject({ state: 'asked' })
  await house.leap(5 * HOUR_MS)
  expect(await rowOf(next.approachId)).toMatchObject({ state: 'drafted' })

  // What the fan writes is answered: the card gives way.
  await house.write('marcus', 'funny, I was thinking of you')
  const answer = await house.draftOf('marcus')
  expect(answer.approachId).toBeNull()
  expect(await rowOf(next.approachId)).toMatchObject({ state: 'settled', outcome: 'superseded' })

  // While that card is open another waits, and is left out when it is no longer wanted.
  const waiting = await ask(fanId, 'third')
  await house.leap(5 * HOUR_MS)
  expect(await rowOf(waiting.approachId)).toMatchObject({ state: 'asked' })
  await house.leap(HOUR_MS)
  expect(await rowOf(waiting.approachId)).toMatchObject({ state: 'left-out', reason: 'card-open' })
})

it('says the words it was given, begins a conversation with who never wrote, and offers what it names at a price', async () => {
  const until = new Date(house.clock.now().getTime() + 30 * 24 * HOUR_MS).toISOString()
  await house.post([
    house.event('nia', {
      type: 'subscription.started',
      subscription: { id: 'nia-1', priceMinor: 999, currency: 'USD', until },
    }),
  ])
  await house.leap(2_000)
  const [fan] = await sql().query<{ id: string }>("SELECT id FROM fans WHERE external_id = 'nia'")
  const { approachId } = await ask(fan?.id ?? '', 'welcome', {
    say: { template: 'Hi {{fan}}, glad you are here. Look at “{{asset}}”.', purpose: 'welcome' },
    assetId: house.assetId,
  })
  await house.leap(2_000)
  const draft = await house.draftOf('nia')
  expect(draft).toMatchObject({ approachId, text: 'Hi nia, glad you are here. Look at “Coast, part 2”.' })
  expect(draft.assetId).toBe(house.assetId)
  expect(draft.priceMinor).toBeGreaterThan(0)
  expect(await cardOf('nia')).toContain('never wrote')

  // In quiet hours neither a price nor what nobody asked for is approved, and none is drafted before they end.
  const { agencyId, creatorId } = house
  const bounds = { agencyId, creatorId, floorMinor: 500, ceilingMinor: 5_000 }
  // In Paris: an hour later than here.
  const minute = house.clock.now().getUTCHours() * 60 + 60
  await house.app.guardrails.set({ ...bounds, quietFrom: minute % 1_440, quietTo: (minute + 120) % 1_440 })
  expect(await press('nia', 'accept')).toMatchObject({ kind: 'refused', line: expect.stringContaining('Quiet hours') })
  expect(await press('nia', 'edit', { text: 'hello you', price: '' })).toMatchObject({ kind: 'form' })
  const later = await ask(await quietBuyer(), 'at night')
  await house.leap(1_000)
  expect(await rowOf(later.approachId)).toMatchObject({ state: 'asked' })
  await house.leap(2 * HOUR_MS)
  expect(await rowOf(later.approachId)).toMatchObject({ state: 'drafted' })
  await house.app.guardrails.set({ ...bounds, quietFrom: null, quietTo: null })
  expect(await press('nia', 'dismiss', { reason: 'not now' })).toMatchObject({ kind: 'done' })
  await house.leap(1_000)
  expect(await rowOf(approachId)).toMatchObject({ state: 'settled', outcome: 'dismissed' })
})

it('leaves out the frozen, who objects, and what is gone or owned, each with its reason', async () => {
  const fanId = await quietFan('omar')
  const { agencyId } = house
  const by = { kind: 'operator' as const, id: house.operators.manager }
  await sql().transaction('freeze', (tx) => house.app.fans.freeze(tx, { agencyId, fanId, by, reason: 'asked' }))
  const frozen = await ask(fanId, 'frozen')
  await house.leap(1_000)
  await sql().transaction('thaw', (tx) => house.app.fans.unfreeze(tx, { agencyId, fanId, by }))
  await house.post([
    house.event('omar', {
      type: 'purchase',
      purchase: { id: 'o1', kind: 'ppv', amountMinor: 2_000, currency: 'USD', asset: 'coast-2' },
    }),
  ])
  await house.leap(2_000)
  const owned = await ask(fanId, 'owned', { assetId: house.assetId })
  await house.leap(1_000)
  await sql().query('UPDATE fans SET profiling_refused_at = $2 WHERE id = $1', [fanId, house.clock.now()])
  const objected = await ask(fanId, 'objected')
  await house.leap(1_000)
  const reasons = await Promise.all([frozen, owned, objected].map(({ approachId }) => rowOf(approachId)))
  expect(reasons.map((row) => row?.reason)).toEqual(['frozen', 'asset-owned', 'objected'])
  expect(await factsOf(owned.approachId)).toEqual(['approach.asked', 'approach.left-out'])

  // Whom only an import brought stays once a card is about them, or the import could never end.
  const expiresAt = new Date(house.clock.now().getTime() + HOUR_MS)
  await sql().query('UPDATE fans SET expires_at = $2 WHERE id = $1', [fanId, expiresAt])
  await sql().query('UPDATE conversations SET expires_at = $2 WHERE fan_id = $1', [fanId, expiresAt])
  // A person may still write to them, by the command or the button on the profile; twice is once.
  const run = (line: string) =>
    house.app.gate.command({ agencyId, desk: 'web', externalId: house.operators.chatter, verified: false }, line)
  expect(await run('/fan draft omar "ask about the trip"')).toMatchObject({ kind: 'done' })
  expect(await house.press(house.operators.other, actionId('draft-for-fan', fanId, 0))).toMatchObject({
    line: expect.stringContaining('already'),
  })
  await house.leap(2_000)
  expect(await house.draftOf('omar')).toMatchObject({
    priceMinor: null,
    knowledge: { approach: { cause: 'operator' } },
  })
  expect(await cardOf('omar')).toContain('asked for by Ana')
  expect(await run('/fan draft omar')).toMatchObject({ kind: 'refused' })
  const kept =
    'SELECT f.expires_at AS fan, c.expires_at AS talk FROM fans f JOIN conversations c ON c.fan_id = f.id WHERE f.id = $1'
  expect(await sql().query(kept, [fanId])).toEqual([{ fan: null, talk: null }])

  // Nobody decided while it was wanted: the card goes, but not from under who is on it.
  const { id } = await house.draftOf('omar')
  await house.leap(24 * HOUR_MS - 60_000)
  await press('omar', 'claim')
  await house.leap(60_000)
  expect((await house.draftOf('omar')).id).toBe(id)
  await house.leap(10 * 60_000)
  expect((await house.lastOf('omar')).draft).toMatchObject({ id, state: 'superseded', settledWhy: 'no longer wanted' })
  expect(await house.press(house.operators.chatter, actionId('accept', id, 1))).toMatchObject({
    kind: 'refused',
    line: expect.stringContaining('while it was wanted'),
  })
  const [row] = await sql().query("SELECT outcome FROM approaches WHERE fan_id = $1 AND cause_kind = 'operator'", [
    fanId,
  ])
  expect(row).toEqual({ outcome: 'withdrawn' })
})
