import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Answer } from '../desk/index.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
let other: StoryHouse
let star = ''
let rival = ''
beforeAll(async () => {
  house = await storyHouse({ platform: 'simulator' })
  other = await storyHouse({ on: { database: house.app.ground.database } })
  const { agencies, platforms, content } = house.app
  const { agencyId } = house
  rival = await agencies.addCreator({ agencyId, name: 'Rita', zone: 'Europe/Paris', currency: 'USD' })
  await platforms.addAccount({ agencyId, creatorId: rival, platform: 'simulator', externalId: 'rita' })
  const asset = { externalId: 'nasty', title: '=HYPERLINK("http://x")', priceMinor: 900, currency: 'USD' }
  await content.addAsset({ agencyId, creatorId: rival, ...asset })
  star = await agencies.addOperator({ agencyId, name: 'Bella herself', role: 'creator' })
  await house.app.ground.database.query('UPDATE operators SET creator_id = $3 WHERE agency_id = $1 AND id = $2', [
    ...[agencyId, star, house.creatorId],
  ])
  await house.write('marcus', 'hello there')
  const draft = await house.draftOf('marcus')
  await house.press(house.operators.chatter, `accept|${draft.id}|${draft.version}`)
  await house.leap(60_000)
  const bought = (fan: string, id: string, amountMinor: number, more = {}) =>
    house.event(fan, { type: 'purchase', purchase: { id, kind: 'tip', amountMinor, currency: 'USD', ...more } })
  await house.post([
    bought('marcus', 'p1', 4_200),
    { ...bought('rose', 'p2', 7_700, { kind: 'ppv', asset: 'nasty' }), account: 'rita' },
  ])
  await house.leap(1_000)
  await house.app.figures.rebuild(house.agencyId)
  await other.app.figures.rebuild(other.agencyId)
})
afterAll(async () => {
  await other.close()
  await house.close()
})

const line = (who: string, text: string, of: StoryHouse = house): Promise<Answer> =>
  of.app.gate.command({ agencyId: of.agencyId, desk: 'web', externalId: who, verified: false }, text)
const said = (answer: unknown) => JSON.stringify(answer)

it('a manager reads everybody’s figures; a creator their own, whomever they ask for; a chatter and another agency none', async () => {
  const { manager, chatter } = house.operators
  expect(said(await line(manager, '/report revenue'))).toContain('$119')
  expect(said(await line(manager, '/report revenue Rita 7'))).toContain('$77')
  expect(said(await line(manager, '/report revenue all 7'))).toContain('all creators · 7 days')
  expect(said(await line(star, '/report revenue All 7'))).not.toContain('$77')
  const own = said(await line(star, '/report revenue'))
  expect(own).toContain('$42')
  expect(own).not.toMatch(/\$119|\$77|Rita/)
  for (const asked of ['/report revenue Rita', `/report content ${rival}`, '/report flows Rita']) {
    expect(await line(star, asked)).toMatchObject({ kind: 'refused', line: expect.stringContaining('No creator') })
  }
  for (const [who, asked] of [
    [star, '/report team'],
    [chatter, '/report revenue'],
    [chatter, '/report team'],
  ] as const) {
    expect((await line(who, asked)).kind, asked).toBe('refused')
  }
  expect(said(await line(other.operators.manager, '/report revenue', other))).toContain('Nothing was recorded')
  expect(said(await line(manager, '/report revenue Bella 999'))).toContain('Allowed: 1 to 366')
})

it('the team’s report says what was decided, how fast, and what was bought after it', async () => {
  const report = await house.app.figures.report(house.agencyId, 'team', {})
  if ('line' in report) throw new Error(report.line)
  const [row = []] = report.table.rows
  const of = (column: string) => row[report.table.columns.indexOf(column)]
  expect([of('operator'), of('decisions'), of('accepted'), of('in_shift')]).toEqual(['Ana', 1, 1, 0])
  expect([of('after_reply_minor'), of('currency'), of('median_wait_s_in_shift')]).toEqual([4_200, 'USD', null])
  expect(of('median_wait_s_off_shift')).toBeGreaterThanOrEqual(4)
  expect(said(report.card)).toContain('100% unchanged')
})

