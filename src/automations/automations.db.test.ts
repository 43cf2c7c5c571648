import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { bySystem } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { aDraft, aFlow } from './fixtures.ts'
import type { Flow } from './flow.ts'
import { seenIn } from './seen.fixtures.ts'
import type { Step, TriggerConfig } from './step.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let house: StoryHouse
const used: string[] = []
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())
afterEach(async () => {
  for (const id of used.splice(0)) await set(id, 'draft')
})

const { query, runs, tagsOf, approaches, facts } = seenIn(() => house)
const begin = (config: TriggerConfig): Step => ({ id: 'begin', type: 'trigger', name: 'Begin', config })
const act = (id: string, config: Extract<Step, { type: 'action' }>['config']): Step => ({
  id,
  type: 'action',
  name: id,
  config,
})
const tag = (id: string, name: string): Step => act(id, { do: 'add_tag', tag: name })

async function set(id: string, status: Flow['status']): Promise<void> {
  const { automations, ground } = house.app
  await ground.database.transaction('set-flow', (sql) =>
    automations.setStatus(sql, house.agencyId, id, status, bySystem('test')),
  )
  await house.app.loop.drain()
}

it('drafts one offer for all who come to its step, which a person must start, and tags them as whom it is for', async () => {
  const made = await flow('Thanks, buyers', [
    begin({ on: 'purchase_completed' }),
    act('offer', { do: 'create_offer', discountType: 'percentage', discountValue: 20, validDays: 3, assetIds: [] }),
  ])
  await buy('pia', 'quin')
  const offers = await house.app.offers.list(house.agencyId, {})
  expect(offers.filter(({ name }) => name === made.name)).toMatchObject([
    { state: 'draft', discountValue: 20, audience: { tags: ['offer thanks buyers'] }, changedById: null },
  ])
  expect([await tagsOf('pia'), await tagsOf('quin')]).toEqual([['offer thanks buyers'], ['offer thanks buyers']])
})

async function save(flow: Flow, seen: number | null = null) {
  const { automations, ground } = house.app
  return ground.database.transaction('save-flow', (sql) =>
    automations.save(sql, house.agencyId, flow, bySystem('test'), seen),
  )
}

/** An active flow of these steps, without caps or exits but those given. */
async function flow(name: string, steps: Step[], more: Partial<Flow> = {}): Promise<Flow> {
  const caps = { entriesPerDay: 10_000, fanEveryDays: 0 }
  const made = aFlow({ id: newId(house.clock), name, steps, stopWhen: [], caps, ...more })
  expect(await save(made)).toMatchObject({ kind: 'saved', flow: { version: 1, status: 'draft' } })
  await set(made.id, 'active')
  used.push(made.id)
  return made
}

const buy = async (...fans: string[]) => {
  await house.post(
    fans.map((fan) => {
      const purchase = { id: newId(house.clock), kind: 'ppv' as const, amountMinor: 2_000, currency: 'USD' }
      return house.event(fan, { type: 'purchase', purchase })
    }),
  )
  await house.app.loop.drain()
}
it('asks for a card days after a purchase, by the version that the run began with, and never sends', async () => {
  const steps = [
    begin({ on: 'purchase_completed' }),
    tag('mark', 'thanked'),
    act('pause', { do: 'wait', minutes: 3 * 24 * 60 }),
    act('say', aDraft({ purpose: 'follow-up' })),
  ]
  const made = await flow('Thanks', steps)
  await buy('ann')
  expect(await tagsOf('ann')).toEqual(['thanked'])
  expect(await approaches('ann')).toEqual([])
  const edited = {
    ...made,
    steps: steps.map((step) => (step.id === 'say' ? act('say', aDraft({ purpose: 'upsell' })) : step)),
  }
  expect(await save(edited, 1)).toMatchObject({ kind: 'saved', flow: { version: 2, status: 'active' } })
  expect(await save(edited, 1)).toMatchObject({ kind: 'changed', newest: 2 })
  await house.leap(3 * DAY_MS - HOUR_MS)
  expect(await approaches('ann')).toEqual([])
  await house.leap(2 * HOUR_MS)
  expect(await approaches('ann')).toEqual([
    { purpose: 'follow-up', cause_kind: 'flow', why: 'Flow “Thanks”: they bought' },
  ])
  expect(await runs(made)).toMatchObject([
    { status: 'ended', outcome: 'done', version: 1, visits: 2, log: 'success', executed: ['mark', 'pause'] },
    { version: 1, visits: 3, log: 'success', executed: ['say'] },
  ])
  const sent = await query('SELECT FROM deliveries WHERE agency_id = $1', [house.agencyId])
  expect(sent).toEqual([])
})

