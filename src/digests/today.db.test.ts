import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Creator } from '../agency/index.ts'
import { actionId } from '../desk/index.ts'
import { isHeldOut } from '../drafting/index.ts'
import { newId } from '../kernel/ids.ts'
import { type Spoken, type StoryHouse, storyHouse } from '../stories/house.ts'
import { OCCASIONS } from './action-list.ts'
import { draftButton } from './draft-listed.ts'
import { gatherLeaving } from './gather-leaving.ts'
import { gatherToday } from './gather-today.ts'
import { keepLeaving, leavingSince } from './leaving-store.ts'
import { lookForUnusual } from './look-for-unusual.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ at: '2026-11-20T08:00:00Z', platform: 'simulator' })
})
afterAll(() => house.close())

const HOUR_MS = 3_600_000
const today = async () => {
  const { app, agencyId, creatorId } = house
  const creator = (await app.agencies.creator(app.ground.database, agencyId, creatorId)) as Creator
  return gatherToday(app, agencyId, creator, 'en')
}
const told = async () => (await today()).list.fans.map(({ name, occasions }) => [name, ...occasions])
const bought = (id: string, at: string, amountMinor: number): Spoken => ({
  ...{ type: 'purchase', at, purchase: { id, kind: 'tip', amountMinor, currency: 'USD' } },
})
const says = (fan: string, line: string) =>
  house.app.gate.command(
    { agencyId: house.agencyId, desk: 'web', externalId: house.operators.manager, verified: false },
    `/fan ${line.replace('FAN', fan)}`,
  )

it('a list says whom to write to and why; its button makes a card, the fan leaves the list, and tomorrow says what it brought', async () => {
  const until = '2026-11-22T12:00:00Z'
  const subscription = { id: 's1', priceMinor: 2_000, currency: 'USD', until, autoRenew: false }
  await house.post([
    house.event('ends', { type: 'subscription.started', at: '2026-10-22T12:00:00Z', subscription }),
    house.event('renews', {
      ...{ type: 'subscription.started', at: '2026-10-22T12:00:00Z' },
      subscription: { ...subscription, id: 's2', autoRenew: true },
    }),
    // Two thousand yen are no twenty dollars.
    house.event('abroad', {
      ...{ type: 'subscription.started', at: '2026-10-22T12:00:00Z' },
      subscription: { ...subscription, id: 's3', currency: 'JPY' },
    }),
    house.event('old', { type: 'message.received', at: '2026-11-17T12:00:00Z', message: { id: 'm1', text: 'hey' } }),
    house.event('yearly', bought('p1', '2024-11-20T12:00:00Z', 5_000)),
    house.event('yearly', bought('p2', '2026-11-01T12:00:00Z', 5_000)),
    house.event('cold', bought('p3', '2026-11-02T12:00:00Z', 5_000)),
    house.event('born', bought('p4', '2026-11-03T12:00:00Z', 5_000)),
  ])
  await house.app.loop.drain()
  expect(await says('born', 'tag FAN "birthday 11-20"')).toMatchObject({ kind: 'done' })
  await house.app.scoring.recompute(house.agencyId, house.creatorId)
  await house.leap(120_000)

  const list = await told()
  expect(list).toContainEqual(['ends', 'subscription-ends'])
  expect(list).toContainEqual(['old', 'answer'])
  expect(list.find(([name]) => name === 'yearly')).toContain('anniversary')
  expect(list.find(([name]) => name === 'born')).toContain('birthday')
  expect(list.map(([name]) => name)).not.toContain('renews')
  expect(list).not.toContainEqual(['abroad', 'subscription-ends'])
  expect((await today()).measuredOn).toBe(0)

  const { key } = await house.app.apiKeys.add({ agencyId: house.agencyId, name: 'BI', scopes: ['analytics:read'] })
  const wrong = await house.app.apiKeys.add({ agencyId: house.agencyId, name: 'CRM', scopes: ['drafts'] })
  const get = (query: string, bearer = key) =>
    house.app.door.inject({ url: `/v1/actions${query}`, headers: { authorization: `Bearer ${bearer}` } })
  const answered = await get('?creator=bella')
  expect(answered.statusCode).toBe(200)
  const { list: same } = await today()
  expect(answered.json()).toMatchObject({
    ...{ creator: { id: house.creatorId, name: 'Bella' }, day: '2026-11-20', currency: 'USD', minutesMeasuredOn: 0 },
    actions: same.fans.map(({ fanId, worthMinor }) => ({ fan: { id: fanId }, expectedMinor: worthMinor })),
  })
  expect((await get('?creator=bella', wrong.key)).statusCode).toBe(403)
  expect((await get('?creator=nobody')).statusCode).toBe(404)
  expect((await get('')).statusCode).toBe(400)

  const [fan] = await house.app.fans.find(house.app.ground.database, house.agencyId, 'ends', 1)
  const pressed = actionId('draft-listed', fan?.id ?? '', OCCASIONS.indexOf('subscription-ends'))
  expect(await house.press(house.operators.chatter, pressed)).toMatchObject({ kind: 'done' })
  await house.leap(5_000)
  const draft = await house.draftOf('ends')
  expect(JSON.stringify(draft.knowledge)).toContain('On today’s list: subscription ends')
  expect((await told()).map(([name]) => name)).not.toContain('ends')
  expect(await house.press(house.operators.chatter, pressed)).toMatchObject({ kind: 'refused' })
  // A list in French has buttons in French, which are answered in French.
  const french = draftButton('fr', fan?.id ?? '', 'subscription-ends')
  expect(french.label).toBe('Brouillon')
  expect(await house.press(house.operators.chatter, french.action)).toMatchObject({
    ...{ kind: 'refused', line: expect.stringContaining('a déjà une carte') },
  })
  await house.press(house.operators.chatter, actionId('accept', draft.id, draft.version))
  await house.leap(30_000)
  await house.leap(60_000)
  // Their card has ended: no second one comes of this day's list, and nobody is told that one does.
  expect(await house.press(house.operators.chatter, pressed)).toMatchObject({
    kind: 'refused',
    line: expect.stringContaining('today already'),
  })
  await house.post([house.event('ends', bought('p5', house.clock.now().toISOString(), 3_300))])
  await house.leap(24 * HOUR_MS)
  expect((await today()).yesterday).toEqual({ written: 1, buyers: 1, broughtMinor: 3_300 })
  const other = await house.app.agencies.addCreator({
    ...{ agencyId: house.agencyId, name: 'Cara', zone: 'Europe/Paris', currency: 'USD' },
  })
  const cara = (await house.app.agencies.creator(house.app.ground.database, house.agencyId, other)) as Creator
  expect(await gatherToday(house.app, house.agencyId, cara, 'en')).toMatchObject({
    list: { fans: [] },
    yesterday: null,
  })
}, 60_000)

