import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Creator } from '../agency/index.ts'
import { actionId } from '../desk/index.ts'
import { bySystem, type Ground } from '../facts/index.ts'
import { type StoryHouse, storyHouse } from '../stories/house.ts'
import { gatherCircumstances } from './gather-circumstances.ts'
import type { AlertDetail, Found } from './insight.ts'
import { openInsights, readWatch } from './insight-store.ts'
import { noteInsights } from './note-insights.ts'

let house: StoryHouse
let ground: Ground
let agencyId: string
let creatorId: string
let lena: string

beforeAll(async () => {
  house = await storyHouse({ at: '2026-11-20T08:00:00Z', platform: 'simulator' })
  ground = house.app.ground
  lena = house.operators.manager
  agencyId = house.agencyId
  creatorId = house.creatorId
})
afterAll(() => house.close())

const identity = () => ({ agencyId, desk: 'web' as const, externalId: lena, verified: false })
const press = (name: string, id: string, filled: Record<string, string> | null = null) =>
  house.app.gate.press(identity(), actionId(name, id, 0), filled)
const type = (line: string) => house.app.gate.command(identity(), line)
const open = () => openInsights(ground.database, agencyId, null, 80)
const note = (found: Found[]) =>
  ground.database.transaction('note', (sql) => noteInsights(house.app, sql, agencyId, found))
const facts = async () =>
  (
    await ground.database.query<{ name: string }>('SELECT name FROM facts WHERE agency_id = $1 ORDER BY at, id', [
      agencyId,
    ])
  )
    .map(({ name }) => name)
    .filter((name) => name.startsWith('insight.') || name.startsWith('alert-'))

const alert = (toDay: string): Found => {
  const detail: AlertDetail = {
    ...{ metric: 'revenue', direction: 'low', currency: 'USD', came: 18_200, oneIn: 200, clues: [] },
    expected: { low: 41_000, usual: 54_500, high: 69_000 },
    points: [{ day: toDay, amount: 18_200, low: 41_000, high: 69_000 }],
  }
  return {
    ...{
      creatorId,
      kind: 'alert',
      causeKey: 'revenue:low:2026-11-17',
      priority: 1,
      fromDay: '2026-11-17',
      toDay,
      detail,
    },
  }
}

it('one cause is one insight: found twice it is told once, lasting longer it grows, and settled it stays settled', async () => {
  expect(await note([alert('2026-11-17'), alert('2026-11-17')])).toMatchObject([{ isNew: true }])
  expect(await note([alert('2026-11-17')])).toEqual([])
  expect(await note([alert('2026-11-19')])).toMatchObject([{ isNew: false }])
  const [insight] = await open()
  expect(insight).toMatchObject({ fromDay: '2026-11-17', toDay: '2026-11-19', status: 'new' })

  const id = insight?.id ?? ''
  expect(await press('open-insight', id)).toMatchObject({ kind: 'panel', card: { tone: 'warn' } })
  expect(await press('take-insight', id)).toMatchObject({ kind: 'done' })
  expect(await press('take-insight', id)).toMatchObject({
    kind: 'refused',
    line: 'It is taken already. Nothing changed.',
  })
  expect(await type('/digest insights')).toMatchObject({ kind: 'panel', card: { title: '1 thing to look at' } })
  expect(await press('dismiss-insight', id)).toMatchObject({ kind: 'done' })
  expect(await note([alert('2026-11-20')])).toEqual([])
  expect(await open()).toEqual([])
  expect(await facts()).toEqual(['insight.found', 'insight.lasted', 'insight.taken', 'insight.dismissed'])
})

it('a figure is muted by one click, a budget is set by a manager, and neither reaches another agency', async () => {
  await note([{ ...alert('2026-11-20'), causeKey: 'revenue:low:2026-11-20', fromDay: '2026-11-20' }])
  const [insight] = await open()
  expect(await press('mute-insight', insight?.id ?? '')).toMatchObject({ kind: 'done' })
  expect(await type('/digest budget Bella 30')).toMatchObject({ kind: 'done' })
  expect(await type('/digest budget Bella 3')).toMatchObject({ kind: 'refused' })
  expect(await type('/digest look Nobody')).toMatchObject({ kind: 'refused' })
  expect(await readWatch(ground.database, agencyId, creatorId)).toEqual({
    falseAlarmDays: 30,
    muted: { revenue: '2026-11-27T08:00:00.000Z' },
  })
  const other = await house.app.agencies.addAgency({ name: 'B', zone: 'Europe/Paris' })
  expect(await openInsights(ground.database, other, null, 80)).toEqual([])
  expect(await readWatch(ground.database, other, creatorId)).toBeNull()
  expect(await type('/digest look Bella')).toMatchObject({
    kind: 'panel',
    card: {
      title: 'Bella · Thu 19 Nov',
      body: [
        { line: expect.stringContaining('Thu 19 Nov is not whole yet') },
        { line: expect.stringContaining('Nothing is on this list') },
      ],
    },
  })
  const greeted = await type('/digest preview Bella morning fr')
  expect(greeted).toMatchObject({ kind: 'panel', card: { title: 'Bonjour Bella' } })
  const listed = await type('/digest preview Bella today')
  expect(listed).toMatchObject({
    card: { title: 'Today for Bella · Fri 20 Nov', summary: 'Nobody needs a message today.' },
  })
  const leaving = await type('/digest preview Bella leaving')
  expect(leaving).toMatchObject({ card: { title: 'Likely to leave · Bella' } })
})

