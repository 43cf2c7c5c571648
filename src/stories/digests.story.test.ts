import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyMinute } from '../../jobs/handlers.ts'
import type { Answer } from '../desk/index.ts'
import type { Found } from '../digests/insight.ts'
import { noteInsights } from '../digests/note-insights.ts'
import { channelDesk } from './channel-desk.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
const slack = channelDesk()
beforeAll(async () => {
  // Friday, 6:00 in Paris: too early for anything.
  house = await storyHouse({ desks: [slack.desk], at: '2026-11-20T05:00:00Z' })
  await type('/creator bind Bella slack:T1:C1')
  await minute()
})
afterAll(() => house.close())

const type = (line: string, who = house.operators.manager): Promise<Answer> =>
  house.app.gate.command({ agencyId: house.agencyId, desk: 'web', externalId: who, verified: false }, line)
/** Every replica ticks, then what is owed runs. */
async function minute(): Promise<void> {
  await Promise.all([1, 2, 3].map(() => everyMinute(house.app)))
  await house.app.loop.drain()
}
async function at(when: string): Promise<void> {
  house.clock.set(when)
  await minute()
}
const alertOf = ({
  creatorId,
  causeKey,
  fromDay,
  toDay,
}: Pick<Found, 'creatorId' | 'causeKey' | 'fromDay' | 'toDay'>) => {
  const expected = { low: 41_000, usual: 54_500, high: 69_000 }
  const figures = { currency: 'USD', came: 18_200, oneIn: 200, clues: [], expected, points: [] }
  const detail = { metric: 'revenue' as const, direction: 'low' as const, ...figures }
  return { creatorId, kind: 'alert' as const, causeKey, priority: 1 as const, fromDay, toDay, detail }
}
const titles = (channel = 'T1:C1') => slack.on(channel).map(({ title }) => title)
const metrics = async () => (await house.app.health.inject('/metrics')).body
const posts = () =>
  house.app.ground.database.query<{ digest: string; day: string; state: string; late: boolean }>(
    `SELECT digest, day::text AS day, state, late FROM digest_posts
     WHERE agency_id = $1 AND digest <> 'alerts' ORDER BY due_at, digest`,
    [house.agencyId],
  )

it('a team that begins at night reads on the web desk when its first list comes, and no other agency’s', async () => {
  await minute()
  const other = await house.app.agencies.addAgency({ name: 'B', zone: 'UTC' })
  const titled = async (agencyId: string) =>
    (await house.app.digests.recent(agencyId, 'manager')).map(({ title, body }) => [title, body.length])
  expect(await titled(house.agencyId)).toEqual([['What comes next', 1]])
  const [card] = await house.app.digests.recent(house.agencyId, 'chatter')
  expect(JSON.stringify(card)).toContain('2026-11-20T07:00:00.000Z')
  expect(await titled(other)).toEqual([])
})

it('without anybody asking the morning list stands on the creator’s channels at eight, once, whatever ticks how often', async () => {
  expect(titles()).toEqual([])
  await at('2026-11-20T06:59:00Z')
  expect(titles()).toEqual([])
  await at('2026-11-20T07:00:00Z')
  await minute()
  expect(titles()).toEqual(['Today for Bella · Fri 20 Nov'])
  expect(JSON.stringify(slack.on('T1:C1'))).not.toContain('late')
  expect(await posts()).toEqual([{ digest: 'today', day: '2026-11-20', state: 'posted', late: false }])
  const panel = JSON.stringify(await type('/digest schedule'))
  expect(panel).toContain('08:00 daily Europe/Paris')
})

it('after three days of downtime, found up again at night, one list follows in the morning, for the last day missed and marked late', async () => {
  // Up again on Monday at 23:00 in Paris, after Saturday's, Sunday's and Monday's were missed.
  await at('2026-11-23T22:00:00Z')
  expect(titles()).toHaveLength(1)
  // Not before the quiet hours are over.
  await at('2026-11-24T06:00:00Z')
  expect(titles().slice(1)).toEqual(['Today for Bella · Mon 23 Nov'])
  expect(JSON.stringify(slack.on('T1:C1').at(-1))).toContain('for Monday, posted late')
  await at('2026-11-24T07:00:00Z')
  expect(titles().slice(2)).toEqual(['Today for Bella · Tue 24 Nov'])
  expect((await posts()).map(({ day, late }) => [day, late])).toEqual([
    ...[
      ['2026-11-20', false],
      ['2026-11-23', true],
      ['2026-11-24', false],
    ],
  ])
})