const DAY_MS = 24 * HOUR_MS
const ago = (days: number) => new Date(house.clock.now().getTime() - days * DAY_MS)

it('who is held out is on no list, gets no draft from a flow or a digest, and is written to by hand', async () => {
  const { app, agencyId, creatorId, operators } = house
  const sql = app.ground.database
  const command = (line: string) =>
    app.gate.command({ agencyId, desk: 'web', externalId: operators.manager, verified: false }, line)
  const at = house.clock.now()
  const isHeld = (id: string) => isHeldOut(50, { agencyId, fanId: id, at })
  // Who waits for an answer gets it, held out or not.
  const chances = async () => (await today()).list.fans.filter(({ occasions }) => !occasions.includes('answer'))
  const listed = async () => (await chances()).map(({ fanId }) => fanId)
  // Ids are drawn by lot: buyers whose subscription ends come until one of them is held out and one isn't.
  const ends = { priceMinor: 2_000, currency: 'USD', until: new Date(at.getTime() + DAY_MS).toISOString() }
  for (let n = 0; new Set((await listed()).map(isHeld)).size < 2; n += 1) {
    const subscription = { id: `lot-${n}`, autoRenew: false, ...ends }
    await house.post([
      house.event(`lot-${n}`, bought(`lot-${n}`, '2026-11-01T12:00:00Z', 5_000)),
      house.event(`lot-${n}`, { type: 'subscription.started', at: '2026-11-01T12:00:00Z', subscription }),
    ])
    await app.loop.drain()
  }
  expect(await command('/digest holdout Bella 60')).toMatchObject({ kind: 'refused' })
  expect(await command('/digest holdout Bella 50')).toMatchObject({ kind: 'done' })
  const fans = await app.fans.ofCreator(sql, agencyId, creatorId)
  const buyers = fans.filter(({ purchaseCount }) => purchaseCount > 0)
  const held = buyers.filter(({ id }) => isHeld(id))
  expect((await listed()).map(isHeld)).toEqual(expect.arrayContaining([false]))
  expect((await listed()).filter(isHeld)).toEqual([])
  const flow = { kind: 'flow' as const, id: 'run:1' }
  const say = { template: 'hey', purpose: 'reactivation' as const }
  for (const { id } of buyers) {
    const wanted = { agencyId, fanId: id, key: `flow ${id}`, cause: flow, say, assetId: null, offerId: null }
    await sql.transaction('ask', (tx) => app.drafting.askApproach(tx, { ...wanted, until: ago(-2) }))
  }
  await house.leap(5_000)
  const winBacks = await app.drafting.flowWinBacks(sql, agencyId, creatorId, ago(1))
  expect(winBacks.filter((one) => one.isHeldOut).map(({ fanId }) => fanId)).toEqual(held.map(({ id }) => id).sort())
  for (const { id, externalId } of held) {
    const pressed = actionId('draft-listed', id, OCCASIONS.indexOf('leaving'))
    expect(await house.press(operators.chatter, pressed)).toMatchObject({ kind: 'refused' })
    expect(await says(externalId, 'draft FAN')).toMatchObject({ kind: 'done' })
  }
  expect(await command('/digest holdout Bella 0')).toMatchObject({ kind: 'done' })
})

