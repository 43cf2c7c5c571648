import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterEach, expect, it } from 'vitest'
import type { Desk } from '../desk/index.ts'
import { Failure } from '../kernel/failure.ts'
import type { Stretch } from '../kernel/trace.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
afterEach(() => house.close())

const SAID = 'are you around tonight?'

function logged(level: 'debug' | 'warn') {
  const lines: Record<string, unknown>[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)))
      done()
    },
  })
  return { lines, log: pino({ level }, sink) }
}

it('one id stands in every log line and stretch of a message’s way, from the door to the delivery, and no text', async () => {
  const { lines, log } = logged('debug')
  const stretches: Stretch[] = []
  const tracer = { note: (stretch: Stretch) => void stretches.push(stretch), close: async () => {} }
  house = await storyHouse({ platform: 'simulator', tracer, log })
  await house.write('marcus', SAID)
  const draft = await house.draftOf('marcus')
  await house.press(house.operators.chatter, `accept|${draft.id}|${draft.version}`)
  await house.pass(15_000)
  expect((await house.lastOf('marcus')).delivery?.state).toBe('sent')

  const way = stretches.filter(({ messageId }) => messageId === draft.messageId)
  const names = way.map(({ name }) => name)
  for (const name of [
    'message.received',
    'task draft-reply',
    'draft.opened',
    'task draw-cards',
    'draft.accepted',
    'task create-delivery',
    'task hand-over',
    'delivery.sent',
  ])
    expect(names).toContain(name)
  expect(way.filter(({ first }) => first).map(({ name }) => name)).toEqual(['message.received'])
  expect(new Set(stretches.filter(({ first }) => !first).map(({ messageId }) => messageId))).toEqual(
    new Set([draft.messageId]),
  )
  const named = lines.filter((line) => line.messageId === draft.messageId).map((line) => line.msg)
  expect(named).toEqual(expect.arrayContaining(['message.received', 'draft.accepted', 'delivery.sent', 'task ended']))
  for (const text of [SAID, draft.text]) expect(JSON.stringify(lines)).not.toContain(text)
})

it('a task or a press that fails on a message’s way is logged with its id', async () => {
  const { lines, log } = logged('warn')
  const away: Desk = {
    name: 'slack',
    async post() {
      throw new Failure('desk_away', 'Slack is away')
    },
    async update() {},
  }
  house = await storyHouse({ desks: [away], log })
  const { app, agencyId, creatorId } = house
  await app.channels.bind({ agencyId, creatorId, desk: 'slack', channel: 'C1' })
  await house.write('marcus', SAID)
  const draft = await house.draftOf('marcus')
  expect(lines).toContainEqual(
    expect.objectContaining({ msg: 'task will be tried again', task: 'draw-cards', messageId: draft.messageId }),
  )
  const { transaction } = app.ground.database
  app.ground.database.transaction = async () => {
    throw new Failure('database_away', 'The database is away.')
  }
  const press = house.press(house.operators.chatter, `accept|${draft.id}|${draft.version}`)
  await expect(press).rejects.toMatchObject({ messageId: draft.messageId })
  app.ground.database.transaction = transaction
})