it('a desk that was away for days gets the newest list alone, and one that is back gets it marked late', async () => {
  slack.desk.away = true
  await at('2026-11-25T07:00:00Z')
  await at('2026-11-26T07:00:00Z')
  await at('2026-11-26T07:20:00Z')
  slack.desk.away = false
  await house.pass(2_000)
  expect(titles().slice(3)).toEqual(['Today for Bella · Thu 26 Nov'])
  expect(JSON.stringify(slack.on('T1:C1').at(-1))).toContain('for Thursday, posted late')
  expect((await posts()).slice(3)).toMatchObject([{ state: 'skipped' }, { state: 'posted', late: true }])
})

it('managers add, change, pause and remove what is posted, by a line or a form, and nobody below them', async () => {
  expect(await type('/digest schedule', house.operators.chatter)).toMatchObject({ kind: 'refused' })
  expect(await type('/digest schedule add leaving all 9:30 mon Mars/Phobos')).toMatchObject({
    ...{ kind: 'refused', line: expect.stringContaining('Mars/Phobos') },
  })
  expect(await type('/digest schedule add today Bella')).toMatchObject({
    ...{ kind: 'refused', line: expect.stringContaining('That place has this digest already') },
  })
  const form = await type('/digest schedule add leaving')
  if (form.kind !== 'form') throw new Error(form.kind)
  expect(form.form.fields).toHaveLength(5)
  const filled = { digest: 'leaving', whose: 'all', when: '9:30 thu,fri', quiet: '', channel: 'slack:T1:TEAM' }
  const wrong = await house.press(house.operators.manager, form.form.action, { ...filled, when: 'noonish' })
  expect(wrong).toMatchObject({ kind: 'form', errors: { when: expect.stringContaining('noonish') } })
  // Each field says which value can't be, and what can.
  for (const [field, value, allowed] of [
    ['when', '25:00', 'from 00:00 to 23:59'],
    ['when', 'Mars/Phobos', 'such as Europe/Paris'],
    ['when', '9:00 10:00', 'give one hour'],
    ['quiet', '22-99', 'such as 22:00-07:00, or none'],
    ['channel', 'teams:C1', 'such as slack:T1:C2|name one as slack:T1:C2'],
    ['channel', 'discord:G1:C1', 'it goes to the creator’s own'],
    ['whose', 'Nobody', 'There are: all, Bella'],
    ['whose', ' ', 'a creator’s name, or all'],
  ] as const) {
    const answer = await house.press(house.operators.manager, form.form.action, { ...filled, [field]: value })
    const errors = answer.kind === 'form' ? (answer.errors ?? {}) : {}
    expect(Object.keys(errors), value).toEqual([field])
    expect(errors[field], value).toMatch(new RegExp(allowed))
    expect(errors[field]).toContain(value.trim().split(' ').at(-1))
  }
  expect(await house.press(house.operators.manager, form.form.action, filled)).toMatchObject({ kind: 'done' })

  // Thursday, 9:30 in Paris: the one of all creators, on its own channel.
  await at('2026-11-26T08:30:00Z')
  expect(titles('T1:TEAM')).toEqual(['Likely to leave · Bella'])
  expect(titles()).toHaveLength(4)
  expect(await type('/digest schedule pause leaving all')).toMatchObject({ kind: 'done' })
  await at('2026-11-27T12:00:00Z')
  expect(titles('T1:TEAM')).toHaveLength(1)
  // What fell due in the pause is not made up for.
  expect(JSON.stringify(await type('/digest schedule resume leaving all'))).toContain('The next one is due')
  await minute()
  expect(titles('T1:TEAM')).toHaveLength(1)
  expect(await type('/digest schedule change leaving all 18:00 daily')).toMatchObject({ kind: 'done' })
  await at('2026-11-27T17:00:00Z')
  expect(titles('T1:TEAM')).toHaveLength(2)

  // Moved to a later hour of a day that had it: no second one.
  expect(await type('/digest schedule change leaving all 19:00')).toMatchObject({ kind: 'done' })
  await at('2026-11-27T18:00:00Z')
  expect(titles('T1:TEAM')).toHaveLength(2)

  // For all creators the single ones give way; what was removed isn't set again by the program.
  const all = await type('/digest schedule add today all 10:00')
  expect(JSON.stringify(all)).toContain('1 single time gave way')
  expect(await type('/digest schedule remove today all')).toMatchObject({ kind: 'done' })
  await at('2026-11-28T12:00:00Z')
  expect(titles().at(-1)).toBe('Today for Bella · Fri 27 Nov')
  expect(JSON.stringify(await type('/digest schedule'))).not.toContain('Today’s list')
  const facts = await house.app.ground.database.query<{ name: string }>(
    `SELECT DISTINCT name FROM facts WHERE agency_id = $1 AND name LIKE 'digest.%' ORDER BY name`,
    [house.agencyId],
  )
  expect(facts.map(({ name }) => name.slice(7))).toEqual([
    ...['fired', 'paused', 'posted', 'rescheduled', 'resumed', 'scheduled', 'skipped', 'unscheduled'],
  ])
})