it('what winning back brings is how many more of those to write to bought than of those held out, once the days are over', async () => {
  const { app, agencyId } = house
  const sql = app.ground.database
  const creatorId = await app.agencies.addCreator({ agencyId, name: 'Dora', zone: 'Europe/Paris', currency: 'USD' })
  await app.platforms.addAccount({ agencyId, creatorId, platform: 'simulator', externalId: 'dora' })
  const at = (days: number) => ago(days).toISOString()
  const names = Array.from({ length: 80 }, (_, n) => `d${n}`)
  const event = (fan: string, spoken: Spoken) => house.event(fan, { ...spoken, account: 'dora' } as Spoken)
  // Half of those to write to come back within a week, and an eighth of those held out; two more come too late.
  const back = names.filter((_, n) => (n < 40 ? n % 2 === 0 : n % 8 === 0))
  await house.post(names.map((name) => event(name, bought(`${name}-first`, at(50), 1_000))))
  await house.post([
    ...back.map((name) => event(name, bought(`${name}-back`, at(36), 2_000))),
    ...['d1', 'd3'].map((name) => event(name, bought(`${name}-late`, at(20), 2_000))),
  ])
  await app.loop.drain()
  const byName = new Map((await app.fans.ofCreator(sql, agencyId, creatorId)).map((fan) => [fan.externalId, fan.id]))
  const found = names.map((name, n) => ({ fanId: byName.get(name) ?? '', at: ago(40), risk: 0.8, isHeldOut: n >= 40 }))
  const month = { creatorId, month: '2026-10' }
  await sql.transaction('keep', (tx) => keepLeaving(tx, agencyId, month, found))
  await sql.transaction('keep', (tx) =>
    keepLeaving(
      tx,
      agencyId,
      month,
      found.map((one) => ({ ...one, risk: 0.1 })),
    ),
  )
  expect((await leavingSince(sql, agencyId, creatorId, ago(90))).filter(({ risk }) => risk !== 0.8)).toEqual([])

  const dora = (await app.agencies.creator(sql, agencyId, creatorId)) as Creator
  const week = await gatherLeaving(app, agencyId, dora, { horizonDays: 7, language: 'en' })
  expect(week.digest.lift).toMatchObject({
    written: { fans: 40, bought: 20 },
    heldOut: { fans: 40, bought: 5 },
    isEnough: true,
  })
  expect(week.digest.lift.difference?.middle).toBeCloseTo(0.375)
  const month30 = await gatherLeaving(app, agencyId, dora, { horizonDays: 30, language: 'en' })
  expect(month30.digest.lift).toMatchObject({ written: { bought: 22 }, heldOut: { bought: 5 } })
  // In the thirty days before the last thirty all bought; two did in the last.
  expect(month30.digest.lost.fans).toBe(78)
  expect(month30.digest.wonBack.fans).toBe(0)
  expect(month30.last).toEqual({ told: 40, left: 18 })
  // One who never bought can't be held out, nor one who is frozen: a flow that wanted them says nothing of either group.
  await house.post([event('never', { type: 'message.received', at: at(20), message: { id: 'n1', text: 'hey' } })])
  await app.loop.drain()
  for (const [name, reason] of [
    ['never', 'limit'],
    ['never', 'frozen'],
    ['d41', 'frozen'],
  ] as const) {
    const [{ id: fanId } = { id: '' }] = await app.fans.find(sql, agencyId, name, 1)
    await sql.query(
      `INSERT INTO approaches (agency_id, id, fan_id, creator_id, key, cause_kind, cause_id, purpose, state, reason, until, asked_at, ended_at)
       SELECT $1, gen_random_uuid(), $3, $2, $4, 'flow', 'run:1', 'reactivation', 'left-out', $6, $5, $5, $5`,
      [agencyId, creatorId, fanId, `flow ${fanId} ${reason}`, ago(45), reason],
    )
  }
  const again = await gatherLeaving(app, agencyId, dora, { horizonDays: 7, language: 'en' })
  expect(again.digest.lift).toMatchObject({ written: { fans: 40 }, heldOut: { fans: 40 } })
  // Another share is another trial: of before it nothing is added up.
  const hold = await app.gate.command(
    { agencyId, desk: 'web', externalId: house.operators.manager, verified: false },
    '/digest holdout Dora 20',
  )
  expect(hold).toMatchObject({ kind: 'done' })
  // Who waits is answered, held out or not; a list of this morning says nothing of who was answered since.
  const held = [...byName.values()].find((fanId) => isHeldOut(20, { agencyId, fanId, at: house.clock.now() }))
  const answer = actionId('draft-listed', held ?? '', OCCASIONS.indexOf('answer'))
  expect(await house.press(house.operators.chatter, answer)).toMatchObject({
    kind: 'refused',
    line: expect.stringContaining('is held out'),
  })
  const begun = await gatherLeaving(app, agencyId, dora, { horizonDays: 7, language: 'en' })
  expect(begun.digest.lift).toMatchObject({ written: { fans: 0 }, heldOut: { fans: 0 } })
  expect(begun.last).toEqual(week.last)
  const nobody = { ...dora, id: newId(house.clock) }
  expect(
    (await gatherLeaving(app, agencyId, nobody, { horizonDays: 30, language: 'en' })).digest.lift.difference,
  ).toBeNull()
})

