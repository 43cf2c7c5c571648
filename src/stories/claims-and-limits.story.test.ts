import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Answer, actionId } from '../desk/index.ts'
import { newId } from '../kernel/ids.ts'
import { type StoryHouse, storyHouse } from './house.ts'

let house: StoryHouse
beforeAll(async () => {
  house = await storyHouse({ platform: 'simulator' })
})
afterAll(() => house.close())

const rules = (more: Partial<Parameters<typeof house.app.guardrails.set>[0]> = {}) =>
  house.app.guardrails.set({
    agencyId: house.agencyId,
    creatorId: house.creatorId,
    floorMinor: 300,
    ceilingMinor: 20_000,
    ...more,
  })
beforeEach(() => rules())

type Who = keyof StoryHouse['operators']
async function press(
  fan: string,
  who: Who,
  action: string,
  filled: Record<string, string> | null = null,
): Promise<Answer> {
  const { draft, delivery } = await house.lastOf(fan)
  const on = action === 'undo' ? delivery : draft
  return house.press(house.operators[who], actionId(action, on?.id ?? '', on?.version ?? 0), filled)
}
const said = (answer: Answer): string => JSON.stringify(answer)

it('lets only the one who claimed it decide, for ten minutes', async () => {
  await house.write('claimed', 'hey')
  expect(await press('claimed', 'chatter', 'claim')).toEqual({ kind: 'done' })
  for (const [action, filled] of [
    ['accept', null],
    ['edit', { text: 'mine' }],
    ['escalate', { category: 'not-sure', note: '' }],
    ['dismiss', { reason: 'x' }],
    ['snooze', { minutes: '30' }],
    ['another-draft', null],
    ['claim', null],
    ['let-go', null],
  ] as const) {
    const answer = await press('claimed', 'other', action, filled)
    expect(said(answer), action).toContain('Ana is on this until')
  }
  house.clock.advance(10 * 60_000)
  expect(await press('claimed', 'other', 'accept')).toEqual({ kind: 'done' })
})

it('gives a claim away when it is let go, and extends it when it is claimed again', async () => {
  await house.write('released', 'hey')
  await press('released', 'chatter', 'claim')
  house.clock.advance(9 * 60_000)
  await press('released', 'chatter', 'claim')
  house.clock.advance(9 * 60_000)
  expect(said(await press('released', 'other', 'accept'))).toContain('Ana is on this')
  await press('released', 'chatter', 'let-go')
  expect(await press('released', 'other', 'accept')).toEqual({ kind: 'done' })
})

it('lets a manager take a claim over, after which the first one can’t decide', async () => {
  await house.write('taken', 'hey')
  await press('taken', 'chatter', 'claim')
  expect(said(await press('taken', 'manager', 'accept'))).toContain('Take over')
  expect(await press('taken', 'manager', 'claim')).toEqual({ kind: 'done' })
  expect(said(await press('taken', 'chatter', 'accept'))).toContain('Lena is on this')
  expect(await press('taken', 'manager', 'accept')).toEqual({ kind: 'done' })
})

it('offers a manager to take over what somebody else is on, and nobody else', async () => {
  await house.write('held', 'hey')
  await press('held', 'chatter', 'claim')
  expect(said(await press('held', 'other', 'accept'))).not.toContain('Take over')
  const refused = await press('held', 'manager', 'accept')
  if (refused.kind !== 'refused') throw new Error(said(refused))
  expect(refused.buttons?.map(({ label }) => label)).toEqual(['Take over'])
  expect(await house.press(house.operators.manager, refused.buttons?.[0]?.action ?? '')).toEqual({ kind: 'done' })
  expect(said(await press('held', 'chatter', 'accept'))).toContain('Lena is on this until')
})