it('a digest that is asked for stands at once where it was asked for, and once, however many ask within a minute', async () => {
  const before = titles().length
  const asked = await Promise.all([1, 2, 3].map(() => type('/digest now Bella leaving')))
  expect(asked.map(({ kind }) => kind).toSorted()).toEqual(['done', 'refused', 'refused'])
  expect(JSON.stringify(asked)).toContain('stands already')
  await house.app.loop.drain()
  expect(titles().slice(before)).toEqual(['Likely to leave · Bella'])
  house.clock.advance(61_000)
  expect(await type('/digest now Bella leaving')).toMatchObject({ kind: 'done' })
  await house.app.loop.drain()
  expect(titles().slice(before)).toHaveLength(2)
  expect(JSON.stringify(await type('/digest now Bella alerts'))).toContain('where nothing is unusual, none does')
})

it('each morning the day before is looked at, and an alert is one card on its channel: it grows, is muted or settled there, and is never told twice', async () => {
  const { app, agencyId, creatorId } = house
  const note = (toDay: string, causeKey = 'revenue:low:2026-11-29') =>
    app.ground.database.transaction('note', (sql) =>
      noteInsights(app, sql, agencyId, [alertOf({ creatorId, causeKey, fromDay: '2026-11-29', toDay })]),
    )
  const alerts = () => slack.on('T1:ALERTS')
  const inform = await type('/digest schedule change alerts Bella 07:30 daily Europe/Paris none slack:T1:ALERTS')
  expect(inform).toMatchObject({ kind: 'done' })
  await at('2026-11-29T12:00:00Z')
  // Somebody looked before the hour, in private: the channel still hears of it, once.
  await note('2026-11-29')
  await at('2026-11-30T06:29:00Z')
  expect(alerts()).toEqual([])
  await at('2026-11-30T06:30:00Z')
  await minute()
  expect(alerts()).toMatchObject([{ tone: 'warn', title: '⚠️ Revenue far below usual · Bella' }])
  expect(titles().some((title) => title.includes('Revenue'))).toBe(false)
  await note('2026-11-30')
  await at('2026-12-01T06:30:00Z')
  expect(alerts()).toHaveLength(1)
  expect(JSON.stringify(alerts())).toContain('Sun 29 Nov – Mon 30 Nov')
  const [posted] = slack.shown.filter(({ channel }) => channel === 'T1:ALERTS')
  const press = (name: string) => house.press(house.operators.manager, `${name}|${posted?.subject}|0`)
  expect(await press('take-insight')).toMatchObject({ kind: 'done' })
  await house.app.loop.drain()
  expect(alerts()).toMatchObject([{ tone: 'info' }])
  expect(await press('mute-insight')).toMatchObject({ kind: 'done' })
  await house.app.loop.drain()
  expect(alerts()).toMatchObject([{ tone: 'quiet', title: 'Revenue · Bella · set aside' }])
  await note('2026-12-01')
  await at('2026-12-02T06:30:00Z')
  expect(alerts()).toHaveLength(1)

  // What a channel missed while it was gone is made up for with the next one that comes there.
  slack.desk.gone.add('T1:ALERTS')
  await note('2026-12-02', 'refunds:high:2026-12-02')
  await at('2026-12-03T06:30:00Z')
  expect(alerts()).toHaveLength(1)
  slack.desk.gone.delete('T1:ALERTS')
  await note('2026-12-03', 'sales:low:2026-12-03')
  await at('2026-12-04T06:30:00Z')
  await house.app.loop.drain()
  expect(alerts()).toHaveLength(3)
})

