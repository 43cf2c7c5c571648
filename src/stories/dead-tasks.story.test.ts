import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Answer, Desk } from '../desk/index.ts'
import { Failure } from '../kernel/failure.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
/** A desk whose next calls fail as the story wants, and which counts what was posted and drawn anew. */
const desk = { fails: null as Failure | Error | null, posts: [] as string[], updates: 0 }
const slack: Desk = {
  name: 'slack',
  async post({ subject }) {
    if (desk.fails) throw desk.fails
    desk.posts.push(subject)
    return `slack:${subject}`
  },
  async update() {
    if (desk.fails) throw desk.fails
    desk.updates += 1
  },
}

beforeAll(async () => {
  house = await storyHouse({ desks: [slack] })
  const { agencyId, creatorId } = house
  await house.app.channels.bind({ agencyId, creatorId, desk: 'slack', channel: 'C1' })
})
afterAll(() => house.close())

const command = (line: string, who: keyof StoryHouse['operators'] = 'manager'): Promise<Answer> =>
  house.app.gate.command(
    { agencyId: house.agencyId, desk: 'web', externalId: house.operators[who], verified: false },
    line,
  )
const dead = () => house.app.ground.database.query<{ id: number }>("SELECT id FROM tasks WHERE state = 'dead'")

it('shows a task that failed for good on /desk dead, and brings it back by /desk retry', async () => {
  desk.fails = new TypeError('the SDK changed')
  await house.write('marcus', 'hey')
  expect(JSON.stringify(await command('/desk dead'))).toContain('TypeError: the SDK changed')
  const [task] = await dead()
  expect(await command(`/desk retry ${task?.id}`)).toMatchObject({ kind: 'done' })
  await house.pass(1_000)
  expect(JSON.stringify(await command('/desk dead')), 'it failed again').toContain('TypeError')
  desk.fails = null
  expect(await command('/desk retry all')).toMatchObject({ kind: 'done' })
  await house.pass(1_000)
  expect(await dead()).toEqual([])
  expect(JSON.stringify(await command('/desk dead'))).toContain('No dead tasks')
  expect(desk.posts).toEqual([(await house.draftOf('marcus')).id])
})

it('revives by a number or “all”, for managers only, and says what it wants instead', async () => {
  expect(await command('/desk retry all', 'chatter')).toMatchObject({ kind: 'refused' })
  expect(await command('/desk dead', 'chatter')).toMatchObject({ kind: 'refused' })
  expect(await command('/desk retry everything')).toMatchObject({
    line: expect.stringContaining('“everything” is not a task'),
  })
  expect(await command('/desk retry 999999999')).toMatchObject({ line: 'No such dead task. Nothing changed.' })
  expect(await command('/desk retry all')).toMatchObject({ line: 'No task is dead. Nothing changed.' })
  expect(await command('/desk retry')).toMatchObject({ kind: 'form' })
})

it('posts a card once, however often a desk was away, and leaves out what has it already', async () => {
  desk.fails = new Failure('desk_away', 'Slack is away')
  await house.write('lena', 'hey')
  const draft = await house.draftOf('lena')
  const postings = () => house.app.channels.postings(house.app.ground.database, house.agencyId, draft.id)
  expect(await postings()).toMatchObject([
    { desk: 'slack', ref: null },
    { desk: 'web', ref: `web:${draft.id}` },
  ])
  for (let n = 0; n < 3; n += 1) await house.leap(60_000)
  desk.fails = null
  await house.leap(20 * 60_000)
  expect(desk.posts.filter((subject) => subject === draft.id)).toHaveLength(1)
  expect(await postings()).toMatchObject([{ ref: `slack:${draft.id}` }, { ref: `web:${draft.id}` }])
})

it('forgets a posting whose message is gone, and goes on without it', async () => {
  await house.write('gone', 'hey')
  const draft = await house.draftOf('gone')
  desk.fails = new Failure('desk_gone', 'the message was deleted', { retry: { kind: 'never' } })
  await house.press(house.operators.chatter, `claim|${draft.id}|${draft.version}`)
  await house.pass(1_000)
  desk.fails = null
  const left = await house.app.channels.postings(house.app.ground.database, house.agencyId, draft.id)
  expect(left.map((posting) => posting.desk)).toEqual(['web'])
  expect(await dead()).toEqual([])
})

it('is honest on /desk audit: the trail is whole, and names the first bad row when it is not', async () => {
  const { database } = house.app.ground
  const seals = async () =>
    (await database.query('SELECT seq FROM seals WHERE agency_id = $1', [house.agencyId])).length
  // A transaction of another test on the same server may hold the sealer back for a moment.
  do expect(JSON.stringify(await command('/desk audit', 'admin'))).toContain('The audit trail is whole')
  while ((await seals()) < 3)
  await database.query('ALTER TABLE facts DISABLE TRIGGER facts_are_append_only')
  const [row] = await database.query<{ seq: number; fact_id: number }>(
    'SELECT seq, fact_id FROM seals WHERE agency_id = $1 ORDER BY seq LIMIT 1 OFFSET 2',
    [house.agencyId],
  )
  await database.query("UPDATE facts SET subject = 'another' WHERE id = $1", [row?.fact_id])
  const found = JSON.stringify(await command('/desk audit', 'admin'))
  expect(found).toContain(`Row ${row?.seq}, fact ${row?.fact_id}: its fact was changed.`)
  expect(await command('/desk audit', 'manager')).toMatchObject({ kind: 'refused' })
})