it('programs read the same by key as JSON and CSV, and what an asset is called is never a formula', async () => {
  const { key } = await house.app.apiKeys.add({ agencyId: house.agencyId, name: 'BI', scopes: ['analytics:read'] })
  const wrong = await house.app.apiKeys.add({ agencyId: house.agencyId, name: 'CRM', scopes: ['drafts'] })
  const get = (query: string, bearer = key) =>
    house.app.door.inject({
      url: `/v1/analytics/overview${query}`,
      headers: { authorization: `Bearer ${bearer}` },
    })
  expect((await get('')).json()).toMatchObject({
    report: 'revenue',
    rows: [{ day: '2026-11-20', currency: 'USD', paid_minor: 11_900, after_reply_minor: 4_200 }],
  })
  const csv = await get('?report=content&format=csv&creator=rita')
  expect(csv.headers['content-type']).toContain('text/csv')
  expect(csv.body).toContain(`"'=HYPERLINK(""http://x"")",Rita,USD,1,7700`)
  expect((await get('', wrong.key)).statusCode).toBe(403)
  const nobody = await get('?creator=nobody')
  expect([nobody.statusCode, nobody.json().detail]).toEqual([404, expect.stringContaining('“nobody”. There are: ')])
  expect((await get('?days=999')).json().errors).toEqual([
    { path: 'days', message: '“999” is no number of days. Allowed: 1 to 366.' },
  ])
  expect((await get('?report=secrets')).statusCode).toBe(400)
})

it('the web desk has a page and a file for each report, and no other creator’s for a creator', async () => {
  const as = (who: string, url: string) =>
    house.app.web.inject({
      url,
      headers: { host: '127.0.0.1', cookie: `huntaze_desk_acting=${house.agencyId}/${who}` },
    })
  const page = (await as(house.operators.manager, '/reports/content?days=7')).body
  const { body: counted } = await house.app.health.inject({ url: '/metrics' })
  expect(counted).toMatch(/huntaze_report_seconds_count\{report="content"\} [1-9]/)
  expect(page).toContain('From message to purchase')
  expect(page).toContain('href="/reports/team?days=7"')
  const file = await as(star, '/reports/revenue.csv?days=30')
  expect(file.headers['content-disposition']).toContain('revenue.csv')
  expect(file.body).toContain('4200')
  expect(file.body).not.toContain('11900')
  expect((await as(star, `/reports/revenue?creator=${rival}`)).body).not.toContain('$77')
  expect((await as(star, '/reports/team.csv')).statusCode).toBe(403)
  const wrong = await as(star, '/reports/revenue.csv?days=abc')
  expect([wrong.statusCode, wrong.json().detail]).toEqual([400, 'days: “abc” is no number of days. Allowed: 1 to 366.'])
  expect((await as(star, '/reports/fans.csv')).body).toContain('fan,creator,segment')
  const missing = await as(house.operators.manager, '/reports/nosuch')
  expect([missing.statusCode, missing.body]).toEqual([404, expect.stringContaining('There is no such report.')])
  expect((await as(house.operators.chatter, '/reports/revenue.csv')).statusCode).toBe(403)
  const refused = (await as(house.operators.chatter, '/reports/revenue')).body
  expect(refused).toContain('Managers see this for everybody')
  // Nothing to choose from where nothing may be read, and no way there on any page.
  expect(refused).not.toMatch(/report-choices|90 days|href="\/reports/)
  const desk = async (who: string) => (await as(who, '/desk')).body
  expect(await desk(house.operators.chatter)).not.toContain('/report ')
  expect(await desk(house.operators.manager)).toContain('/report cohorts')
})