it('marks an action that fails and goes on with the next', async () => {
  const made = await flow('Broken', [
    begin({ on: 'purchase_completed' }),
    act('say', aDraft({ assetId: newId(house.clock) })),
    act('offer', { do: 'create_offer', discountType: 'percentage', discountValue: 200, validDays: 3, assetIds: [] }),
    tag('mark', 'went-on'),
  ])
  await buy('bob')
  expect(await tagsOf('bob')).toEqual(['went-on'])
  expect(await runs(made)).toMatchObject([
    { outcome: 'done', log: 'partial', error: 'say: 23503, offer: ZodError', executed: ['say', 'offer', 'mark'] },
  ])
  expect(await facts('flow.action-failed', made.id)).toMatchObject([
    { data: { step: 'say', code: '23503' } },
    { data: { step: 'offer' } },
  ])
})

it('has one active run of a fan and flow, ends it by what ends it, and keeps to the caps', async () => {
  const waits = [
    begin({ on: 'purchase_completed' }),
    act('pause', { do: 'wait', minutes: 24 * 60 }),
    tag('mark', 'waited'),
  ]
  const ends = await flow('Ends', waits, {
    stopWhen: ['purchase_completed'],
    caps: { entriesPerDay: 2, fanEveryDays: 7 },
  })
  await buy('cid')
  house.clock.advance(1_000)
  await buy('cid')
  expect(await runs(ends)).toMatchObject([{ fan: 'cid', status: 'ended', outcome: 'exited' }])
  house.clock.advance(1_000)
  await buy('cid', 'dee', 'eve', 'fay')
  const [first, ...others] = await runs(ends)
  expect(first).toMatchObject({ fan: 'cid', status: 'ended' })
  expect(others).toMatchObject([{ status: 'waiting' }])
  const capped = await facts('flow.capped', ends.id)
  expect(capped.reduce((sum, { data }) => sum + Number(data.fans), 0)).toBe(2)
})

it('stands still while it is paused, and goes on at once', async () => {
  const made = await flow('Paused', [
    begin({ on: 'purchase_completed' }),
    act('pause', { do: 'wait', minutes: 60 }),
    tag('mark', 'resumed'),
  ])
  await buy('gus')
  await set(made.id, 'paused')
  await buy('hal')
  await house.leap(DAY_MS)
  expect(await tagsOf('gus')).toEqual([])
  await set(made.id, 'active')
  expect(await tagsOf('gus')).toEqual(['resumed'])
  expect((await runs(made)).map(({ fan }) => fan)).toEqual(['gus', 'gus'])
})

it('stops the runs of a fan who is frozen, and begins none with them', async () => {
  const made = await flow('Frozen', [
    begin({ on: 'purchase_completed' }),
    act('pause', { do: 'wait', minutes: 60 }),
    tag('mark', 'late'),
  ])
  await buy('ivy')
  const [fan] = await query<{ id: string }>("SELECT id FROM fans WHERE agency_id = $1 AND external_id = 'ivy'", [
    house.agencyId,
  ])
  const by = bySystem('test')
  await house.app.ground.database.transaction('freeze', (sql) =>
    house.app.fans.freeze(sql, { agencyId: house.agencyId, fanId: fan?.id ?? '', by, reason: 'test' }),
  )
  await buy('ivy')
  expect(await runs(made)).toMatchObject([{ fan: 'ivy', status: 'ended', outcome: 'stopped' }])
})

