import { afterAll, beforeAll, expect, it } from 'vitest'
import { actionId } from '../../desk/index.ts'
import { type AllDesks, allDesks } from './all-desks.ts'

let world: AllDesks
beforeAll(async () => {
  world = await allDesks()
}, 120_000)
afterAll(() => world.close())

const BAD = 'text me on whatsapp +33 6 12 34 56 78 and we talk there'
const both = ['slack', 'discord'] as const
const other = { slack: 'discord', discord: 'slack' } as const

/** What every desk says of a draft, the web included. */
async function everywhere(draftId: string, words: RegExp): Promise<void> {
  for (const desk of both) expect((await world.hands[desk].card(words)).words).toMatch(words)
  expect((await world.web(draftId))?.title).toMatch(words)
}

it.each(both)(
  'settles every desk by an edit that a guardrail refuses on %s, and one that it accepts there',
  async (desk) => {
    const { house, hands, platform } = world
    const fan = `edited on ${desk}`
    await house.write(fan, `hello from ${desk}, anything new from the trip?`)
    const draft = await house.draftOf(fan)
    for (const each of both) expect((await hands[each].card(`hello from ${desk}`)).words).toContain(draft.text)
    expect(JSON.stringify(await world.web(draft.id))).toContain(`hello from ${desk}`)

    const opened = await hands[desk].press('ana', await hands[desk].card(`hello from ${desk}`), /^Edit/)
    expect(opened.form?.values.text).toBe(draft.text)
    const refused = await opened.form?.send({ text: BAD })
    expect(refused?.said).toContain('Not approved.')
    expect((await house.draftOf(fan)).state).toBe('open')
    expect(platform.calls.filter(({ text }) => text.includes('whatsapp'))).toEqual([])
    expect(refused?.form?.values.text).toBe(BAD)

    const text = `Welcome home, says ${desk}. Want to see the second part?`
    await refused?.form?.send({ text, price: '' })
    await house.pass(12_000)
    expect(platform.calls.filter((call) => call.text === text)).toHaveLength(1)
    await everywhere(draft.id, new RegExp(`✅ ${fan} · sent`))
    expect((await hands[other[desk]].card(`${fan} · sent`)).words).toContain('edited by Ana')
    for (const each of both) expect(await hands[each].count(fan)).toBe(1)
  },
)

it.each(both)('settles every desk by Accept on %s, and tells who presses elsewhere afterwards', async (desk) => {
  const { house, hands, platform } = world
  const fan = `accepted on ${desk}`
  await house.write(fan, `good evening from ${desk}`)
  const draft = await house.draftOf(fan)
  const before = { slack: await hands.slack.card(fan), discord: await hands.discord.card(fan) }
  await hands[desk].press('ana', before[desk], /^Accept/)
  await house.pass(1_000)
  await everywhere(draft.id, new RegExp(`${fan} · accepted by Ana`))
  const late = await hands[other[desk]].press('lena', before[other[desk]], /^Accept/)
  expect(late.said).toContain('Already accepted by Ana')
  await house.pass(12_000)
  await everywhere(draft.id, new RegExp(`✅ ${fan} · sent`))
  expect(platform.calls.filter(({ fanExternalId }) => fanExternalId === fan)).toHaveLength(1)
})

it('settles Slack and Discord by Accept on the web', async () => {
  const { house, hands } = world
  await house.write('on the web', 'good morning')
  const draft = await house.draftOf('on the web')
  expect(await world.pressOnWeb('lena', actionId('accept', draft.id, draft.version))).toEqual({ kind: 'done' })
  await house.pass(12_000)
  await everywhere(draft.id, /✅ on the web · sent/)
  for (const desk of both) expect((await hands[desk].card('on the web')).words).toContain('accepted by Lena')
})

it('lets one of two win who accept on Slack and Discord at the same moment, and tells the other', async () => {
  const { house, hands, platform } = world
  await house.write('raced', 'are you both there')
  const [onSlack, onDiscord] = await Promise.all([
    hands.slack.press('ana', await hands.slack.card('raced'), /^Accept/),
    hands.discord.press('lena', await hands.discord.card('raced'), /^Accept/),
  ])
  const told = [onSlack.said, onDiscord.said].filter((said) => said !== '')
  expect(told).toHaveLength(1)
  expect(told[0]).toContain('Already accepted by')
  await house.pass(12_000)
  expect(platform.calls.filter(({ fanExternalId }) => fanExternalId === 'raced')).toHaveLength(1)
})

it('moves the card to the end of every desk when the fan writes again, and the old ones say so', async () => {
  const { house, hands } = world
  await house.write('twice', 'first words of twice')
  const before = { slack: await hands.slack.card('first words'), discord: await hands.discord.card('first words') }
  await house.write('twice', 'second words of twice')
  for (const desk of both) {
    expect(await hands[desk].count('twice · wrote again')).toBe(1)
    expect((await hands[desk].card('second words of twice')).words).toContain('twice · Prospect')
    const withdrawn = await hands[desk].press('ana', before[desk], /^Accept/)
    expect(withdrawn.said).toContain('Withdrawn: twice wrote again')
  }
  expect((await house.draftOf('twice')).state).toBe('open')
  expect(world.discord.problems).toEqual([])
  expect(world.slack.errors).toEqual([])
})