it('a fan is told of once a month, as a chance or as leaving, by a name that is stored nowhere, and what is settled stays so', async () => {
  const { app, agencyId, creatorId, operators } = house
  const sql = app.ground.database
  const creator = (await app.agencies.creator(sql, agencyId, creatorId)) as Creator
  await app.scoring.recompute(agencyId, creatorId)
  await house.leap(26 * HOUR_MS)
  const { open: insights } = await lookForUnusual(app, agencyId, creator)
  expect(insights.length).toBeGreaterThan(0)
  expect(new Set(insights.map(({ causeKey }) => causeKey)).size).toBe(insights.length)
  expect((await lookForUnusual(app, agencyId, creator)).open).toEqual(insights)
  // What was kept a moment ago is no earlier day to compare with, and nobody's minutes go to what brings less than a dollar.
  const leaving = (await gatherLeaving(app, agencyId, creator, { horizonDays: 30, language: 'en' })).digest.leaving
  expect(leaving.length).toBeGreaterThan(0)
  expect(leaving.filter(({ before }) => before !== null)).toEqual([])
  expect((await today()).list.fans.filter((fan) => fan.occasions[0] === 'leaving' && fan.worthMinor < 100)).toEqual([])
  const [first] = insights
  const fanId = first && 'fanId' in first.detail ? first.detail.fanId : ''
  const press = (name: string) => house.press(operators.chatter, actionId(name, first?.id ?? '', 0))
  const stored = await sql.query('SELECT id FROM insights WHERE agency_id = $1 AND detail ? $2', [agencyId, 'name'])
  expect(stored).toEqual([])
  const name = (await app.fans.listed(sql, agencyId, [fanId])).get(fanId)?.name
  expect(await press('open-insight')).toMatchObject({ card: { title: expect.stringContaining(`${name} · Bella`) } })
  expect(await press('dismiss-insight')).toMatchObject({ kind: 'done' })
  expect((await lookForUnusual(app, agencyId, creator)).open.map(({ id }) => id)).not.toContain(first?.id)
  const left = (await today()).list.fans.filter((fan) => fan.fanId === fanId && fan.occasions[0] !== 'answer')
  expect(left).toEqual([])
})

it('the risk of before is that of another day: whoever is found today has none', async () => {
  const { app, agencyId } = house
  const sql = app.ground.database
  const creatorId = await app.agencies.addCreator({ agencyId, name: 'Eve', zone: 'Europe/Paris', currency: 'USD' })
  await app.platforms.addAccount({ agencyId, creatorId, platform: 'simulator', externalId: 'eve' })
  const paid = (fan: string, days: number) =>
    house.event(fan, { ...bought(`${fan}-${days}`, ago(days).toISOString(), 2_000), account: 'eve' } as Spoken)
  await house.post(['e1', 'e2'].flatMap((fan) => [50, 45, 40, 35].map((days) => paid(fan, days))))
  await app.loop.drain()
  await app.scoring.recompute(agencyId, creatorId)
  await house.leap(120_000)
  const eve = (await app.agencies.creator(sql, agencyId, creatorId)) as Creator
  const [one, other] = await app.fans.ofCreator(sql, agencyId, creatorId)
  const found = (fanId = '', at = house.clock.now()) => ({ fanId, at, risk: 0.6, isHeldOut: false })
  await sql.transaction('keep', (tx) =>
    keepLeaving(tx, agencyId, { creatorId, month: '2026-11' }, [found(one?.id), found(other?.id, ago(9))]),
  )
  const { digest } = await gatherLeaving(app, agencyId, eve, { horizonDays: 30, language: 'en' })
  const before = new Map(digest.leaving.map((fan) => [fan.fanId, fan.before?.risk ?? null]))
  expect([before.get(one?.id ?? ''), before.get(other?.id ?? '')]).toEqual([null, 0.6])
})
