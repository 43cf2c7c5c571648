import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAgency } from '../agency/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing/test-database.ts'
import { type Answer, createGate, type Form, type Gate } from '../desk/index.ts'
import { createFacts } from '../facts/index.ts'
import { ManualClock } from '../kernel/clock.ts'
import { createGuardrails } from './index.ts'

let test: TestDatabase
let guardrails: ReturnType<typeof createGuardrails>
let gate: Gate
let agencyId: string
let creatorId: string
const people = { Lena: '', Rosa: '', Ana: '' }
const clock = new ManualClock('2026-11-20T14:00:00Z')

beforeAll(async () => {
  test = await testDatabase()
  const ground = { database: test.database, clock, facts: createFacts({ clock, reactions: {} }) }
  const agencies = createAgency(ground)
  guardrails = createGuardrails({ ground, agencies })
  agencyId = await agencies.addAgency({ name: 'A', zone: 'Europe/Paris' })
  creatorId = await agencies.addCreator({ agencyId, name: 'Bella', zone: 'Europe/Paris', currency: 'USD' })
  people.Lena = await agencies.addOperator({ agencyId, name: 'Lena', role: 'manager' })
  people.Rosa = await agencies.addOperator({ agencyId, name: 'Rosa', role: 'manager' })
  people.Ana = await agencies.addOperator({ agencyId, name: 'Ana', role: 'chatter' })
  gate = createGate({ whoIs: agencies.whoIs, actions: guardrails.actions, commands: guardrails.commands })
})
afterAll(() => test.drop())

type Who = keyof typeof people
const identity = (who: Who) => ({ agencyId, desk: 'web' as const, externalId: people[who], verified: false })
const type = (who: Who, line: string): Promise<Answer> => gate.command(identity(who), line)
const send = (who: Who, form: Form, filled: Record<string, string>) => gate.press(identity(who), form.action, filled)
const formOf = (answer: Answer): Form => {
  if (answer.kind !== 'form') throw new Error(JSON.stringify(answer))
  return answer.form
}
const held = () => guardrails.rules(test.database, agencyId, creatorId)

it('guardrails are edited page by page: each stored as a version, refused with field, value and what is allowed, and never over what somebody else stored', async () => {
  const first = formOf(await type('Lena', '/guardrails edit Bella'))
  const late = formOf(await type('Rosa', '/guardrails edit Bella'))
  const second = formOf(
    await send('Lena', first, {
      forbiddenWords: 'secret\n\n free ',
      escalationTriggers: '',
      outsideBoundaries: 'feet',
    }),
  )
  expect(await held()).toMatchObject({ version: 1, forbiddenWords: ['secret', 'free'], outsideBoundaries: ['feet'] })

  const stale = await send('Rosa', late, { forbiddenWords: 'mine', escalationTriggers: '', outsideBoundaries: '' })
  expect(stale).toMatchObject({ kind: 'refused', line: expect.stringContaining('Changed by Lena meanwhile') })
  expect((await held()).forbiddenWords).toEqual(['secret', 'free'])

  const bad = await send('Lena', second, { maxPerHour: '99', cooldownMinutes: '10' })
  expect(bad).toMatchObject({
    errors: { maxPerHour: 'Most an hour: “99” is not allowed. Allowed: 1 to 60.' },
  })
  const noTime = await send('Lena', second, { quietFrom: '25:00', quietTo: '8:00' })
  expect(noTime).toMatchObject({
    errors: { quietFrom: 'Quiet from: “25:00” is not allowed. Allowed: 00:00 to 23:59.' },
  })
  const half = await send('Lena', second, { quietFrom: '22:30', quietTo: '' })
  expect(half).toMatchObject({ errors: { quietTo: expect.stringContaining('a beginning and another end') } })
  const third = formOf(await send('Lena', second, { maxPerHour: '4', cooldownMinutes: '5' }))
  expect((await held()).version, 'a page that changes nothing is no version').toBe(1)

  const above = await send('Lena', third, { floorMinor: '50', ceilingMinor: '20' })
  expect(above).toMatchObject({
    errors: { floorMinor: 'Floor: “50” is not allowed: the floor may not be above the ceiling.' },
  })
  expect(await send('Lena', third, { floorMinor: 'x', ceilingMinor: '20' })).toMatchObject({
    errors: { floorMinor: 'Floor: “x” is not allowed. Allowed: $0 to $1,000,000.' },
  })
  const fourth = formOf(await send('Lena', third, { floorMinor: '5', ceilingMinor: '20.50' }))
  expect(await send('Lena', fourth, { secondPersonAboveMinor: 'x' })).toMatchObject({
    errors: { secondPersonAboveMinor: 'Second person above: “x” is not allowed. Allowed: $0 to $1,000,000.' },
  })
  const empty = await send('Lena', fourth, { secondPersonAboveMinor: '', secondPersonForCustom: 'no' })
  expect(empty).toMatchObject({ kind: 'done', line: expect.stringContaining('version 2') })
  expect(await held()).toMatchObject({
    version: 2,
    floorMinor: 500,
    ceilingMinor: 2_050,
    forbiddenWords: ['secret', 'free'],
  })

  const line = JSON.stringify(await guardrails.changeCard(agencyId, creatorId, 1))
  expect(line).toContain('2 added')
  expect(line).toContain('Lena, version 1')
  expect(line, 'the line says how many, not which').not.toContain('secret')
  expect(JSON.stringify(await guardrails.changeCard(agencyId, creatorId, 2))).toContain('$200 → $20.50')
  expect(JSON.stringify(await type('Rosa', '/guardrails show Bella'))).toContain('secret, free')
  await send('Lena', fourth, { secondPersonAboveMinor: '10', secondPersonForCustom: 'yes' })
  expect(await held()).toMatchObject({ version: 3, secondPersonAboveMinor: 1_000, secondPersonForCustom: true })
  expect(JSON.stringify(await guardrails.changeCard(agencyId, creatorId, 3))).toMatch(/none → \$10.*no → yes/)
})

it('a list too long for a form is not asked for and stays whole; only a manager changes it; anybody tests a text', async () => {
  const forbiddenWords = Array.from({ length: 300 }, (_, n) => `forbidden word ${n}`)
  const { version: _, ...rules } = await held()
  await guardrails.set({ ...rules, agencyId, creatorId, forbiddenWords, escalationTriggers: [], outsideBoundaries: [] })
  const form = formOf(await type('Lena', '/guardrails edit Bella'))
  expect(form.fields.map(({ id }) => id)).toEqual(['escalationTriggers', 'outsideBoundaries'])
  await send('Lena', form, { escalationTriggers: 'my wife', outsideBoundaries: '' })
  expect((await held()).forbiddenWords).toHaveLength(300)
  expect((await held()).escalationTriggers).toEqual(['my wife'])
  expect(await send('Ana', form, { escalationTriggers: '' })).toMatchObject({ kind: 'refused' })
  expect(await type('Ana', '/guardrails edit Bella')).toMatchObject({ kind: 'refused' })
  expect(JSON.stringify(await type('Ana', '/guardrails test ask my wife about p a y p a l'))).toContain(
    'agency-trigger',
  )
})
