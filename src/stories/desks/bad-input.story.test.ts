import { afterAll, beforeAll, expect, it } from 'vitest'
import { GUILD } from '../../../adapters/discord/fake-discord.fixtures.ts'
import { pressed, submitted, TEAM } from '../../../adapters/slack/payloads.fixtures.ts'
import { actionId, REPLY_MAX } from '../../desk/index.ts'
import { newId } from '../../kernel/ids.ts'
import { type AllDesks, allDesks } from './all-desks.ts'
import { discordUser } from './discord-hand.ts'

let world: AllDesks
beforeAll(async () => {
  world = await allDesks()
}, 120_000)
afterAll(async () => {
  expect(world.discord.problems).toEqual([])
  await world.close()
})

const both = ['slack', 'discord'] as const
type DeskName = (typeof both)[number]
let fans = 0
/** A fan whose message has a card on every desk; nobody else is called so. */
async function fanWrites(text = 'hey, anything new?') {
  const fan = `fan ${++fans}.`
  await world.house.write(fan, text)
  return { fan, draft: await world.house.draftOf(fan) }
}
const cardOn = (desk: DeskName, fan: string) => world.hands[desk].card(fan)
const decisions = async (draftId: string) => {
  const { database } = world.house.app.ground
  const [row] = await database.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM decisions WHERE agency_id = $1 AND draft_id = $2',
    [world.house.agencyId, draftId],
  )
  return row?.n
}
const sentTo = (fan: string) => world.platform.calls.filter(({ fanExternalId }) => fanExternalId === fan)

it.each(both)('tells a stranger on %s who they are and what to ask for, and nothing changes', async (desk) => {
  const { fan, draft } = await fanWrites()
  const card = await cardOn(desk, fan)
  const account = {
    slack: `slack:${TEAM}:${world.slack.users.stranger}`,
    discord: `discord:${GUILD}:${discordUser('stranger')}`,
  }
  for (const label of [/^Accept/, /^Edit/, /^Escalate/]) {
    const heard = await world.hands[desk].press('stranger', card, label)
    expect(heard).toMatchObject({ form: null })
    expect(heard.said).toContain(`/team link NAME ${account[desk]}`)
  }
  expect(await world.house.draftOf(fan)).toMatchObject({ state: 'open', version: draft.version, claimedById: null })
})

it.each(both)('answers a role too low on %s with who may, and nothing changes', async (desk) => {
  const { fan, draft } = await fanWrites('can I pay you on paypal')
  const card = await cardOn(desk, fan)
  for (const label of [/^Use this reply/, /^Write reply/, /^Release/, /^Freeze fan/]) {
    const heard = await world.hands[desk].press('ana', card, label)
    expect(heard.said, String(label)).toContain('Only a manager can')
    expect(heard.form).toBeNull()
  }
  expect(await world.house.draftOf(fan)).toMatchObject({ version: draft.version, claimedById: null })
  expect(await decisions(draft.id)).toBe(0)
})

it.each(both)('answers every button of a card that is decided, withdrawn or no longer there on %s', async (desk) => {
  const hand = world.hands[desk]
  const { fan, draft } = await fanWrites()
  const card = await cardOn(desk, fan)
  await world.house.write(fan, 'and one more thing')
  for (const name of ['accept', 'edit', 'escalate', 'snooze', 'dismiss', 'another-draft', 'claim']) {
    const heard = await hand.pressAction('ana', card, actionId(name, draft.id, draft.version))
    expect(heard.said, name).toContain('Withdrawn:')
  }
  expect((await hand.press('ana', card, /^Why/)).said).toContain('Why this draft')

  const newer = await cardOn(desk, fan)
  await hand.press('ana', newer, /^Accept/)
  for (const label of [/^Accept/, /^Edit/, /^Escalate/])
    expect((await hand.press('lena', newer, label)).said, String(label)).toMatch(/Already accepted by Ana/)
  for (const name of ['accept', 'edit', 'why', 'escalate']) {
    const gone = await hand.pressAction('ana', newer, actionId(name, newId(world.house.clock), 1))
    expect(gone.said, name).toContain('This card is not known here. Nothing changed.')
  }
  expect(await decisions(draft.id)).toBe(0)
})

