import { afterAll, beforeAll, expect, it } from 'vitest'
import { GALLERY } from '../../src/desk/gallery.ts'
import { type Card, chartsOf } from '../../src/desk/index.ts'
import { newId } from '../../src/kernel/ids.ts'
import { createDrawPicture } from '../png/index.ts'
import { chartFile } from '../web/render-chart.ts'
import { type EmulatedSlack, emulatedSlack } from './emulated.fixtures.ts'
import { TEAM, typed } from './payloads.fixtures.ts'

const charted = GALLERY.find(({ card: { body } }) => body.some(({ kind }) => kind === 'chart'))?.card as Card
const finding = chartsOf(charted)[0]?.finding

let world: EmulatedSlack
beforeAll(async () => {
  const draw = createDrawPicture({ svgOf: chartFile, log: { warn: () => {} } })
  world = await emulatedSlack({ draw })
}, 120_000)
afterAll(() => world.close())

const posting = () => {
  const { house, channel } = world
  const id = newId(house.clock)
  return { agencyId: house.agencyId, postingId: id, subject: id, channel: `${TEAM}:${channel}` }
}
const calls = (method: string) => world.calls.filter((call) => call.method === method)
const imagesOf = (body: Record<string, unknown> | undefined) =>
  ((body?.blocks ?? []) as { type: string; slack_file?: { id: string }; alt_text?: string }[]).filter(
    ({ type }) => type === 'image',
  )
const says = (error: string) => async () =>
  new Response(JSON.stringify({ ok: false, error }), { headers: { 'content-type': 'application/json' } })

it('hands a chart to Slack once, with what it shows as its words; a file that Slack doesn’t know yet makes the card come again, one that it won’t know is left out', async () => {
  const { desk } = world.slack
  const place = posting()
  world.trouble.set('chat.postMessage', [says('invalid_blocks')])
  await expect(desk.post(place, charted)).rejects.toMatchObject({
    code: 'desk_slow_down',
    retry: { kind: 'after', retryAfterMs: 3_000 },
  })
  const ref = await desk.post(place, charted)
  const [image] = imagesOf(calls('chat.postMessage').at(-1)?.body)
  expect(image).toMatchObject({ alt_text: finding, slack_file: { id: expect.stringMatching(/^F/) } })
  await desk.update(place, ref, charted)
  expect(calls('files.getUploadURLExternal')).toHaveLength(1)
  expect(imagesOf(calls('chat.update').at(-1)?.body)).toEqual([image])

  const { database } = world.house.app.ground
  await database.query(`UPDATE desk_pictures SET at = at - interval '10 minutes'`)
  world.trouble.set('chat.update', [says('invalid_blocks')])
  await desk.update(place, ref, charted)
  expect(imagesOf(calls('chat.update').at(-1)?.body)).toEqual([])
  expect(JSON.stringify(calls('chat.update').at(-1)?.body)).toContain(finding)
  expect(await database.query('SELECT tries, refused_at IS NOT NULL AS refused FROM desk_pictures')).toEqual([
    { tries: 1, refused: true },
  ])
  await desk.update(place, ref, charted)
  expect(imagesOf(calls('chat.update').at(-1)?.body)).toEqual([])
})

it('waits for Slack where it is away before anything is posted, and after three tries posts in words; without the scope at once', async () => {
  const { desk } = world.slack
  const { database } = world.house.app.ground
  const away = async () => new Response('', { status: 503 })
  for (const [n, body] of charted.body.entries()) if (body.kind === 'chart') charted.body[n] = structuredClone(body)
  await database.query('DELETE FROM desk_pictures')
  world.trouble.set('files.getUploadURLExternal', [away, away, away])
  const before = calls('chat.postMessage').length
  for (let tries = 1; tries <= 3; tries += 1)
    await expect(desk.post(posting(), charted)).rejects.toMatchObject({
      code: 'desk_slow_down',
      retry: { kind: 'later' },
    })
  expect(calls('chat.postMessage')).toHaveLength(before)
  await desk.post(posting(), charted)
  expect(imagesOf(calls('chat.postMessage').at(-1)?.body)).toEqual([])

  await database.query('DELETE FROM desk_pictures')
  world.trouble.set('files.getUploadURLExternal', [says('missing_scope')])
  await desk.post(posting(), charted)
  expect(imagesOf(calls('chat.postMessage').at(-1)?.body)).toEqual([])
})

it('answers a command with a picture that only the one who typed sees', async () => {
  const { house, users } = world
  const admin = { agencyId: house.agencyId, desk: 'web', externalId: house.operators.admin, verified: false } as const
  await house.app.gate.command(admin, `/team link Lena slack:${TEAM}:${users.lena}`)
  const at = house.clock.now().toISOString()
  const purchase = { id: 'p1', kind: 'tip' as const, amountMinor: 2_500, currency: 'USD' }
  await house.post([house.event('ada', { at, type: 'purchase', purchase })])
  await house.leap(1_000)
  await house.app.figures.rebuild(house.agencyId)
  await world.send(typed(users.lena, await world.trigger(users.lena), '/report', 'revenue', world.channel))
  const said = world.said.at(-1)
  expect(said).toMatchObject({ response_type: 'ephemeral' })
  expect(imagesOf(said).length, JSON.stringify(said).slice(0, 300)).toBeGreaterThanOrEqual(2)
})