it.each(both)('edits a flow in its form on %s, shows what it would do, and lets it run', async (desk) => {
  const { house, hands } = world
  const { app, agencyId, operators } = house
  const lena = { agencyId, desk: 'web', externalId: operators.manager, verified: false } as const
  const there = new Set((await app.flowDesk.api.flows(agencyId)).map(({ id }) => id))
  await app.gate.command(lena, '/flow new thank everyone who buys something')
  const id = (await app.flowDesk.api.flows(agencyId)).find((flow) => !there.has(flow.id))?.id ?? ''
  await house.write(`steers on ${desk}`, 'hello')
  const card = await hands[desk].card(`steers on ${desk}`)

  const about = await hands[desk].pressAction('lena', card, actionId('flow-about', id, 1))
  expect(about.form?.values.name).toBe('Thank a buyer')
  const limits = await about.form?.send({ name: `Thanks on ${desk}` })
  expect(limits?.form?.values.entriesPerDay).toBe('200')
  const slower = await about.form?.send({ name: 'Slower' })
  expect(slower?.said).toContain('Changed by Lena meanwhile')
  const shown = await hands[desk].pressAction('lena', card, actionId('preview-flow', id, 2))
  expect(shown.said).toContain('Every message is a draft card')
  expect((await hands[desk].pressAction('ana', card, actionId('activate-flow', id, 2))).said).toContain(
    'Only a manager',
  )
  await hands[desk].pressAction('lena', card, actionId('activate-flow', id, 2))
  expect(await app.flowDesk.api.flow(agencyId, id)).toMatchObject({ name: `Thanks on ${desk}`, status: 'active' })
})

interface Told {
  said: string
  form: { send(filled: Record<string, string>): Promise<Told> } | null
}

/** A button pressed on any of the desks, whatever comes back; a form is sent there too. */
async function pressOn(desk: 'slack' | 'discord' | 'web', who: 'ana' | 'lena' | 'olga', fan: string, action: string) {
  const onWeb = async (id: string, filled?: Record<string, string>): Promise<Told> => {
    const answer = await world.pressOnWeb(who, id, filled)
    const send = (typed: Record<string, string>) => onWeb(answer.kind === 'form' ? answer.form.action : '', typed)
    return { said: JSON.stringify(answer), form: answer.kind === 'form' ? { send } : null }
  }
  if (desk === 'web') return onWeb(action)
  return (await world.hands[desk].pressAction(who, await world.hands[desk].card(fan), action)) as Told
}

it.each([...both, 'web' as const])(
  'an offer made on %s runs with a second person there, makes the price of a draft that is approved there, its unlock stands in its figures, and where it ends every waiting card says so',
  async (desk) => {
    const { house, platform } = world
    const { app, agencyId, creatorId, operators } = house
    const rules = { floorMinor: 300, ceilingMinor: 20_000, cooldownMinutes: 0, maxPerHour: 60 }
    await app.guardrails.set({ agencyId, creatorId, ...rules, secondPersonAboveDiscountPercent: 40 })
    const fan = `offered on ${desk}`
    const purchase = { id: `tip ${desk}`, kind: 'tip' as const, amountMinor: 900, currency: 'USD' }
    const late = `late on ${desk}`
    for (const each of [fan, late]) {
      await house.post([house.event(each, { type: 'purchase', purchase: { ...purchase, id: `tip of ${each}` } })])
      await house.write(each, 'hello')
    }
    const lena = { agencyId, desk: 'web', externalId: operators.manager, verified: false } as const
    for (const each of [fan, late]) await app.gate.command(lena, `/fan tag "${each}" ${desk}`)

    const first = await pressOn(desk, 'lena', fan, actionId('offer-new', creatorId, 0))
    const basics = { name: `Half on ${desk}`, kind: 'percentage', value: '50', audience: `#${desk}`, days: '5' }
    const second = await first.form?.send(basics)
    await second?.form?.send({ content: '', uses: '10', usesAFan: '1' })
    const [offer] = (await app.offers.list(agencyId)).filter(({ name }) => name === `Half on ${desk}`)
    const id = offer?.id ?? ''
    const start = await pressOn(desk, 'lena', fan, actionId('start-offer', id, offer?.version ?? 0))
    expect(start.said).toContain('waits for a second person')
    const alone = await pressOn(desk, 'lena', fan, actionId('agree-offer', id, 3))
    expect(alone.said).toContain('it takes two people')
    expect((await pressOn(desk, 'olga', fan, actionId('agree-offer', id, 3))).said).toContain('running')

    await house.write(fan, `anything new on ${desk}?`)
    const draft = await house.draftOf(fan)
    expect(draft).toMatchObject({ offerId: id, priceMinor: 1_200 })
    for (const each of both)
      expect((await world.hands[each].card(`anything new on ${desk}`)).words).toContain(`“Half on ${desk}” 50% off`)
    await house.pass(2_000)
    await pressOn(desk, 'ana', `anything new on ${desk}`, actionId('accept', draft.id, draft.version))
    await house.pass(12_000)
    const calls = platform.calls.filter(({ fanExternalId }) => fanExternalId === fan)
    expect(calls).toMatchObject([{ price: { minor: 1_200, currency: 'USD' } }])

    const unlock = { ...purchase, id: `unlock ${desk}`, kind: 'ppv' as const, amountMinor: 1_200, asset: 'coast-2' }
    await house.post([house.event(fan, { type: 'purchase', purchase: unlock })])
    await house.pass(1_000)
    const stats = JSON.stringify(await app.gate.command(lena, `/offer stats ${id}`))
    expect(stats).toMatch(/1 of 1, 100%.*1 used.*\$12.*too few to say/)

    await house.write(late, `nothing for ${late}?`)
    for (const each of both) expect((await world.hands[each].card(`nothing for ${late}`)).words).toContain('50% off')
    await pressOn(desk, 'lena', fan, actionId('end-offer', id, 4))
    await house.pass(1_000)
    for (const each of both) {
      const { words } = await world.hands[each].card(`nothing for ${late}`)
      expect(words).toContain(`“Half on ${desk}” has ended meanwhile`)
      expect(words).not.toContain('50% off')
    }
  },
)
