import { afterAll, beforeAll, expect, it } from 'vitest'
import { visitorOf } from '../../adapters/web/visitor.fixtures.ts'
import { type Answer, actionId } from '../desk/index.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ platform: 'simulator' })
})
afterAll(() => house.close())

const sql = () => house.app.ground.database
const DAY_MS = 86_400_000

/** The web desk as one person uses it: what a command or a press answers, as it stands in the page. */
async function desk(who: keyof StoryHouse['operators']) {
  const { post } = await visitorOf(house.app.web, `${house.agencyId}/${house.operators[who]}`)
  const said = async (url: string, payload: object) => JSON.stringify((await post(url, payload)).json())
  return {
    command: (line: string) => said('/command', { line }),
    press: (action: string, filled: Record<string, string> | null = null) => said('/press', { action, filled }),
  }
}
const flowNamed = async (name: string) => {
  const [row] = await sql().query<{ id: string; version: number; status: string }>(
    'SELECT id, version, status FROM flows WHERE name = $1 ORDER BY id DESC LIMIT 1',
    [name],
  )
  if (!row) throw new Error(`no flow ${name}`)
  return row
}
const tips = (fan: string) =>
  house.post([
    house.event(fan, {
      type: 'purchase',
      purchase: { id: `tip-${fan}`, kind: 'tip', amountMinor: 900, currency: 'USD' },
    }),
  ])
const factsAbout = async (id: string) =>
  (
    await sql().query<{ name: string; by: string }>(
      "SELECT name, actor_id AS by FROM facts WHERE subject = $1 AND name LIKE 'flow.%' ORDER BY id",
      [id],
    )
  ).map(({ name, by }) => `${name} ${by}`)

it('is made from a sentence, looked at, tried on the past, activated, and asks a person: who accepts, and it is sent', async () => {
  const [lena, ana] = [await desk('manager'), await desk('chatter')]
  await tips('marcus')
  await house.leap(DAY_MS)
  expect(await ana.command('/flow new thank everyone who buys something')).toContain('Only a manager can do this')
  const shown = await lena.command('/flow new thank everyone who buys something')
  expect(shown).toMatch(/From the template that fits.*A draft: nothing runs.*a fan buys.*a person decides.*<svg/s)
  const { id, version, status } = await flowNamed('Thank a buyer')
  expect([version, status]).toEqual([1, 'draft'])

  const tried = await lena.command('/flow dry-run "thank a buyer" 7')
  expect(tried).toMatch(/Nothing was sent\..*1 of 1.*1, at most 1 a day.*marcus/s)
  expect(await lena.command('/flow dry-run "thank a buyer" 700')).toContain('Allowed: 1 to 30')
  expect(await sql().query('SELECT 1 FROM flow_runs')).toEqual([])
  expect(await sql().query('SELECT 1 FROM approaches')).toEqual([])

  expect(await lena.command('/flow activate "Thank a buyer"')).toMatch(/Every message is a draft card.*Activate/s)
  expect(await lena.press(actionId('activate-flow', id, 1))).toContain('is active')
  const lenas = house.operators.manager
  expect(await factsAbout(id)).toEqual([`flow.saved ${lenas}`, `flow.activated ${lenas}`])

  await tips('nina')
  await house.pass(5_000)
  const draft = await house.draftOf('nina')
  expect(draft.state).toBe('open')
  expect((await house.lastOf('nina')).delivery).toBeNull()
  await house.pass(2_000)
  expect(await ana.press(actionId('accept', draft.id, draft.version))).toContain('done')
  await house.pass(15_000)
  expect((await house.lastOf('nina')).delivery).toMatchObject({ state: 'sent', text: draft.text })

  expect(await lena.command('/flow runs "Thank a buyer"')).toMatch(/nina.*went to the end/s)
  await house.post([
    house.event('nina', { type: 'purchase', purchase: { id: 'n2', kind: 'tip', amountMinor: 1_500, currency: 'USD' } }),
  ])
  await house.pass(1_000)
  expect(await lena.command('/flow stats "Thank a buyer"')).toMatch(
    /100% · 1 of 1.*1 of 1 fan.*\$15.*within 7 days after/s,
  )
  expect(await lena.command('/flow pause "Thank a buyer"')).toContain('is paused')
  expect(await lena.command('/flow pause "Thank a buyer"')).toContain('is not active')
  expect((await flowNamed('Thank a buyer')).status).toBe('paused')

  // A second one of the same words gets a name of its own; put away, the name is free, and nothing of it is lost.
  await lena.command('/flow new thank everyone who buys something')
  expect((await flowNamed('Thank a buyer 2')).status).toBe('draft')
  expect(await lena.command('/flow archive "Thank a buyer"')).toContain('is archived')
  expect(await lena.press(actionId('activate-flow', id, 1))).toContain('is archived. /flow restore brings it back')
  const taken = { name: 'thank a BUYER', description: '', creators: '', stopWhen: '' }
  const second = await flowNamed('Thank a buyer 2')
  expect(await lena.press(actionId('flow-about', second.id, 1), taken)).toContain('page 2 of 3')
  expect(await lena.press(actionId('flow-about', second.id, 2), { ...taken, name: 'Another' })).toContain('page 2 of 3')
  expect(await lena.command('/flow restore "Thank a buyer"')).toContain('is a draft again')
  expect(await lena.press(actionId('flow-about', second.id, 3), taken)).toMatch(
    /The flow, name: .*a name that no other flow has/,
  )
  await lena.press(actionId('remove-step', second.id, 3, '1'))
  expect(await lena.press(actionId('activate-flow', second.id, 4))).toContain('nothing to do')
  expect(await lena.command('/flow archive Another')).toContain('is archived')
}, 60_000)