it('a preview is of today unless it is named, and digests have the names by which they are scheduled', async () => {
  const titled = async (line: string) => {
    const answer = await type(line)
    return answer.kind === 'panel' ? answer.card.title : answer.kind
  }
  expect(await titled('/digest preview Bella')).toBe('Today for Bella · Fri 20 Nov')
  expect(await titled('/digest preview Bella churn')).toBe('Likely to leave · Bella')
  expect(await titled('/digest preview Bella churn-7')).toBe('Likely to leave · Bella')
  expect(await titled('/digest preview Bella creator fr')).toBe('Bonjour Bella')
})

it('who sees no money in reports sees none in alerts and digests, and creators see themselves', async () => {
  await note([{ ...alert('2026-11-18'), causeKey: 'revenue:low:2026-11-18', fromDay: '2026-11-18' }])
  const id = (await open())[0]?.id ?? ''
  const as = (externalId: string) => ({ ...identity(), externalId })
  const ana = as(house.operators.chatter)
  const seen = await house.app.gate.press(ana, actionId('open-insight', id, 0), null)
  expect(JSON.stringify(seen)).toContain('down 67%')
  expect(JSON.stringify(seen)).not.toContain('$')
  expect(JSON.stringify(await press('open-insight', id))).toContain('$182')
  expect(await house.app.gate.command(ana, '/digest preview Bella morning')).toMatchObject({ kind: 'refused' })
  expect(await house.app.gate.command(ana, '/digest preview Bella today')).toMatchObject({ kind: 'panel' })
  expect(await house.app.gate.press(ana, actionId('show-figures', id, 0), null)).toMatchObject({ kind: 'refused' })

  const caraId = await house.app.agencies.addCreator({ agencyId, name: 'Cara', zone: 'Europe/Paris', currency: 'USD' })
  const cara = as(await house.app.agencies.addOperator({ agencyId, name: 'Cara', role: 'creator' }))
  await ground.database.query('UPDATE operators SET creator_id = $2 WHERE agency_id = $1 AND id = $3', [
    ...[agencyId, caraId, cara.externalId],
  ])
  const says = (line: string) => house.app.gate.command(cara, line)
  expect(await says('/digest insights')).toMatchObject({ kind: 'panel', card: { title: 'Nothing to look at' } })
  expect(await says('/digest insights Bella')).toMatchObject({ kind: 'refused' })
  expect(await says('/digest preview Bella morning')).toMatchObject({ kind: 'refused' })
  expect(await says('/digest preview Cara morning')).toMatchObject({ kind: 'panel' })
  expect(await says('/digest look Cara')).toMatchObject({ kind: 'refused' })
  expect(await press('dismiss-insight', id)).toMatchObject({ kind: 'done' })
})

it('an open alert stands on the team’s page of the day however many fans there are to look after', async () => {
  await note([{ ...alert('2026-11-18'), causeKey: 'sales:high:2026-11-18', fromDay: '2026-11-18', priority: 2 }])
  const [opened] = await open()
  const names = Array.from({ length: 30 }, (_, n) => `buyer-${n}`)
  const purchase = (id: string) => ({ id, kind: 'tip' as const, amountMinor: 900, currency: 'USD' })
  await house.post(names.map((name) => house.event(name, { type: 'purchase', purchase: purchase(name) })))
  await house.app.loop.drain()
  const fans = await house.app.fans.ofCreator(ground.database, agencyId, creatorId)
  const leaving = fans.map(({ id: fanId, name }, n): Found => {
    const detail = { fanId, name, worthMinor: 900, currency: 'USD', reason: 'quiet' }
    const days = { fromDay: '2026-11-20', toDay: '2026-11-20' }
    return { ...days, creatorId, kind: 'churn', causeKey: `fan:${n}:2026-11`, priority: 2, detail }
  })
  await note(leaving)
  expect((await open())[0]?.kind).toBe('alert')
  const page = await house.app.digests.recent(agencyId, 'manager')
  expect(page.map(({ title }) => title)).toContain('⚠️ Revenue far below usual · Bella')
  for (const { id } of (await open()).filter(({ kind }) => kind === 'churn')) await press('dismiss-insight', id)
  expect(await press('dismiss-insight', opened?.id ?? '')).toMatchObject({ kind: 'done' })
})

