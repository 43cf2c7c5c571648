import { afterEach, beforeEach, expect, it } from 'vitest'
import { GALLERY } from '../../src/desk/gallery.ts'
import { type Card, chartsOf, type Desk } from '../../src/desk/index.ts'
import { ManualClock } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { createDrawPicture } from '../png/index.ts'
import { chartFile } from '../web/render-chart.ts'
import { createDesk, isPosting } from './desk.ts'
import { CHANNEL, FakeDiscord, GUILD, TOKEN } from './fake-discord.fixtures.ts'
import { partsOf, textOf } from './person.fixtures.ts'
import { createRest } from './rest.ts'

const card = GALLERY.find(({ name }) => name === 'Draft')?.card as Card
const charted = GALLERY.find(({ card: { body } }) => body.some(({ kind }) => kind === 'chart'))?.card as Card
const clock = new ManualClock('2026-11-20T14:00:00Z')
const agencyId = newId(clock)

let discord: FakeDiscord
let desk: Desk

beforeEach(async () => {
  discord = await new FakeDiscord(() => clock.now().getTime()).open()
  const rest = createRest({ token: TOKEN, api: discord.api })
  const guilds = { agencyOf: async (guild: string) => (guild === GUILD ? agencyId : null) }
  desk = createDesk({ rest, guilds, draw: createDrawPicture({ svgOf: chartFile, log: { warn: () => {} } }) })
})
afterEach(async () => {
  expect(discord.problems).toEqual([])
  await discord.close()
})

const channel = `${GUILD}:${CHANNEL}`
const posting = () => ({ agencyId, postingId: newId(clock), channel, subject: newId(clock) })
const shown = () => [...discord.messages.values()]

it('posts a card that notifies with its summary and is a card at once', async () => {
  const place = posting()
  const ref = await desk.post(place, card)
  const [message] = shown()
  expect(ref).toBe(`${CHANNEL}:${message?.id}`)
  expect(textOf(message ?? { components: [] })).toContain('Marcus T. · Whale')
  expect(message).toMatchObject({ content: '', flags: 1 << 15 })
  expect(message && isPosting(message, place.postingId)).toBe(true)
  expect(discord.requests.filter((line) => !line.startsWith('GET'))).toEqual([
    `POST /channels/${CHANNEL}/messages`,
    `PATCH /channels/${CHANNEL}/messages/${message?.id}`,
  ])
})

it('posts a chart as a picture with what it shows as its words, draws it anew with the card, and lets it go with the chart', async () => {
  const place = posting()
  const ref = await desk.post(place, charted)
  const [message] = shown()
  const [chart] = chartsOf(charted)
  const gallery = partsOf(message?.components ?? []).filter(({ type }) => type === 12)
  expect(gallery).toMatchObject([
    { items: [{ media: { url: 'attachment://chart-1.png' }, description: chart?.finding }] },
  ])
  expect(message?.files.get('chart-1.png')?.subarray(1, 4).toString()).toBe('PNG')
  await desk.update(place, ref, charted)
  expect([...(message?.files.keys() ?? [])]).toEqual(['chart-1.png'])
  await desk.update(place, ref, card)
  expect(message?.files.size).toBe(0)
})

it('finds a posting whose outcome is unknown by what it bears, as a first picture and as a card, and none that never came', async () => {
  const lost = posting()
  discord.faults.push({ on: /^POST \/channels/, act: 'lost' })
  await expect(desk.post(lost, card)).rejects.toMatchObject({ code: 'desk_away', retry: { kind: 'later' } })
  const first = await desk.find?.(lost)
  expect(first).toBe(`${CHANNEL}:${shown()[0]?.id}`)
  // Posted again within minutes, Discord itself knows it by its nonce.
  expect(await desk.post(lost, card)).toBe(first)
  expect(await desk.find?.(lost)).toBe(first)

  const half = posting()
  discord.faults.push({ on: /^PATCH/, act: { status: 502 } })
  await expect(desk.post(half, card)).rejects.toMatchObject({ code: 'desk_away' })
  clock.advance(10 * 60_000)
  expect(await desk.find?.(half)).toBe(`${CHANNEL}:${shown()[1]?.id}`)

  const never = posting()
  discord.faults.push({ on: /^POST \/channels/, act: { status: 503 } })
  await expect(desk.post(never, card)).rejects.toMatchObject({ code: 'desk_away' })
  expect(await desk.find?.(never)).toBeNull()
})