it('calls a card late from the very moment its answer is due, when it is drawn again for that', async () => {
  await house.write('late', 'hey')
  const { draft } = await house.lastOf('late')
  const title = async () =>
    (await house.app.replies.cardOf(house.app.ground.database, house.agencyId, draft?.id ?? ''))?.title
  house.clock.set(new Date((draft?.dueAt.getTime() ?? 0) - 1))
  expect(await title()).toBe('late · Prospect')
  house.clock.advance(1)
  expect(await title()).toBe('⏰ Late · late · Prospect')
})

it('gives one claim to two who claim at the same instant', async () => {
  for (let n = 0; n < 10; n += 1) {
    await house.write(`both ${n}`, 'hey')
    const answers = await Promise.all([press(`both ${n}`, 'chatter', 'claim'), press(`both ${n}`, 'other', 'claim')])
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['done', 'refused'])
  }
})

/** A fan whose next draft carries a price. */
async function buyer(fan: string): Promise<void> {
  await house.post([
    house.event(fan, {
      type: 'purchase',
      purchase: { id: `tip-${fan}`, kind: 'tip', amountMinor: 900, currency: 'USD' },
    }),
  ])
  await house.write(fan, 'hey')
}

async function sentWithPrice(fan: string): Promise<void> {
  expect(await press(fan, 'chatter', 'accept')).toEqual({ kind: 'done' })
  await house.pass(11_000)
  await house.write(fan, 'and more')
}

it('keeps priced replies to one fan apart by the cool-down; without a price one may go at once', async () => {
  await rules({ cooldownMinutes: 5 })
  await buyer('cooling')
  await sentWithPrice('cooling')
  const refused = await press('cooling', 'chatter', 'accept')
  expect(said(refused)).toContain('Priced replies to one fan are 5 minutes apart')
  house.clock.advance(5 * 60_000 - 17_000)
  expect((await press('cooling', 'chatter', 'accept')).kind).toBe('refused')
  const { draft } = await house.lastOf('cooling')
  expect(await press('cooling', 'chatter', 'edit', { text: draft?.text ?? '', price: '' })).toEqual({ kind: 'done' })
})

it('allows again when the cool-down has passed to the millisecond', async () => {
  await rules({ cooldownMinutes: 5 })
  await buyer('exact')
  const accepted = house.clock.now().getTime()
  await sentWithPrice('exact')
  house.clock.set(new Date(accepted + 5 * 60_000 - 1))
  expect((await press('exact', 'chatter', 'accept')).kind).toBe('refused')
  house.clock.advance(1)
  expect(await press('exact', 'chatter', 'accept')).toEqual({ kind: 'done' })
})

it('counts to maxPerHour, and Undo gives the place back', async () => {
  await rules({ maxPerHour: 2, cooldownMinutes: 0 })
  await buyer('hourly')
  await sentWithPrice('hourly')
  await press('hourly', 'chatter', 'accept')
  await house.pass(1_000)
  expect(await press('hourly', 'chatter', 'undo')).toEqual({ kind: 'done' })
  await house.pass(2_000)
  await sentWithPrice('hourly')
  expect(said(await press('hourly', 'chatter', 'accept'))).toContain('This fan had 2 priced replies within the hour')
  house.clock.advance(3_600_000)
  expect(await press('hourly', 'chatter', 'accept')).toEqual({ kind: 'done' })
})

it('approves nothing with a price in the quiet hours where the fan is, says until when, and lets a plain answer pass', async () => {
  await buyer('asleep')
  const now = house.clock.now()
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes() + 60
  const at = (add: number) => (minute + add + 1_440) % 1_440
  // The creator lives in Paris, and the fan an hour behind once that is known.
  await rules({ quietFrom: at(-10), quietTo: at(30) })
  const end = `${String(Math.floor(at(30) / 60)).padStart(2, '0')}:${String(at(30) % 60).padStart(2, '0')}`
  expect(said(await press('asleep', 'chatter', 'accept'))).toContain(
    `Quiet hours for this fan until ${end} (Europe/Paris)`,
  )
  const { draft } = await house.lastOf('asleep')
  const zoned = (zone: string | null) =>
    house.app.ground.database.query('UPDATE fans SET zone = $1 WHERE id = $2', [zone, draft?.fanId])
  await zoned('Europe/London')
  expect(await press('asleep', 'chatter', 'accept')).toEqual({ kind: 'done' })
  await house.pass(1_000)
  await press('asleep', 'chatter', 'undo')
  await house.pass(2_000)
  await zoned(null)
  expect(await press('asleep', 'chatter', 'edit', { text: draft?.text ?? '', price: '' })).toEqual({ kind: 'done' })
})

