import { afterAll, beforeAll, expect, it } from 'vitest'
import { actionId } from '../desk/index.ts'
import type { TaskRun } from '../facts/index.ts'
import { type StoryHouse, storyHouse } from './house.ts'

const DAY_MS = 86_400_000
let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

let count = 0
const bought = (fan: string, daysAgo: number, amountMinor: number, id = `p${++count}`) =>
  house.event(fan, {
    type: 'purchase',
    at: new Date(house.clock.now().getTime() - daysAgo * DAY_MS).toISOString(),
    purchase: { id, kind: 'ppv', amountMinor, currency: 'USD' },
  })
const query = <Row>(text: string, params: unknown[] = []) => house.app.ground.database.query<Row>(text, params)
const segmentFacts = () =>
  query<{ subject: string; data: { from: string; to: string } }>(
    "SELECT subject, data FROM facts WHERE name = 'fan.segment-changed' ORDER BY id",
  )
const command = (line: string, operator = house.operators.manager) =>
  house.app.gate.command({ agencyId: house.agencyId, desk: 'web', externalId: operator, verified: false }, line)
const scoreOf = async (fan: string) => {
  const [row] = await query<{
    segment: string
    buys_30: number | null
    value_30_minor: number | null
    inputs: unknown
  }>(
    `SELECT s.segment, s.buys_30, s.value_30_minor, s.inputs FROM fan_scores s
     JOIN fans f ON f.agency_id = s.agency_id AND f.id = s.fan_id WHERE f.external_id = $1`,
    [fan],
  )
  return row
}

it('scores every buyer by a stored fit once there are twenty, and imported history changes no segment', async () => {
  const events = Array.from({ length: 24 }, (_, fan) =>
    Array.from({ length: 1 + (fan % 6) }, (_, k) => bought(`fan-${fan}`, 100 - 3 * fan - 2 * k, 900 + 100 * fan)),
  ).flat()
  await house.post(events)
  await house.pass(35_000)
  const fits = await query<{ basis: string; version: string; buyers: number }>(
    'SELECT basis, version, buyers FROM score_fits',
  )
  expect(fits).toEqual([{ basis: 'prior', version: 'scores-1', buyers: 24 }])
  const scores = await query<{ buys_7: number; buys_30: number; alive: number }>('SELECT * FROM fan_scores')
  expect(scores).toHaveLength(24)
  for (const { buys_7, buys_30 } of scores) expect(buys_7 <= buys_30 && buys_30 < 1).toBe(true)
  expect(await segmentFacts()).toEqual([])
})

it('makes a fact of every segment that changes afterwards, a first purchase included', async () => {
  await house.post([bought('newcomer', 0, 1_500), bought('fan-3', 0, 90_000), bought('fan-3', 0, 90_000)])
  await house.pass(35_000)
  const facts = (await segmentFacts()).map(({ data }) => data)
  expect(facts).toContainEqual({ creatorId: house.creatorId, from: 'Prospect', to: 'New' })
  expect(facts.some(({ to }) => to === 'Whale' || to === 'VIP')).toBe(true)
  const before = facts.length
  await house.post([bought('fan-3', 0, 100)])
  await house.pass(35_000)
  expect((await segmentFacts()).length).toBe(before)
})

it('counts a purchase that was refunded in full as none, and one refunded in part by what is left', async () => {
  await house.post([bought('refunded', 20, 2_000, 'back'), bought('partly', 20, 2_000, 'half')])
  await house.post([
    house.event('refunded', { type: 'refund', refund: { id: 'r1', of: 'back', amountMinor: 2_000, currency: 'USD' } }),
    house.event('partly', { type: 'refund', refund: { id: 'r2', of: 'half', amountMinor: 1_500, currency: 'USD' } }),
  ])
  await house.pass(35_000)
  expect(await command('/fan score')).toMatchObject({ kind: 'done' })
  await house.pass(5_000)
  expect(await scoreOf('refunded')).toBeUndefined()
  expect(JSON.stringify(await command('/fan show refunded'))).toContain('Prospect')
  expect(await scoreOf('partly')).toMatchObject({ inputs: { purchaseDays: 1, spentMinor: 500 } })
})

it('explains a fan by numbers under /fan show, and the same behind Why on a card', async () => {
  const answer = JSON.stringify(await command('/fan show fan-5', house.operators.chatter))
  expect(answer).toMatch(/buys again within 7 days: (under )?\d+%, within 30 days: (under )?\d+%/)
  expect(answer).toMatch(/bought on \d+ days in \d+ days, last \d+ days ago/)
  expect(answer).toMatch(/little history \(\d+ buyers\)/)
  expect(answer).not.toMatch(/NaN|undefined|Infinity/)
  await house.write('fan-5', 'hey')
  const draft = await house.draftOf('fan-5')
  const why = JSON.stringify(await house.press(house.operators.chatter, actionId('why', draft.id, draft.version)))
  expect(why).toContain('What to expect')
  expect(why).toMatch(/expected in 30 days/)
})

it('finds fans by a part of their name, and asks for more where many match', async () => {
  expect(JSON.stringify(await command('/fan find newc'))).toContain('newcomer')
  expect(await command('/fan show fan')).toMatchObject({ kind: 'refused' })
  expect(await command('/fan show nobody%')).toMatchObject({ kind: 'refused' })
  expect(JSON.stringify(await command('/report segments'))).toMatch(/scored/)
})

it('fits anew a day later, by what fans bought until then, and keeps the fit before', async () => {
  await house.leap(DAY_MS)
  await house.post([bought('fan-1', 0, 700)])
  await house.pass(35_000)
  const fits = await query('SELECT fitted_at FROM score_fits')
  expect(fits.length).toBeGreaterThanOrEqual(3)
  await expect(query("UPDATE score_fits SET basis = 'own'")).rejects.toThrow()
})

it('goes on with the same fit after the last fan it had scored, when a worker takes a fit over', async () => {
  const { agencyId, creatorId, app } = house
  const input = { fact: 'test', subject: creatorId, data: {} }
  const run = (attempts: number, commit: TaskRun['commit']): TaskRun => ({
    task: { agencyId, id: 0, name: 'fit-scores', fence: 0, attempts, input } as unknown as TaskRun['task'],
    signal: new AbortController().signal,
    commit,
  })
  const count = async (what: string) => Number((await query<{ n: string }>(`SELECT count(*) AS n FROM ${what}`))[0]?.n)
  const now = async () => ({
    fits: await count('score_fits'),
    told: await count("facts WHERE name = 'creator.scored'"),
    scored: await count('fan_scores WHERE buys_30 > 0'),
  })
  const before = await now()
  house.clock.advance(DAY_MS)
  const dies = run(1, () => Promise.reject(new Error('killed')))
  await expect(app.scoring.fit(dies)).rejects.toThrow('killed')
  expect(await now()).toEqual({ ...before, fits: before.fits + 1 })
  await query(`UPDATE fan_scores SET fitted_at = NULL, alive = NULL, buys_7 = NULL, buys_30 = NULL, value_30_minor = NULL, inputs = NULL
    WHERE fan_id > (SELECT fan_id FROM fan_scores ORDER BY fan_id OFFSET 9 LIMIT 1)`)
  await app.scoring.fit(run(2, (name, work) => app.ground.database.transaction(name, work)))
  expect(await now()).toEqual({ fits: before.fits + 1, told: before.told + 1, scored: before.scored })
  const by = await query('SELECT DISTINCT fitted_at FROM fan_scores WHERE fitted_at IS NOT NULL')
  expect(by).toHaveLength(1)
})