it('the creator’s own digest needs a channel of its own, where no other creator’s cards go', async () => {
  const { app, agencyId } = house
  const other = await app.agencies.addCreator({ agencyId, name: 'Cleo', zone: 'Pacific/Auckland', currency: 'EUR' })
  await app.channels.bind({ agencyId, creatorId: other, desk: 'slack', channel: 'T1:CLEO' })
  const refused = async (line: string) => {
    const answer = await type(line)
    return answer.kind === 'refused' ? String(answer.line) : answer.kind
  }
  expect(await refused('/digest schedule add morning Bella 9:00')).toContain('on a channel that you name')
  expect(await refused('/digest schedule add morning all 9:00 daily UTC none slack:T1:OWN')).toContain('one creator')
  expect(await refused('/digest schedule add morning Bella 9:00 daily UTC none slack:T1:CLEO')).toContain(
    'for its creator alone',
  )
  expect(await refused('/digest schedule add morning Bella 9:00 daily UTC none slack:T1:OWN')).toBe('done')
  await at('2026-12-04T09:00:00Z')
  expect(titles('T1:OWN')).toEqual(['Good morning, Bella'])
  expect(titles('T1:CLEO').some((title) => title.startsWith('Good morning'))).toBe(false)

  // In their language; and not at all where another creator's cards go by now.
  expect(await type('/digest language Bella fr')).toMatchObject({ kind: 'done' })
  await at('2026-12-05T09:00:00Z')
  expect(titles('T1:OWN').slice(1)).toEqual(['Bonjour Bella'])
  expect(JSON.stringify(slack.on('T1:OWN'))).not.toContain('Cleo')
  await app.channels.bind({ agencyId, creatorId: other, desk: 'slack', channel: 'T1:OWN' })
  await at('2026-12-06T09:00:00Z')
  expect(titles('T1:OWN').filter((title) => title.startsWith('Bonjour'))).toHaveLength(1)
  expect((await posts()).at(-1)).toMatchObject({ digest: 'morning', state: 'failed' })
  // Nor does the creator's own stand on the web desk's page of the team.
  const pageFor = async (operator: string) => {
    const headers = { cookie: `huntaze_desk_acting=${agencyId}/${operator}` }
    return (await app.web.inject({ url: '/today', headers })).body
  }
  const page = await pageFor(house.operators.manager)
  expect(page).toContain('Likely to leave · Cleo')
  expect(await pageFor(house.operators.chatter), 'it stands where money is shown').not.toContain(
    'Likely to leave · Cleo',
  )
  expect(page).not.toContain('Bonjour')
  const counted = await metrics()
  expect(counted).toMatch(/huntaze_digests_total\{digest="morning",outcome="failed"\} 1/)
  expect(counted).toMatch(/huntaze_digests_total\{digest="today",outcome="late"\} [1-9]/)
  expect(counted).toMatch(/huntaze_alerts_total\{outcome="told"\} 3/)
  expect(counted).toMatch(/huntaze_alerts_total\{outcome="muted"\} 1/)
  expect(counted).toMatch(/huntaze_insights_total\{kind="alert"\} [3-9]/)
  // What never happened stands there too: an alarm sees it rise by the first.
  expect(counted).toMatch(/huntaze_digests_total\{digest="leaving",outcome="failed"\} 0/)
})

it('two days later no card of a digest is kept, also where every schedule is paused', async () => {
  const { database } = house.app.ground
  const kept = async () => (await database.query('SELECT id FROM digest_posts WHERE card IS NOT NULL')).length
  expect(await kept()).toBeGreaterThan(0)
  await database.query('UPDATE digest_schedules SET paused_at = $1', [house.clock.now()])
  house.clock.advance(3 * 86_400_000)
  await minute()
  expect(await kept()).toBe(0)
})
