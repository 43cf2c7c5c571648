import { afterAll, beforeAll, expect, it } from 'vitest'
import { actionId } from '../../desk/index.ts'
import { type AllDesks, allDesks } from './all-desks.ts'

let world: AllDesks
beforeAll(async () => {
  world = await allDesks()
}, 120_000)
afterAll(() => world.close())

const newest = async () => {
  const [row] = await world.house.app.ground.database.query<{ id: string; name: string }>(
    'SELECT id, name FROM flows ORDER BY id DESC LIMIT 1',
  )
  if (!row) throw new Error('no flow')
  return row
}

// The web desk's is in ../flows.story.test.ts, with its drawing.
it.each(['slack', 'discord'] as const)(
  'a flow is made on %s from a sentence, looked at line by line, given a step, tried, activated; its draft is approved there and sent',
  async (desk) => {
    const { house, hands, platform } = world
    const hand = hands[desk]
    const fan = `buyer on ${desk}`
    await house.write(`here on ${desk}`, 'good morning')
    const card = await hand.card(`here on ${desk}`)

    const refused = await hand.command('ana', 'flow', 'new', { text: 'thank everyone who buys something' })
    expect(refused.said).toContain('Only a manager')
    const made = await hand.command('lena', 'flow', 'new', { text: 'thank everyone who buys something' })
    expect(made.said).toMatch(/A draft: nothing runs[\s\S]*When[\s\S]*a fan buys[\s\S]*Draft[\s\S]*a person decides/)
    const { id, name } = await newest()

    const form = await hand.pressAction('lena', card, actionId('new-step', id, 1, '1y-add_tag'))
    const wrong = await form.form?.send({ name: 'Note it', tag: ' ' })
    expect(wrong?.said).toMatch(/Tag is missing. Allowed: at least 1 character/)
    const steps = await wrong?.form?.send({ name: 'Note it', tag: 'thanked' })
    expect(steps?.said).toMatch(/Stored as version 2[\s\S]*Note it/)

    const tried = await hand.command('lena', 'flow', 'dry-run', { flow: name, days: '7' })
    expect(tried.said).toContain('Nothing was sent.')
    const asked = await hand.command('lena', 'flow', 'activate', { flow: name })
    expect(asked.said).toContain('Every message is a draft card')
    await hand.pressAction('lena', card, actionId('activate-flow', id, 2))
    expect((await hand.command('lena', 'flow', 'activate', { flow: name })).said).toContain('is active already')

    const purchase = { id: `p-${desk}`, kind: 'tip' as const, amountMinor: 900, currency: 'USD' }
    await house.post([house.event(fan, { type: 'purchase', purchase })])
    await house.pass(5_000)
    const draft = await house.draftOf(fan)
    expect(draft.state).toBe('open')
    expect(platform.calls.filter(({ fanExternalId }) => fanExternalId === fan)).toEqual([])
    await hand.press('ana', await hand.card(fan), /^Accept/)
    await house.pass(15_000)
    expect(platform.calls.filter((call) => call.fanExternalId === fan).map(({ text }) => text)).toEqual([draft.text])

    await hand.command('lena', 'flow', 'pause', { flow: name })
    expect((await hand.command('lena', 'flow', 'archive', { flow: name })).said).toContain('is archived')
  },
  60_000,
)