it.each(both)(
  'approves once when the same press is delivered again and again on %s, and when two forms are sent',
  async (desk) => {
    const pressedOften = await fanWrites()
    await world.hands[desk].press('ana', await cardOn(desk, pressedOften.fan), /^Accept/, 4)
    expect(await decisions(pressedOften.draft.id)).toBe(1)

    const typedTwice = await fanWrites()
    const { form } = await world.hands[desk].press('ana', await cardOn(desk, typedTwice.fan), /^Edit/)
    const text = 'The very same words, sent twice.'
    const answers = await Promise.all([form?.send({ text }), form?.send({ text })])
    expect(answers.map((each) => each?.said).join('')).not.toContain('failed')
    expect(await decisions(typedTwice.draft.id)).toBe(1)
    const later = await form?.send({ text: 'Other words, sent from the same form.' })
    expect(later?.said).toMatch(/Already accepted by Ana|^$/)
    await world.house.pass(12_000)
    expect(sentTo(typedTwice.fan).map((call) => call.text)).toEqual([text])
    expect(sentTo(pressedOften.fan)).toHaveLength(1)
  },
)

it.each(both)('refuses a reply one character too long on %s, with everything typed still there', async (desk) => {
  const { fan, draft } = await fanWrites()
  const { form } = await world.hands[desk].press('ana', await cardOn(desk, fan), /^Edit/)
  const long = `${'all well here. '.repeat(200)}`.slice(0, REPLY_MAX - 1)
  const refused = await form?.send({ text: `${long}!!` })
  expect(refused?.said).toContain(`The reply has ${REPLY_MAX + 1} characters; up to ${REPLY_MAX} can be approved.`)
  expect(refused?.form?.values.text).toBe(`${long}!!`)
  expect(await decisions(draft.id)).toBe(0)
  await refused?.form?.send({ text: `${long}!` })
  await world.house.pass(12_000)
  expect(sentTo(fan).map(({ text }) => text)).toEqual([`${long}!`])
  expect((await world.web(draft.id))?.title).toContain('sent')
})

it.each(both)(
  'keeps what was typed on %s when the fan writes again meanwhile, and takes it on the newer card',
  async (desk) => {
    const { fan, draft } = await fanWrites()
    const { form } = await world.hands[desk].press('ana', await cardOn(desk, fan), /^Edit/)
    await world.house.write(fan, 'wait, something else')
    const stale = await form?.send({ text: 'My long reply, typed for minutes.' })
    expect(stale?.said).toContain(`${fan} wrote again. Your text is kept`)
    expect(stale?.form?.values.text).toBe('My long reply, typed for minutes.')
    expect(await decisions(draft.id)).toBe(0)
    await stale?.form?.send({ text: 'My long reply, typed for minutes.' })
    await world.house.pass(12_000)
    expect(sentTo(fan).map(({ text }) => text)).toEqual(['My long reply, typed for minutes.'])
    expect(await decisions(draft.id)).toBe(0)
  },
)

it('does nothing for a forged or an old request of Slack’s, nor for a stale trigger, and serves none of Discord’s', async () => {
  const { slack, house } = world
  const { fan, draft } = await fanWrites()
  const { ts } = (await cardOn('slack', fan)).message as { ts: string }
  const where = { channel: slack.channel, ts }
  const accept = { user: slack.users.ana, trigger: 't', action: actionId('accept', draft.id, draft.version) }
  const form = submitted(slack.users.ana, { id: 'V1', private_metadata: '{}' }, { text: 'forged' })
  for (const body of [pressed(accept, where), form]) {
    for (const wrong of [
      { signature: `v0=${'0'.repeat(64)}` },
      { signature: '' },
      { at: Math.floor(Date.now() / 1_000) - 301 },
    ])
      expect((await slack.send(body, wrong)).status, JSON.stringify(wrong)).toBe(401)
  }
  const edit = { ...accept, trigger: 'long.expired', action: actionId('edit', draft.id, draft.version) }
  const before = slack.said.length
  expect((await slack.send(pressed(edit, where))).status).toBe(200)
  expect(JSON.stringify(slack.said.slice(before))).toContain('took Slack too long, and nothing happened')
  for (const url of ['/discord', '/discord/interactions', '/interactions'])
    expect((await house.app.door.inject({ method: 'POST', url, payload: {} })).statusCode).toBe(404)
  expect(await house.draftOf(fan)).toMatchObject({ state: 'open', version: draft.version, claimedById: null })
})

