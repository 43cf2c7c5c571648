import { afterEach, expect, it } from 'vitest'
import type { Card, ChannelVerdict, Desk } from '../desk/index.ts'
import { Failure } from '../kernel/failure.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
afterEach(() => house.close())

/** A desk that keeps its messages, and that a story can let lose an answer. */
function lossyDesk() {
  const messages: { ref: string; postingId: string; card: Card }[] = []
  const looks: string[] = []
  const desk: Desk & { next: (() => void)[]; seen: ChannelVerdict } = {
    name: 'slack',
    next: [],
    seen: { verdict: 'safe' },
    async post({ postingId }, card) {
      const trouble = desk.next.shift()
      const ref = `r${messages.length + 1}`
      if (trouble === slowDown) trouble()
      messages.push({ ref, postingId, card })
      trouble?.()
      return ref
    },
    async update(_posting, ref, card) {
      const message = messages.find((each) => each.ref === ref)
      if (!message) throw new Failure('desk_gone', 'deleted', { retry: { kind: 'never' } })
      message.card = card
    },
    async find({ postingId }) {
      looks.push(postingId)
      return messages.find((each) => each.postingId === postingId)?.ref ?? null
    },
    async removeExtras({ postingId }, ref) {
      const extras = messages.filter((each) => each.postingId === postingId && each.ref !== ref)
      for (const extra of extras) messages.splice(messages.indexOf(extra), 1)
      return extras.length
    },
    lookAt: async () => desk.seen,
  }
  return { desk, messages, looks }
}
const lost = () => {
  throw new Failure('desk_away', 'no answer in time')
}
const slowDown = () => {
  throw new Failure('desk_slow_down', 'too fast', { retry: { kind: 'after', retryAfterMs: 1_000 } })
}

async function open() {
  const outside = lossyDesk()
  house = await storyHouse({ desks: [outside.desk] })
  const command = (line: string, who: 'manager' | 'chatter' = 'manager', channel?: string) =>
    house.app.gate.command(
      { agencyId: house.agencyId, desk: 'web', externalId: house.operators[who], verified: false },
      line,
      channel,
    )
  return { ...outside, command }
}

it('finds its own posting after an outcome that was not known, instead of posting twice', async () => {
  const { desk, messages, looks, command } = await open()
  expect(await command('/creator bind Bella slack:T1:C1')).toMatchObject({ kind: 'done' })
  desk.next = [lost]
  await house.write('marcus', 'hey')
  await house.pass(5_000)
  expect(messages).toHaveLength(1)
  expect(looks).toEqual([messages[0]?.postingId])
})

it('looks for nothing when the desk said to slow down, and posts once it may', async () => {
  const { desk, messages, looks, command } = await open()
  await command('/creator bind Bella slack:T1:C1')
  desk.next = Array.from({ length: 20 }, () => slowDown)
  await house.write('marcus', 'hey')
  await house.pass(30_000)
  expect(messages).toHaveLength(1)
  expect(looks).toEqual([])
})

it('removes an extra that arrived after all, and keeps the one that is on record', async () => {
  const { desk, messages, command } = await open()
  await command('/creator bind Bella slack:T1:C1')
  desk.next = [lost]
  await house.write('marcus', 'hey')
  await house.pass(5_000)
  const [first] = messages
  if (!first) throw new Error('posted')
  messages.push({ ...first, ref: 'late' })
  await house.app.channels.sweep()
  expect(messages).toHaveLength(2)
  house.clock.advance(3 * 60_000)
  await house.app.channels.sweep()
  expect(messages.map(({ ref }) => ref)).toEqual([first.ref])
})

it('hides texts where strangers may read, shows them again when they have left, and opens them privately', async () => {
  const { desk, messages, command } = await open()
  desk.seen = { verdict: 'unsafe', why: 'the channel has 2 guests' }
  const bound = await command('/creator bind Bella', 'manager', 'slack:T1:C1')
  expect(JSON.stringify(bound)).toContain('Their texts are hidden: the channel has 2 guests')
  await house.write('marcus', 'my secret words')
  const draft = await house.draftOf('marcus')
  const shown = () => JSON.stringify(messages[0]?.card)
  expect(shown()).toContain('Texts are hidden here: the channel has 2 guests.')
  expect(shown()).not.toContain('my secret words')
  expect(shown()).not.toContain(draft.text)
  const opened = await house.press(house.operators.chatter, `open-card|${draft.id}|0`)
  expect(JSON.stringify(opened)).toContain('my secret words')

  desk.seen = { verdict: 'safe' }
  await house.app.channels.changed(house.agencyId, { desk: 'slack', channel: 'T1:C1' })
  await house.pass(1_000)
  expect(shown()).toContain('my secret words')
})

it('posts nothing to a channel that is gone, says so, and goes on when the bot is back', async () => {
  const { desk, messages, command } = await open()
  desk.seen = { verdict: 'gone', why: 'the channel is archived' }
  expect(JSON.stringify(await command('/creator bind Bella slack:T1:C1'))).toContain('the channel is archived')
  desk.seen = { verdict: 'safe' }
  await command('/creator bind Bella slack:T1:C1')
  desk.seen = { verdict: 'gone', why: 'the channel is archived' }
  await house.app.channels.changed(house.agencyId, { desk: 'slack', channel: 'T1:C1' })
  await house.write('marcus', 'hey')
  expect(messages).toEqual([])
  expect(JSON.stringify(await command('/creator list'))).toContain('the channel is archived')
  desk.seen = { verdict: 'safe' }
  await house.write('felix', 'hey')
  // The one that was missed is made up for.
  expect(messages.map(({ card }) => card.title)).toEqual(['felix · Prospect', 'marcus · Prospect'])
})