it('an explained alert is done by what a person said, and its buttons show the accounts, the figures and the team', async () => {
  await note([{ ...alert('2026-11-19'), causeKey: 'revenue:low:2026-11-19', fromDay: '2026-11-19' }])
  const id = (await open())[0]?.id ?? ''
  expect(await press('open-sync', id)).toMatchObject({ kind: 'panel', card: { title: 'Sync · Bella' } })
  expect(await press('show-team', id)).toMatchObject({ card: { title: 'Team · Bella · Thu 19 Nov' } })
  expect(await press('show-figures', id)).toMatchObject({ kind: 'panel' })
  expect(await press('why-insight', id)).toMatchObject({ card: { title: 'Why this alert · Revenue of Bella' } })
  expect(await press('explain-insight', id)).toMatchObject({ kind: 'form' })
  expect(await press('explain-insight', id, { what: 'nonsense' })).toMatchObject({ kind: 'form' })
  expect(await press('explain-insight', id, { what: 'pause' })).toMatchObject({ kind: 'done' })
  expect(await press('explain-insight', id, { what: 'pause' })).toMatchObject({ kind: 'refused' })
  expect(await open()).toEqual([])
  expect((await facts()).at(-1)).toBe('insight.explained')
})

const HOUR_MS = 3_600_000

/** Four weeks: a message an hour by day, answered at once, but for an outage on the 19th and no answer that afternoon. */
function fourWeeks() {
  const began = Date.parse('2026-10-22T08:00:00Z')
  const hours = Array.from({ length: 29 * 24 }, (_, n) => new Date(began + n * HOUR_MS))
  const out = [Date.parse('2026-11-19T09:00:00Z'), Date.parse('2026-11-19T19:00:00Z')] as const
  const seen = hours.filter((at) => at.getUTCHours() >= 8 && (at.getTime() < out[0] || at.getTime() >= out[1]))
  return seen.flatMap((at, n) => {
    const message = { id: `w${n}`, text: 'hey' }
    const wrote = house.event('ada', { type: 'message.received', at: at.toISOString(), message })
    const late = new Date(at.getTime() + 60_000).toISOString()
    const answer = { type: 'message.sent' as const, at: late, message: { id: `s${n}`, text: 'hello' } }
    const isSilent = at.getTime() >= out[1] && at.getTime() < Date.parse('2026-11-20T06:00:00Z')
    return isSilent ? [wrote] : [wrote, house.event('ada', answer)]
  })
}

it('what else happened on a day is read where it was recorded: connections, answers, prices, promotions, freezes, rules', async () => {
  const events = fourWeeks()
  for (let n = 0; n < events.length; n += 500) await house.post(events.slice(n, n + 500))
  await house.app.loop.drain()
  // What a person does is done on the 20th, the day that is looked at last.
  const terms = { name: 'Autumn 20%', discountType: 'percentage' as const, discountValue: 20 }
  const until = new Date('2026-11-25T00:00:00Z')
  const made = await house.app.offers.create(
    { agencyId, creatorId, terms: { ...terms, validFrom: ground.clock.now(), validUntil: until } },
    bySystem('test'),
  )
  if (made.kind !== 'stored') throw new Error(made.kind)
  const { offer } = made
  expect(await house.press(lena, actionId('start-offer', offer.id, offer.version))).toMatchObject({ kind: 'panel' })
  const [fan] = await house.app.fans.ofCreator(ground.database, agencyId, creatorId)
  await ground.database.transaction('freeze', (sql) =>
    house.app.fans.freeze(sql, { agencyId, fanId: fan?.id ?? '', by: bySystem('guardrails'), reason: 'test' }),
  )
  await house.press(lena, actionId('edit-asset', house.assetId, 0), { title: 'Coast', price: '12', tags: '' })
  await house.app.guardrails.set({ agencyId, creatorId, floorMinor: 500, ceilingMinor: 9_000, maxPerHour: 3 })

  const creator = (await house.app.agencies.creator(ground.database, agencyId, creatorId)) as Creator
  const at = (time: string) => Date.parse(`2026-11-${time}:00Z`)
  const bad = await gatherCircumstances(house.app, agencyId, creator, '2026-11-19')
  expect(bad.gaps).toMatchObject([{ fromMs: at('19T08:00'), untilMs: at('19T19:00'), usual: expect.closeTo(11, 0) }])
  expect(bad.silences).toEqual([{ fromMs: at('19T19:00'), untilMs: at('20T08:00'), onShift: null }])
  expect(bad).toMatchObject({ prices: [], promotions: [], rulesMs: [], frozen: { fans: 0 } })
  const next = await gatherCircumstances(house.app, agencyId, creator, '2026-11-20')
  expect(next).toMatchObject({
    prices: [{ what: 'Coast', fromMinor: 2_400, toMinor: 1_200 }],
    promotions: [{ offerId: offer.id, what: 'began' }],
    ...{ frozen: { fans: 1, byRules: 1 }, rulesMs: [ground.clock.now().getTime()] },
  })
})