it('does nothing for a click that Discord took too late, and the next one works', async () => {
  const { discord, house } = world
  const { fan, draft } = await fanWrites()
  const card = await cardOn('discord', fan)
  discord.faults.push({ on: /callback$/, act: { status: 404, code: 10_062 } })
  const before = discord.requests.length
  void world.hands.discord.press('ana', card, /^Accept/).catch(() => {})
  await expect.poll(() => discord.requests.slice(before).some((line) => line.endsWith('callback'))).toBe(true)
  expect(await decisions(draft.id)).toBe(0)
  await world.hands.discord.press('ana', card, /^Accept/)
  await house.pass(12_000)
  expect(sentTo(fan)).toHaveLength(1)
})

const HOSTILE = [
  '@everyone @here <@123456789012345678> <@&123456789012345678> <#123456789012345678> <!channel> <!here> <!everyone>',
  '<!subteam^S1> <@U123> <https://evil.example|your bank> [your bank](https://evil.example) https://evil.example',
  '*bold* _it_ ~no~ **bold** ||spoiler|| `code` ```block``` # head\n> quote\n-# small :tada: <t:0:R> <!date^0^{time}|x>',
].join('\n')

it.each(both)(
  'pings nobody, links nothing and formats nothing of what a fan or an operator writes on %s',
  async (desk) => {
    const { slack, discord, house, hands } = world
    const { fan, draft } = await fanWrites(HOSTILE)
    const [calls, requests] = [slack.calls.length, discord.problems.length]
    const card = await cardOn(desk, fan)
    const why = await hands[desk].press('ana', card, /^Why/)
    expect(why.said).not.toBe('')
    const { form } = await hands[desk].press('ana', card, /^Edit/)
    const text = 'I saw <!channel> and @everyone **there**, :tada: nice'
    const refused = await form?.send({ text: `${text}\nwrite me on whatsapp` })
    await refused?.form?.send({ text })
    await house.pass(12_000)
    expect(sentTo(fan).map((each) => each.text)).toEqual([text])
    expect((await house.lastOf(fan)).draft?.id).toBe(draft.id)
    // Both fakes refuse what pings; here: nothing of it is markup.
    for (const { body } of slack.calls.slice(calls)) expect(markdownOf(body)).not.toMatch(/evil|everyone|<!channel/)
    expect(discord.problems.slice(requests)).toEqual([])
    for (const message of discord.messages.values())
      expect(JSON.stringify(message.components)).not.toMatch(
        /(?<!\\)<@[&\d]|(?<!\\)@everyone|(?<![\\\w])\*\*bold|]\(https?:\/\/evil/,
      )
  },
)

/** Texts that Slack reads as markup. */
function markdownOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(markdownOf).join('\n')
  if (typeof value !== 'object' || value === null) return ''
  const { type, text } = value as { type?: unknown; text?: unknown }
  const own = type === 'mrkdwn' ? String(text) : ''
  return [own, ...Object.values(value).map(markdownOf)].filter((each) => each !== '').join('\n')
}

it.each(both)(
  'edits with a price on %s: refuses what is none and what is out of bounds, then sends the one that is right',
  async (desk) => {
    const { house, hands } = world
    const fan = `buyer on ${desk}`
    await house.post([
      ...[1, 2].map((n) =>
        house.event(fan, {
          type: 'purchase',
          purchase: { id: `${fan}${n}`, kind: 'ppv', amountMinor: 4_000, currency: 'USD' },
        }),
      ),
    ])
    await house.pass(31_000)
    await house.write(fan, 'anything new to buy?')
    const draft = await house.draftOf(fan)
    expect(draft.priceMinor).not.toBeNull()
    let { form } = await hands[desk].press('ana', await cardOn(desk, fan), /^Edit/)
    const text = 'There is a second part from the coast.'
    for (const price of ['a lot', '1e3', '-5', '0.01', '999999']) {
      const refused = await form?.send({ text, price })
      expect(refused?.said, price).toMatch(/is not an amount in USD|The price must be \$/)
      expect(refused?.form?.values).toMatchObject({ text, price })
      form = refused?.form ?? null
    }
    await form?.send({ text, price: '20' })
    await house.pass(12_000)
    expect(sentTo(fan)).toMatchObject([{ text, price: { minor: 2_000, currency: 'USD' } }])
    expect((await cardOn(desk, fan)).words).toContain('$20')
  },
)
