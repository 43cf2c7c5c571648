import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Button, CardNode } from '../desk/index.ts'
import { importOf } from '../imports/fixtures.ts'
import { type StoryHouse, storyHouse } from './house.ts'

const DAY_MS = 86_400_000
let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse()
})
afterAll(() => house.close())

const query = <Row>(text: string) => house.app.ground.database.query<Row>(text)
const calibrate = (creator = 'Bella', operator = house.operators.manager) =>
  house.app.gate.command(
    { agencyId: house.agencyId, desk: 'web', externalId: operator, verified: false },
    `/creator calibrate ${creator}`,
  )
async function buttonsNow(): Promise<Button[]> {
  const answer = await calibrate()
  const body: CardNode[] = answer.kind === 'panel' ? answer.card.body : []
  return body.flatMap((node) => (node.kind === 'actions' ? node.buttons : []))
}
const names = async () =>
  (await query<{ name: string }>("SELECT name FROM facts WHERE name LIKE 'calibration.%' ORDER BY id")).map(
    (f) => f.name,
  )

/** A year of evenings, busier of late; now and then somebody asks to pay elsewhere. */
function history(): string {
  const now = house.clock.now().getTime()
  const messages = Array.from({ length: 600 }, (_, n) => {
    const daysAgo = n < 300 ? (n % 28) + 1 : 28 + (n % 200)
    const at = new Date(Math.floor((now - daysAgo * DAY_MS) / DAY_MS) * DAY_MS + (19 + (n % 2)) * 3_600_000)
    const text = n % 50 === 0 ? 'can I pay you on cashapp instead' : 'good evening'
    return { id: n, fan: { id: `fan-${n % 30}` }, text, createdAt: at.toISOString(), direction: 'received' }
  })
  return JSON.stringify(messages)
}

it('finds nothing to change without history, names an unknown creator, and asks a manager', async () => {
  const answer = JSON.stringify(await calibrate())
  expect(answer).toContain('little history: 0 messages')
  expect(answer).toContain('Nothing to change')
  expect(await calibrate('Nobody')).toMatchObject({ kind: 'refused' })
  expect(await calibrate('Bella', house.operators.chatter)).toMatchObject({ kind: 'refused' })
})

it('changes nothing when declined, and everything proposed, once, when accepted; a limit that was tightened since stays', async () => {
  await house.app.imports.take(
    importOf(house, history(), { kind: 'messages', mapping: { columns: { fan: 'fan.id' } } }),
  )
  const at = (daysAgo: number) => new Date(house.clock.now().getTime() - daysAgo * DAY_MS).toISOString()
  const buys = (fan: string, daysAgo: number, amountMinor: number) =>
    house.event(fan, {
      ...{ type: 'purchase', at: at(daysAgo) },
      purchase: { id: `p-${fan}`, kind: 'tip', amountMinor, currency: 'USD' },
    })
  const old = Array.from({ length: 20 }, (_, n) => buys(`fan-${n}`, 60 + n, 500 + n))
  await house.post([...old, buys('early', 5, 30_000), buys('late', 200, 40_000), buys('shy', 5, 50_000)])
  await house.pass(40_000)
  const chatter = {
    agencyId: house.agencyId,
    desk: 'web' as const,
    externalId: house.operators.chatter,
    verified: false,
  }
  await house.app.gate.command(chatter, '/fan object shy on')
  const shown = JSON.stringify(await calibrate())
  expect(shown).toContain('tag “early VIP”: early"')
  expect(shown).toMatch(/of messages come from \d\d:00 to \d\d:00 \(Europe\/Paris\)/)
  expect(shown).toMatch(/76 messages a week in the newest 4 weeks/)
  expect(shown).toMatch(/12 of 600 messages ask to pay or talk elsewhere/)
  const settings = async () => {
    const { agencyId, creatorId, app } = house
    const sql = app.ground.database
    const creator = await app.agencies.creator(sql, agencyId, creatorId)
    const { maxPerHour, cooldownMinutes } = await app.guardrails.rules(sql, agencyId, creatorId)
    const [due] = await query<{ minute: number }>(
      "SELECT minute_of_day AS minute FROM schedules WHERE task = 'rescore-creator'",
    )
    return { within: creator?.replyWithinMinutes, maxPerHour, cooldownMinutes, due: due?.minute }
  }
  const before = await settings()
  const { manager } = house.operators
  // Two people at once: one proposal is left, and the other one's buttons say that it was replaced.
  const both = await Promise.all([buttonsNow(), buttonsNow()])
  const open = await query<{ id: string }>("SELECT id FROM calibrations WHERE state = 'proposed'")
  expect(open).toHaveLength(1)
  const isOpen = ([button]: Button[]) => button?.action.includes(open[0]?.id ?? '') === true
  const [accept, decline] = both.find(isOpen) ?? []
  const [staleAccept] = both.find((buttons) => !isOpen(buttons)) ?? []
  const press = async (button: Button | undefined) => house.press(manager, button?.action ?? '')
  expect(await press(staleAccept)).toMatchObject({ kind: 'refused', line: expect.stringContaining('replaced') })
  expect(await press(decline)).toMatchObject({ kind: 'done' })
  expect(await press(accept)).toMatchObject({ kind: 'refused', line: expect.stringContaining('declined') })
  expect(await settings()).toEqual(before)

  const [again] = await buttonsNow()
  const { agencyId, creatorId } = house
  // Somebody was stricter since it was proposed.
  const strict = { floorMinor: 300, ceilingMinor: 20_000, maxPerHour: 1, cooldownMinutes: 5 }
  await house.app.guardrails.set({ agencyId, creatorId, ...strict })
  expect(await press(again)).toMatchObject({ kind: 'done', line: '4 settings of Bella changed as proposed.' })
  expect(await press(again)).toMatchObject({ kind: 'refused' })
  expect(await settings()).toMatchObject({ within: 30, maxPerHour: 1, cooldownMinutes: 15, due: expect.any(Number) })
  const tagged = await query("SELECT external_id FROM fans WHERE tags = ARRAY['early VIP']")
  expect(tagged).toEqual([{ external_id: 'early' }])
  expect((await names()).filter((name) => name !== 'calibration.proposed')).toEqual([
    'calibration.declined',
    'calibration.accepted',
  ])
  // What was accepted holds, so it isn't proposed again.
  expect(JSON.stringify(await calibrate())).not.toContain('count and score fans at')
})