it('makes up for what still waits of the cards that a channel missed, when it is back or bound again, and for nothing settled', async () => {
  const { desk, messages, command } = await open()
  await command('/creator bind Bella slack:T1:C1')
  await house.write('before', 'hey')
  desk.seen = { verdict: 'gone', why: 'the bot was removed' }
  await house.app.channels.changed(house.agencyId, { desk: 'slack', channel: 'T1:C1' })
  await house.write('waits', 'hey')
  await house.write('settled', 'hey')
  const dismiss = async (fan: string) => {
    const { id, version } = await house.draftOf(fan)
    await house.press(house.operators.chatter, `dismiss|${id}|${version}`, { reason: 'spam' })
    await house.pass(1_000)
  }
  await dismiss('settled')
  await dismiss('before')
  const titles = () => messages.map(({ card }) => card.title)
  expect(titles()).toEqual(['before · Prospect'])
  desk.seen = { verdict: 'safe' }
  await house.app.channels.changed(house.agencyId, { desk: 'slack', channel: 'T1:C1' })
  await house.pass(1_000)
  expect(titles()).toEqual(['before · dismissed', 'waits · Prospect'])

  desk.seen = { verdict: 'gone', why: 'the bot was removed' }
  await house.app.channels.changed(house.agencyId, { desk: 'slack', channel: 'T1:C1' })
  await house.write('unbound', 'hey')
  await command('/creator unbind Bella slack:T1:C1')
  desk.seen = { verdict: 'safe' }
  await house.app.channels.changed(house.agencyId, { desk: 'slack', channel: 'T1:C1' })
  await house.pass(1_000)
  expect(titles()).toHaveLength(2)
  await command('/creator bind Bella slack:T1:C1')
  await house.pass(1_000)
  expect(titles().at(-1)).toBe('unbound · Prospect')
})

it('believes what was asked last of a channel, also where an older answer comes later', async () => {
  const { desk, messages, command } = await open()
  await command('/creator bind Bella slack:T1:C1')
  await house.write('marcus', 'my secret words')
  let [answerLate, isAsked] = [(_: ChannelVerdict): void => {}, (): void => {}]
  const late = new Promise<ChannelVerdict>((resolve) => {
    answerLate = resolve
  })
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve
  })
  const unsafe = { verdict: 'unsafe', why: 'the channel has 2 guests' } as const
  const answers = [() => late, async () => unsafe]
  desk.lookAt = async () => {
    isAsked()
    return answers.shift()?.() ?? unsafe
  }
  const changed = () => house.app.channels.changed(house.agencyId, { desk: 'slack', channel: 'T1:C1' })
  const first = changed()
  await asked
  house.clock.advance(1)
  await changed()
  answerLate({ verdict: 'safe' })
  await first
  await house.pass(1_000)
  expect(JSON.stringify(messages[0]?.card)).not.toContain('my secret words')
})

it('binds only what is there, for managers only', async () => {
  const { command } = await open()
  for (const [line, said] of [
    ['/creator bind Nobody slack:T1:C1', 'No creator is called'],
    ['/creator bind Bella #general', 'is no channel'],
    ['/creator bind Bella discord:G1:C1', 'discord is not connected here'],
    ['/creator unbind Bella slack:T1:C1', 'No cards of Bella go to this channel'],
  ] as const)
    expect(JSON.stringify(await command(line))).toContain(said)
  expect(await command('/creator bind Bella slack:T1:C1', 'chatter')).toMatchObject({ kind: 'refused' })
  expect(await command('/creator bind Bella slack:T1:C1')).toMatchObject({ kind: 'done' })
  expect(await command('/creator unbind Bella slack:T1:C1')).toMatchObject({ kind: 'done' })
})

it('lets an admin say who an account is, once, and take it back', async () => {
  await open()
  const admin = (line: string) =>
    house.app.gate.command(
      { agencyId: house.agencyId, desk: 'web', externalId: house.operators.admin, verified: false },
      line,
    )
  const slack = { agencyId: house.agencyId, desk: 'slack', externalId: 'T1:U1', verified: true } as const
  const status = () => house.app.gate.command(slack, '/desk status')
  expect(await status()).toMatchObject({ kind: 'refused' })
  expect(JSON.stringify(await admin('/team link Nobody slack:T1:U1'))).toContain('Nobody is called')
  expect(JSON.stringify(await admin('/team link Ana web:T1:U1'))).toContain('is no account')
  expect(await admin('/team link ana slack:T1:U1')).toMatchObject({ kind: 'done' })
  expect(JSON.stringify(await admin('/team link Milo slack:T1:U1'))).toContain('another operator’s already')
  expect(await status()).toMatchObject({ kind: 'panel' })
  expect(JSON.stringify(await admin('/team list'))).toContain('slack:T1:U1')
  expect(await admin('/team unlink slack:T1:U1')).toMatchObject({ kind: 'done' })
  expect(await status()).toMatchObject({ kind: 'refused' })
})
