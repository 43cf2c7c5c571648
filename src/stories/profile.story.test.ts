import { afterAll, beforeAll, expect, it } from 'vitest'
import { signBody } from '../../adapters/http/index.ts'
import { actionId } from '../desk/index.ts'
import { type StoryHouse, storyHouse } from './house.ts'

const DAY_MS = 86_400_000
let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
  const buys = (fan: string, n: number) => ({
    type: 'purchase' as const,
    at: new Date(house.clock.now().getTime() - (3 + 6 * n) * DAY_MS).toISOString(),
    purchase: { id: `${fan}-${n}`, kind: 'ppv' as const, amountMinor: 900 + 100 * n, currency: 'USD' },
  })
  const fans = Array.from({ length: 22 }, (_, fan) => `fan-${fan}`)
  await house.post(fans.flatMap((fan) => [0, 1, 2].map((n) => house.event(fan, buys(fan, n)))))
  await house.app.content.addAsset({
    ...{ agencyId: house.agencyId, creatorId: house.creatorId, externalId: 'dunes', title: 'Dunes', priceMinor: 900 },
    ...{ currency: 'USD', tags: ['beach', 'sun'] },
  })
  await house.post([
    house.event('fan-1', {
      type: 'purchase',
      purchase: { id: 'dunes', kind: 'ppv', amountMinor: 900, currency: 'USD', asset: 'dunes' },
    }),
  ])
  await house.pass(40_000)
})
afterAll(() => house.close())

const query = <Row>(text: string, params: unknown[] = []) => house.app.ground.database.query<Row>(text, params)
const command = async (line: string, operator = house.operators.chatter) =>
  JSON.stringify(
    await house.app.gate.command(
      { agencyId: house.agencyId, desk: 'web', externalId: operator, verified: false },
      line,
    ),
  )
async function door(url: string) {
  const at = Math.floor(house.clock.now().getTime() / 1000)
  const signed = signBody(house.source.secret, `GET ${url}`, at)
  const headers = { 'x-source': house.source.id, 'x-signature': signed }
  return (await house.app.door.inject({ method: 'GET', url, headers })).json<Record<string, unknown>>()
}
const idOf = async (fan: string) =>
  (await query<{ id: string }>('SELECT id FROM fans WHERE external_id = $1', [fan]))[0]?.id ?? ''
const topIds = async () => ((await door('/v1/segments/top?limit=100')).fans as { fanId: string }[]).map((f) => f.fanId)

it('shows how a fan buys and writes, the same behind [Fan] and at the door', async () => {
  await house.write('fan-1', 'hey, anything new?')
  const draft = await house.draftOf('fan-1')
  await house.press(house.operators.chatter, actionId('accept', draft.id, draft.version))
  await house.pass(30_000)
  expect(await command('/fan zone fan-1 Mars/Olympus')).toContain('no time zone')
  expect(await command('/fan zone fan-1 Asia/Tokyo')).toContain('Asia/Tokyo')
  const shown = await command('/fan show fan-1')
  for (const part of [
    /Lifetime value","value":"\$\d+/,
    /\d+(\.\d)? days on average/,
    /beach, sun/,
    /today, Asia\/Tokyo"/,
  ])
    expect(shown).toMatch(part)
  expect(shown).toMatch(/buying: wrote today, bought today/)
  expect(shown).not.toMatch(/NaN|undefined|Infinity/)
  const id = await idOf('fan-1')
  const opened = await house.press(house.operators.chatter, actionId('show-fan', id, 0))
  expect(JSON.stringify(opened)).toBe(await command('/fan show fan-1'))
  expect(await door(`/v1/fans/${id}`)).toMatchObject({
    profilingRefused: false,
    profile: { favouriteTags: ['beach', 'sun'], zone: 'Asia/Tokyo', stage: { stage: 'Buying' } },
  })
})

it('makes no segment, score or price of who objects: not on the card, at the door, in the list, or stored', async () => {
  await house.write('fan-2', 'what else do you have?')
  const before = await house.draftOf('fan-2')
  expect(before.priceMinor).not.toBeNull()
  const id = await idOf('fan-2')
  expect(await topIds()).toContain(id)
  expect(await command('/fan object fan-2 on')).toContain('objects to profiling')
  // At once, before any task has run.
  expect(await topIds()).not.toContain(id)
  expect(await command('/fan show fan-2')).toMatch(/profiling refused.*Profiling refused: no segment/)
  await house.pass(10_000)

  const card = await house.draftOf('fan-2')
  expect(card).toMatchObject({ supersedesId: before.id, priceMinor: null, assetId: null, knowledge: { price: null } })
  const view = await house.app.approvals.view(house.app.ground.database, house.agencyId, card.id)
  expect(view?.draft.knowledge).not.toHaveProperty('outlook')
  for (const { id: draftId, version } of [before, card]) {
    const why = JSON.stringify(await house.press(house.operators.chatter, actionId('why', draftId, version)))
    expect(why).toContain('profiling refused')
    expect(why).not.toMatch(/Regular|VIP|Whale|churn|top \d+%|buy at/)
  }
  expect(await command('/fan price fan-2')).toContain('profiling refused')
  const shown = await door(`/v1/fans/${id}`)
  expect(shown).toMatchObject({ profilingRefused: true, segment: null, outlook: null, profile: null })
  expect(await query('SELECT 1 FROM fan_scores WHERE fan_id = $1', [id])).toEqual([])
  expect(await query("SELECT 1 FROM facts WHERE name = 'fan.segment-changed' AND subject = $1", [id])).toEqual([])
  const [fact] = await query<{ data: object }>("SELECT data FROM facts WHERE name = 'fan.profiling-refused'")
  expect(fact?.data).toEqual({ creatorId: house.creatorId })
})

it('lets nobody approve the price that was suggested from the profile of who objects before another draft is there', async () => {
  await house.write('fan-5', 'anything new?')
  const draft = await house.draftOf('fan-5')
  expect(draft.priceMinor).toEqual(expect.any(Number))
  await command('/fan object fan-5 on')
  const on = (name: string) => actionId(name, draft.id, draft.version)
  const { chatter } = house.operators
  expect(await house.press(chatter, on('accept'))).toMatchObject({
    ...{ kind: 'refused', line: expect.stringContaining('suggested from the fan’s profile') },
  })
  const plain = { text: 'It is good to hear from you.', price: '' }
  expect(await house.press(chatter, on('edit'), plain)).toMatchObject({ kind: 'done' })
})

it('skips who objects in the nightly recompute, and lets only a manager end the objection', async () => {
  await command('/fan score', house.operators.manager)
  await house.pass(10_000)
  const id = await idOf('fan-2')
  expect(await query('SELECT 1 FROM fan_scores WHERE fan_id = $1', [id])).toEqual([])
  expect(await command('/fan object fan-2 on')).toContain('already')
  expect(await command('/fan object fan-2 off')).toContain('Only a manager')
  expect(await command('/fan object fan-2 off', house.operators.manager)).toContain('may be profiled again')
  await house.pass(10_000)
  expect(await query('SELECT 1 FROM fan_scores WHERE fan_id = $1', [id])).toHaveLength(1)
  expect(await topIds()).toContain(id)
})