it('caps what is asked of a fan in a day, says what is left and when it fits, and suggests no more; Undo gives it back', async () => {
  await rules({ perDayMinor: 2_500, cooldownMinutes: 0 })
  await buyer('capped')
  const { draft } = await house.lastOf('capped')
  const priced = (price: string) => press('capped', 'chatter', 'edit', { text: draft?.text ?? '', price })
  expect(said(await priced('30'))).toContain('At most $25 is asked of one fan in 24 hours; $25 is left. Without')
  expect(await priced('20')).toEqual({ kind: 'done' })
  await house.pass(1_000)
  await press('capped', 'chatter', 'undo')
  await house.pass(2_000)
  expect(await priced('15')).toEqual({ kind: 'done' })
  await house.pass(11_000)
  await house.write('capped', 'and more')
  const next = (await house.lastOf('capped')).draft
  expect(next?.priceMinor).toBeLessThanOrEqual(1_000)
  expect(next?.knowledge.price?.reasons.at(-1)).toBe('at most $25 asked of one fan in 24 hours, $10 left')
  expect(said(await priced('12'))).toMatch(/\$10 is left\. This price fits from .* UTC\./)
  expect(await priced('10')).toEqual({ kind: 'done' })
  await house.pass(11_000)
  await house.write('capped', 'and more?')
  const last = (await house.lastOf('capped')).draft
  expect(last).toMatchObject({ priceMinor: null, assetId: null })
  expect(last?.reasons.at(-1)).toBe('no price: at most $25 asked of one fan in 24 hours, $0 left')
})

it('limits plain answers where that is set, and never the message to somebody at risk', async () => {
  await rules({ plainPerHour: 1 })
  await house.write('chatty', 'hey')
  expect(await press('chatty', 'chatter', 'accept')).toEqual({ kind: 'done' })
  await house.pass(11_000)
  await house.write('chatty', 'and you?')
  expect(said(await press('chatty', 'chatter', 'accept'))).toContain('This fan had 1 answer within the hour')
  await house.write('chatty', 'i want to kill myself')
  expect(await press('chatty', 'chatter', 'accept')).toEqual({ kind: 'done' })
})

