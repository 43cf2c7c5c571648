import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAgency } from '../agency/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing/test-database.ts'
import { type Answer, createGate, type Gate } from '../desk/index.ts'
import { createFacts } from '../facts/index.ts'
import { createGuardrails, type GuardrailRules } from '../guardrails/index.ts'
import { ManualClock } from '../kernel/clock.ts'
import { createPersonas, DEFAULT_TEMPLATES } from './index.ts'

let test: TestDatabase
let personas: ReturnType<typeof createPersonas>
let gate: Gate
let guardrails: GuardrailRules
let agencyId: string
let creatorId: string
let manager: string
const forgotten: string[] = []
const clock = new ManualClock('2026-11-20T14:00:00Z')

beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.drop())
beforeEach(async () => {
  const ground = { database: test.database, clock, facts: createFacts({ clock, reactions: {} }) }
  const agencies = createAgency(ground)
  guardrails = createGuardrails({ ground, agencies })
  const forgetExamples = async (_sql: unknown, _agency: string, { creatorId: id }: { creatorId: string }) =>
    void forgotten.push(id)
  personas = createPersonas({ ground, agencies, rulesOf: guardrails.rules, forgetExamples })
  agencyId = await agencies.addAgency({ name: 'A', zone: 'Europe/Paris' })
  creatorId = await agencies.addCreator({ agencyId, name: 'Bella', zone: 'Europe/Paris', currency: 'USD' })
  manager = await agencies.addOperator({ agencyId, name: 'Lena', role: 'manager' })
  const { commands, actions } = personas
  gate = createGate({ whoIs: agencies.whoIs, actions, commands })
})

const identity = () => ({ agencyId, desk: 'web' as const, externalId: manager, verified: false })
const type = (line: string): Promise<Answer> => gate.command(identity(), line)
const active = () => personas.active(test.database, agencyId, creatorId)
const written = { agencyId: '', creatorId: '', name: 'Bella', ...DEFAULT_TEMPLATES }

