import { afterEach, beforeEach, expect, it } from 'vitest'
import { testDatabase } from '../../src/database/testing/test-database.ts'
import { GALLERY } from '../../src/desk/gallery.ts'
import type { Card, Desk } from '../../src/desk/index.ts'
import { ManualClock } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/ids.ts'
import { createDesk, isPosting } from './desk.ts'
import { CHANNEL, FakeDiscord, GUILD, TOKEN } from './fake-discord.fixtures.ts'
import { textOf } from './person.fixtures.ts'
import { createRest } from './rest.ts'
import { sweepChannel } from './sweep.ts'

const card = GALLERY.find(({ name }) => name === 'Draft')?.card as Card
const clock = new ManualClock('2026-11-20T14:00:00Z')
const agencyId = newId(clock)

let db: Awaited<ReturnType<typeof testDatabase>>
let discord: FakeDiscord
let desk: Desk
let rest: ReturnType<typeof createRest>

beforeEach(async () => {
  db = await testDatabase()
  await db.database.query(`INSERT INTO agencies (id, name, zone, created_at) VALUES ($1, 'A', 'UTC', $2)`, [
    agencyId,
    clock.now(),
  ])
  discord = await new FakeDiscord(() => clock.now().getTime()).open()
  rest = createRest({ token: TOKEN, api: discord.api })
  const guilds = { agencyOf: async (guild: string) => (guild === GUILD ? agencyId : null) }
  desk = createDesk({ sql: db.database, clock, rest, guilds })
})
afterEach(async () => {
  expect(discord.problems).toEqual([])
  await discord.close()
  await db.drop()
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

it('finds a posting whose outcome is unknown: at once by its nonce, later in the channel, and never posts none', async () => {
  const place = posting()
  discord.faults.push({ on: /^POST \/channels/, act: 'lost' })
  await expect(desk.post(place, card)).rejects.toMatchObject({ code: 'desk_away', retry: { kind: 'later' } })
  await desk.post(place, card)
  expect(shown()).toHaveLength(1)

  const later = posting()
  discord.faults.push({ on: /^PATCH/, act: { status: 502 } })
  await expect(desk.post(later, card)).rejects.toMatchObject({ code: 'desk_away' })
  clock.advance(10 * 60_000)
  await desk.post(later, card)
  expect(shown()).toHaveLength(2)

  const never = posting()
  discord.faults.push({ on: /^POST \/channels/, act: { status: 503 } })
  await expect(desk.post(never, card)).rejects.toMatchObject({ code: 'desk_away' })
  clock.advance(10 * 60_000)
  await desk.post(never, card)
  expect(shown()).toHaveLength(3)
})

it('removes what stands twice, and leaves what is not kept yet and what others wrote', async () => {
  const place = posting()
  const ref = await desk.post(place, card)
  const [kept] = shown()
  const extra = { ...structuredClone(kept), id: discord.newId() } as NonNullable<typeof kept>
  discord.messages.set(extra.id, extra)
  const strange = { ...structuredClone(extra), id: discord.newId(), author: { ...extra.author, id: '999999' } }
  discord.messages.set(strange.id, strange)
  const unkept = posting()
  await desk.post(unkept, card)
  const postedOn = async () => [
    { id: place.postingId, ref },
    { id: unkept.postingId, ref: null },
  ]
  await sweepChannel({ clock, rest, postedOn }, agencyId, channel)
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

it('never posts to a server of another agency, nor to a channel of another server', async () => {
  for (const strange of [`999999999:${CHANNEL}`, 'queue', `${GUILD}:400000000000000001`]) {
    await expect(desk.post({ ...posting(), channel: strange }, card)).rejects.toMatchObject({ code: 'desk_gone' })
  }
  expect(shown()).toEqual([])
})

it('hides every text, and every button that shows or approves one, where the channel is not age-restricted', async () => {
  const place = posting()
  const at = discord.channels.get(CHANNEL)
  if (at) at.nsfw = false
  await desk.post(place, card)
  const [message] = shown()
  const said = textOf(message ?? { components: [] })
  expect(said).toContain('Texts are hidden here')
  expect(said).not.toMatch(/beach|welcome home|Accept|Edit/)
})