it('is edited page by page as new versions; whoever was slower reads who was faster, and loses nothing of theirs', async () => {
  const [lena, olga] = [await desk('manager'), await desk('admin')]
  await lena.command('/flow preset Bella soft-glam')
  const { id } = await flowNamed('First week · Soft glam · Bella')
  const about = { name: 'First week', description: 'Seven days', creators: house.creatorId, stopWhen: '' }
  expect(await lena.press(actionId('flow-about', id, 1), about)).toContain('page 2 of 3')
  expect(await olga.press(actionId('flow-about', id, 1), { ...about, name: 'Mine' })).toMatch(
    /Changed by Lena meanwhile.*Nothing was stored/s,
  )
  expect(await lena.press(actionId('flow-steps', id, 2))).toMatch(
    /Steps of “First week”.*somebody subscribes.*Add a beginning/s,
  )
  expect(await lena.press(actionId('new-step', id, 2, '0y-wait'), { name: 'Pause', minutes: '200 years' })).toMatch(
    /How long: “200 years” can’t be/,
  )
  expect(await olga.press(actionId('remove-step', id, 1, '0'))).toMatch(/Changed by Lena meanwhile/)
  expect(await flowNamed('First week')).toMatchObject({ id, version: 2, status: 'draft' })
  expect(await lena.press(actionId('activate-flow', id, 1))).toMatch(/Changed by Lena meanwhile/)
})

it('needs a second person to begin with more than five hundred fans on one day, also when an edit makes it so', async () => {
  const [lena, olga] = [await desk('manager'), await desk('admin')]
  await sql().query(
    `INSERT INTO fans (agency_id, id, account_id, creator_id, external_id, name, tags, first_seen_at)
     SELECT f.agency_id, gen_random_uuid(), f.account_id, f.creator_id, 'many-' || n, 'Many ' || n, '{}', f.first_seen_at
     FROM (SELECT * FROM fans WHERE agency_id = $1 LIMIT 1) f, generate_series(1, 501) n`,
    [house.agencyId],
  )
  await lena.command('/flow new happy birthday message')
  const { id } = await flowNamed('Birthday')
  // Every day instead of on a tag, and a tag instead of a draft.
  await lena.press(actionId('new-step', id, 1, 't-schedule'), { name: 'Daily', minuteOfDay: '10:00', weekdays: '' })
  await lena.press(actionId('remove-step', id, 2, '0'))
  await lena.press(actionId('new-step', id, 3, '0y-add_tag'), { name: 'Tag', tag: 'everyone' })
  expect(await lena.press(actionId('remove-step', id, 4, '2'))).toContain('Stored as version 5')
  await lena.press(actionId('activate-flow', id, 5))
  expect((await flowNamed('Birthday')).status).toBe('active')
  const wide = { entriesPerDay: '100000', fanEveryDays: '0', quietFrom: '', quietUntil: '' }
  expect(await lena.press(actionId('flow-limits', id, 5), wide)).toContain('two people activate it')
  expect(await flowNamed('Birthday')).toMatchObject({ version: 6, status: 'paused' })

  expect(await lena.command('/flow activate Birthday')).toMatch(/It would begin with 50\d fans on one day/)
  expect(await lena.press(actionId('activate-flow', id, 6))).toContain('A second person must activate it too')
  expect(await lena.press(actionId('activate-flow', id, 6))).toContain('somebody else must activate it too')
  expect((await flowNamed('Birthday')).status).toBe('paused')
  expect(await olga.command('/flow show Birthday')).toContain('Lena asked for it')
  expect(await olga.press(actionId('activate-flow', id, 6))).toContain('is active')
  expect((await factsAbout(id)).slice(-2)).toEqual([
    `flow.activation-asked ${house.operators.manager}`,
    `flow.activated ${house.operators.admin}`,
  ])
}, 60_000)

it('says which flows there are when it doesn’t know a name, and nothing of another agency’s', async () => {
  const other = await storyHouse({ on: { database: sql() } })
  const ask = (agencyId: string, externalId: string, line: string): Promise<Answer> =>
    house.app.gate.command({ agencyId, desk: 'web', externalId, verified: false }, line)
  expect(JSON.stringify(await ask(house.agencyId, house.operators.admin, '/flow show Nothing'))).toMatch(
    /No flow is called “Nothing”.*Birthday/,
  )
  const { id } = await flowNamed('Birthday')
  expect(JSON.stringify(await ask(other.agencyId, other.operators.admin, `/flow show ${id}`))).toContain(
    '/flow new makes one',
  )
  await other.close()
})