it('lets approvals at once, of prices and approaches, take no more than the last place, and no more than a cap leaves, whatever they ask', async () => {
  const { database } = house.app.ground
  await buyer('last place')
  const { draft } = await house.lastOf('last place')
  const limits = await house.app.guardrails.rules(database, house.agencyId, house.creatorId)
  const cap = fc.option(fc.integer({ min: 0, max: 6_000 }))
  const set = fc.record({ maxPerHour: fc.integer({ min: 1, max: 3 }), perDayMinor: cap, perFanMinor: cap })
  // Null: an approach without a price.
  const prices = fc.array(fc.option(fc.integer({ min: 300, max: 3_000 })), { minLength: 2, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(set, prices, async (chosen, asked) => {
      house.clock.advance(31 * 86_400_000)
      const rules = { ...limits, ...chosen, cooldownMinutes: 0 }
      const reserve = (priceMinor: number | null) =>
        database.transaction('reserve', async (sql) => {
          const fan = await house.app.fans.lock(sql, house.agencyId, draft?.fanId ?? '')
          const reply = {
            decisionId: newId(house.clock),
            fanId: fan?.id ?? '',
            priceMinor,
            approach: priceMinor === null,
          }
          return house.app.guardrails.reserve(sql, house.agencyId, reply, rules)
        })
      const verdicts = await Promise.all(asked.map(reserve))
      const passed = asked.filter((_, n) => verdicts[n]?.kind === 'free')
      const sum = passed.reduce<number>((total, price) => total + (price ?? 0), 0)
      expect(passed.length).toBeLessThanOrEqual(chosen.maxPerHour)
      for (const most of [chosen.perDayMinor, chosen.perFanMinor]) {
        if (most !== null) expect(sum).toBeLessThanOrEqual(most)
      }
      const tightest = Math.min(chosen.perDayMinor ?? 1e9, chosen.perFanMinor ?? 1e9)
      if (Math.min(...asked.map((price) => price ?? 0)) <= tightest) expect(passed.length).toBeGreaterThanOrEqual(1)
    }),
    { numRuns: 100 },
  )
})

it('an undone edit keeps the price that was approved: one that was taken away does not come back', async () => {
  await buyer('plain')
  const { priceMinor } = await house.draftOf('plain')
  expect(priceMinor).not.toBeNull()
  await press('plain', 'chatter', 'edit', { text: 'so good to hear from you', price: '' })
  await house.pass(1_000)
  await press('plain', 'chatter', 'undo')
  expect(await house.draftOf('plain')).toMatchObject({ state: 'open', priceMinor: null })
})

it('puts a chosen snippet into an edit, filled for this fan, approves nothing by it, and judges what is approved then', async () => {
  await house.write('Dana B.', 'when are you back from the mountains?')
  const by = { kind: 'operator' as const, id: house.operators.manager }
  const { agencyId, creatorId } = house
  await house.app.personas.setDisclosure({ agencyId, creatorId, line: 'A team helps me.' }, by)
  const manager = { agencyId, desk: 'web' as const, externalId: house.operators.manager, verified: false }
  for (const snippet of ['hours I answer in the evening.', 'back Back from the mountains on Friday, {{fan}}.'])
    await house.app.gate.command(manager, `/persona snippet-add Bella ${snippet}`)

  const opened = await press('Dana B.', 'chatter', 'edit')
  if (opened.kind !== 'form') throw new Error(opened.kind)
  const options = opened.form.fields.flatMap(({ input }) => (input.as === 'choice' ? input.options : []))
  expect(options.map(({ value }) => value)).toEqual(['back', 'hours'])
  expect(options[0]?.label).toContain('on Friday, Dana.')
  const typed = 'Soon!\n\nA team helps me.'
  const put = await press('Dana B.', 'chatter', 'edit', { text: typed, snippet: 'back' })
  const text = 'Soon!\nBack from the mountains on Friday, Dana.\n\nA team helps me.'
  expect(put).toMatchObject({ kind: 'form', put: { text, snippet: '' } })
  expect((await house.lastOf('Dana B.')).draft?.state).toBe('open')
  const gone = await press('Dana B.', 'chatter', 'edit', { text, snippet: 'no-such' })
  expect(gone).toMatchObject({ kind: 'form', errors: { snippet: expect.stringContaining('no longer at hand') } })

  await rules({ forbiddenWords: ['mountains'] })
  const refused = await press('Dana B.', 'chatter', 'edit', { text, snippet: '' })
  expect(said(refused)).toContain('is on the list of words never used')
  const left = refused.kind === 'form' ? refused.form.fields.find(({ id }) => id === 'snippet') : null
  expect(said({ kind: 'done', line: JSON.stringify(left) })).not.toContain('mountains')
  await rules()
  expect(await press('Dana B.', 'chatter', 'edit', { text, snippet: '' })).toMatchObject({ kind: 'done' })
  expect((await house.lastOf('Dana B.')).draft?.state).toBe('accepted')
})