describe('a persona', () => {
  it('is edited page by page, each stored as a version that doesn’t write until it is activated', async () => {
    const first = await type('/persona edit Bella')
    if (first.kind !== 'form') throw new Error(first.kind)
    const filled = { name: 'Bella, evenings', tone: 'slow, warm', style: 'Short lines.', languages: 'en, es' }
    const second = await gate.press(identity(), first.form.action, filled)
    if (second.kind !== 'form') throw new Error(second.kind)
    expect(second.form.fields.map(({ id }) => id)).toEqual(['welcome', 'upsell', 'reactivation'])
    const third = await gate.press(identity(), second.form.action, { ...DEFAULT_TEMPLATES, welcome: 'Hi {{fan}}.' })
    if (third.kind !== 'form') throw new Error(third.kind)
    const last = await gate.press(identity(), third.form.action, { taboos: 'politics\nexes', boundaries: '' })
    expect(last).toMatchObject({ kind: 'done', line: expect.stringContaining('/persona activate Bella 3') })
    expect((await active()).version).toBe(0)
    await type('/persona activate Bella 3')
    expect(await active()).toMatchObject({
      ...{ version: 3, name: 'Bella, evenings', tone: 'slow, warm', languages: ['en', 'es'] },
      ...{ welcome: 'Hi {{fan}}.', upsell: DEFAULT_TEMPLATES.upsell, taboos: ['politics', 'exes'] },
    })
    await type('/persona activate Bella v1')
    expect((await active()).version).toBe(1)
  })

  it('is not stored with a bad template: the form comes back with what was typed and what is wrong', async () => {
    const edit = await type('/persona edit Bella')
    if (edit.kind !== 'form') throw new Error(edit.kind)
    const page = await gate.press(identity(), edit.form.action, { name: 'B' })
    if (page.kind !== 'form') throw new Error(page.kind)
    const bad = { ...DEFAULT_TEMPLATES, upsell: 'Buy {{thing}}' }
    const answer = await gate.press(identity(), page.form.action, bad)
    expect(answer).toMatchObject({
      kind: 'form',
      errors: { upsell: expect.stringContaining('{{thing}} is not known') },
    })
    expect(JSON.stringify(answer)).toContain('Buy {{thing}}')
    expect(await personas.newest(agencyId, creatorId)).toBe(1)
  })

  it('is written by a niche’s preset at once, and a version from it waits', async () => {
    expect(await type('/creator preset Bella soft-glam')).toMatchObject({ kind: 'panel', card: { title: 'Soft glam' } })
    expect(await active()).toMatchObject({ version: 1, preset: 'soft-glam', name: 'Soft glam' })
    await type('/persona create Bella gamer')
    expect((await active()).preset).toBe('soft-glam')
    expect((await personas.versions(agencyId, creatorId)).map(({ preset }) => preset)).toEqual(['gamer', 'soft-glam'])
    expect(await type('/creator preset Bella pirate')).toMatchObject({ kind: 'refused' })
    expect(JSON.stringify(await type('/persona list'))).toContain('Soft glam · writes now')
  })

  it('keeps what somebody else stored meanwhile', async () => {
    const input = { ...written, agencyId, creatorId }
    expect(await personas.save(input)).toEqual({ kind: 'saved', version: 1 })
    expect(await personas.save(input, undefined, { seen: 0 })).toEqual({ kind: 'changed', newest: 1 })
    const answers = await Promise.all([1, 1].map((seen) => personas.save(input, undefined, { seen })))
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['changed', 'saved'])
  })

  it('learns from edits only while the creator agrees, and forgets at once when they don’t', async () => {
    expect(await personas.learns(test.database, agencyId, creatorId)).toBe(false)
    await type('/persona learn Bella on')
    expect(await personas.learns(test.database, agencyId, creatorId)).toBe(true)
    await type('/persona learn Bella off')
    expect(await personas.learns(test.database, agencyId, creatorId)).toBe(false)
    expect(forgotten).toContain(creatorId)
  })

  it('keeps snippets at hand until a manager removes them, and takes only the two variables', async () => {
    await type('/persona snippet-add Bella Travel Packing again, {{fan}}!')
    await type('/persona snippet-add Bella travel Back on Friday, {{ fan }}.')
    const kept = () => personas.snippets(test.database, agencyId, creatorId)
    expect(await kept()).toMatchObject([{ name: 'travel', text: 'Back on Friday, {{ fan }}.' }])
    for (const bad of ['shop Only {{price}}!', 'shop Only {fan}!', `shop ${'x'.repeat(301)}`, '../x hi'])
      expect(await type(`/persona snippet-add Bella ${bad}`)).toMatchObject({ kind: 'refused' })
    expect(JSON.stringify(await type('/persona snippets Bella'))).toContain('Back on Friday')
    expect(await type('/persona snippet-remove Bella TRAVEL')).toMatchObject({ kind: 'done' })
    expect(await type('/persona snippet-remove Bella travel')).toMatchObject({ kind: 'refused' })
    expect(await kept()).toEqual([])
    expect(await personas.snippets(test.database, manager, creatorId)).toEqual([])
    const facts = await test.database.query<{ data: object }>(
      `SELECT data FROM facts WHERE agency_id = $1 AND name LIKE 'persona.snippet-%'`,
      [agencyId],
    )
    expect(facts.map(({ data }) => Object.keys(data))).toEqual([['snippetId'], ['snippetId'], ['snippetId']])
  })

  it('takes in nothing that may not be said to a fan, and what the rules refuse later no writer uses', async () => {
    const bad = { ...written, agencyId, creatorId, goodExamples: ['Fine.', 'Find me on telegram'] }
    await expect(personas.save(bad)).rejects.toMatchObject({
      issues: [{ path: ['goodExamples', 1], message: expect.stringContaining('“telegram” is never said') }],
    })
    expect(await personas.newest(agencyId, creatorId)).toBe(0)
    const refusedSnippet = await type('/persona snippet-add Bella shop Only today, {{fan}}!')
    expect(refusedSnippet).toMatchObject({ kind: 'refused', line: expect.stringContaining('“Only today”') })
    for (const line of ['I am a real person, not a bot.', 'x'.repeat(201)])
      expect(await type(`/persona disclosure Bella ${line}`)).toMatchObject({ kind: 'refused' })
    expect(await type('/persona disclosure Bella A moonbeam team helps me.')).toMatchObject({ kind: 'done' })
    await type('/persona snippet-add Bella moon A moonbeam for you')
    await personas.save({ ...written, agencyId, creatorId, welcome: 'A moonbeam, {{fan}}.' })
    expect(JSON.stringify(await type('/persona show Bella'))).not.toContain('Not used')

    const limits = { floorMinor: 300, ceilingMinor: 5_000 }
    await guardrails.set({ agencyId, creatorId, forbiddenWords: ['moonbeam'], ...limits })
    const shown = JSON.stringify(await type('/persona show Bella'))
    expect(shown).toContain('Welcome: “moonbeam” is never said')
    expect(shown).toContain('Last line of every reply: “moonbeam” is never said')
    expect(JSON.stringify(await type('/persona snippets Bella'))).toContain('not at hand for drafts: “moonbeam”')
    // A page of the form about something else is stored all the same.
    const edit = await type('/persona edit Bella')
    if (edit.kind !== 'form') throw new Error(edit.kind)
    const next = await gate.press(identity(), edit.form.action, { name: 'Bella', tone: 'calm' })
    expect(next).toMatchObject({ kind: 'form', form: { title: 'Persona' } })
    expect(await personas.newest(agencyId, creatorId)).toBe(2)
    expect(await type('/persona disclosure Bella off')).toMatchObject({ kind: 'done' })
  })

  it('is nobody’s of another agency', async () => {
    expect(await personas.save({ ...written, agencyId: manager, creatorId })).toEqual({ kind: 'unknown-creator' })
  })
})