it('promises that nothing was posted only while that is so: asked to go slower afterwards, it may stand there', async () => {
  discord.faults.push({ on: /^POST/, act: { status: 429, retryAfterS: 7 } })
  await expect(desk.post(posting(), card)).rejects.toMatchObject({ code: 'desk_slow_down' })
  expect(shown()).toEqual([])
  clock.advance(10_000)
  discord.faults.push({ on: /^PATCH/, act: { status: 429, retryAfterS: 7 } })
  await expect(desk.post(posting(), card)).rejects.toMatchObject({ code: 'desk_away', retry: { kind: 'after' } })
  expect(shown()).toHaveLength(1)
})

it('removes what stands twice, and leaves the one that is kept, other cards, and what others wrote', async () => {
  const place = posting()
  const ref = await desk.post(place, card)
  const [kept] = shown()
  const extra = { ...structuredClone(kept), id: discord.newId() } as NonNullable<typeof kept>
  discord.messages.set(extra.id, extra)
  const strange = { ...structuredClone(extra), id: discord.newId(), author: { ...extra.author, id: '999999' } }
  discord.messages.set(strange.id, strange)
  await desk.post(posting(), card)
  expect(await desk.removeExtras?.(place, ref)).toBe(1)
  expect(shown().map(({ id }) => id)).not.toContain(extra.id)
  expect(shown()).toHaveLength(3)
})

it.each([
  ['the channel is gone', 404, 10_003],
  ['the message is gone', 404, 10_008],
  ['nobody lets the bot in', 403, 50_001],
])('gives a card up when %s', async (_, status, code) => {
  const place = posting()
  const ref = await desk.post(place, card)
  discord.faults.push({ on: /^PATCH/, act: { status, code } })
  await expect(desk.update(place, ref, card)).rejects.toMatchObject({ code: 'desk_gone' })
})

it('comes again no sooner than Discord says', async () => {
  const place = posting()
  const ref = await desk.post(place, card)
  discord.faults.push({ on: /^PATCH/, act: { status: 429, retryAfterS: 7 } })
  const failure = await desk.update(place, ref, card).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'desk_slow_down', retry: { kind: 'after' } })
  expect((failure as { retry: { retryAfterMs: number } }).retry.retryAfterMs).toBeGreaterThanOrEqual(7_000)
})

it('says in no failure what stood on the card, and names no token', async () => {
  discord.faults.push({ on: /^POST/, act: { status: 400, code: 50_035 } })
  const failure = await desk.post(posting(), card).catch((error: unknown) => error as Error)
  expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toMatch(/beach|Marcus|token/i)
})

it('sees who may read a channel: age-restricted or not, of another server or agency, and gone', async () => {
  const look = (at = channel) => desk.lookAt?.({ agencyId, channel: at })
  expect(await look()).toEqual({ verdict: 'safe' })
  const at = discord.channels.get(CHANNEL)
  if (at) at.nsfw = false
  expect(await look()).toEqual({ verdict: 'unsafe', why: 'the channel is not age-restricted' })
  for (const strange of [`999999999:${CHANNEL}`, 'queue', `${GUILD}:400000000000000001`])
    expect(await look(strange)).toMatchObject({ verdict: 'gone' })
  discord.faults.push({ on: /^GET/, act: { status: 503 } })
  await expect(look()).rejects.toMatchObject({ code: 'desk_away' })
})