it('stops flows that begin each other by tags, with a fact', async () => {
  const turn = (from: string, to: string) => [
    begin({ on: 'tag_added', tag: from }),
    act('off', { do: 'remove_tag', tag: from }),
    tag('on', to),
  ]
  const ping = await flow('Ping', turn('ping', 'pong'))
  const pong = await flow('Pong', turn('pong', 'ping'))
  const first = await flow('First', [begin({ on: 'purchase_completed' }), tag('mark', 'ping')])
  const other = await flow('Other', [begin({ on: 'tag_added', tag: 'pong' }), tag('mark', 'seen')])
  await buy('jon')
  expect((await runs(ping)).length + (await runs(pong)).length).toBe(5)
  const stopped = [...(await facts('flow.loop-stopped', ping.id)), ...(await facts('flow.loop-stopped', pong.id))]
  expect(stopped).toMatchObject([{ data: { depth: 6 } }])
  expect(await runs(first)).toHaveLength(1)
  // Whom it tags itself has “pong” still, but “pong” isn’t what was added.
  expect((await runs(other)).length).toBe((await runs(pong)).length)
})

it('lets the flow of the highest priority speak to a fan: a lower one is left out, and one that runs waits', async () => {
  const talk = [begin({ on: 'purchase_completed' }), act('pause', { do: 'wait', minutes: 120 }), act('say', aDraft())]
  const low = await flow('Low', talk, { priority: 1 })
  await buy('kim')
  const high = await flow(
    'High',
    [...talk.slice(0, 1), act('pause', { do: 'wait', minutes: 300 }), act('say', aDraft({ purpose: 'upsell' }))],
    { priority: 5 },
  )
  const lowest = await flow('Lowest', talk, { priority: 0 })
  house.clock.advance(1_000)
  await buy('kim')
  expect([await runs(low), await runs(high), await runs(lowest)].map(({ length }) => length)).toEqual([1, 1, 0])
  await house.leap(4 * HOUR_MS)
  expect(await approaches('kim')).toEqual([])
  await house.leap(2 * HOUR_MS)
  await house.leap(2 * HOUR_MS)
  expect((await approaches('kim')).map(({ purpose }) => purpose)).toEqual(['upsell', 'reactivation'])
})

it('looks for fans who went quiet once a day, and meets each once for a silence', async () => {
  const made = await flow('Quiet', [begin({ on: 'fan_inactive', days: 3 }), tag('mark', 'quiet')])
  const unsold = await flow('Unsold', [
    begin({ on: 'fan_inactive', days: 3, without: 'purchase' }),
    act('say', aDraft()),
  ])
  await buy('lou', 'may')
  const days = async (n: number) => {
    for (let day = 0; day < n; day += 1) {
      await house.leap(DAY_MS)
      await house.write('may', 'good morning')
      await house.app.automations.oweSweeps()
      await house.app.loop.drain()
    }
  }
  await days(2)
  expect((await runs(made)).map(({ fan }) => fan)).not.toContain('lou')
  await days(4)
  const met = async (which: Flow) =>
    (await runs(which)).map(({ fan }) => fan).filter((fan) => ['lou', 'may'].includes(fan))
  expect(await met(made)).toEqual(['lou'])
  expect((await met(unsold)).sort()).toEqual(['lou', 'may'])
  expect((await approaches('may')).map(({ why }) => why)).toEqual([
    'Flow “Unsold”: they have bought nothing for a while',
  ])
})

it('takes a crowd in a few batches, by the words of their messages, and tells the channel', async () => {
  const made = await flow('Crowd', [
    begin({ on: 'message_received' }),
    {
      id: 'ask',
      type: 'condition',
      name: 'Asks',
      config: { if: { field: 'message.text', op: 'contains', value: ['price'] } },
      otherwise: 'mark',
    },
    { ...act('tell', { do: 'notify', text: 'Somebody asks for a price' }), next: null } as Step,
    tag('mark', 'crowd'),
  ])
  const message = (fan: string, text: string) =>
    house.event(fan, { type: 'message.received', message: { id: newId(house.clock), text } })
  await house.post(
    Array.from({ length: 100 }, (_, n) => message(`crowd-${n}`, n % 50 === 0 ? 'What is the PRICE?' : 'hi')),
  )
  await house.app.loop.drain()
  expect(await facts('flow.notified', made.id)).toHaveLength(2)
  const [tagged] = await query<{ fans: number; batches: number }>(
    "SELECT count(*) AS fans, count(DISTINCT xid) AS batches FROM facts WHERE name = 'fan.tagged' AND data->>'flowId' = $1",
    [made.id],
  )
  expect(tagged?.fans).toBe(98)
  expect(tagged?.batches).toBeLessThanOrEqual(8)
})
