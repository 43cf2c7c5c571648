import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAgency } from '../agency/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing/test-database.ts'
import { createFacts, type Ground } from '../facts/index.ts'
import { ManualClock } from '../kernel/clock.ts'
import type { ModelSetup, SeenCall } from './ask.ts'
import { createLanguageModel, type ModelCall, type ModelOutcome } from './index.ts'
import { modelUse, spentOn } from './store.ts'

let test: TestDatabase
let ground: Ground
let agencies: ReturnType<typeof createAgency>
let agencyId: string
const clock = new ManualClock('2026-11-20T23:30:00Z')
const LLAMA = 'meta-llama/llama-3.3-70b-instruct'
const DEEPSEEK = 'deepseek/deepseek-r1'
const prices = { [LLAMA]: { in: 1, out: 2 }, [DEEPSEEK]: { in: 1, out: 2 } }
const answered: ModelOutcome = { kind: 'answered', text: 'hi', tokensIn: 100, tokensOut: 10 }
const away: ModelOutcome = { kind: 'away', why: 'status 500' }

beforeAll(async () => {
  test = await testDatabase()
  ground = { database: test.database, clock, facts: createFacts({ clock, reactions: {} }) }
  agencies = createAgency(ground)
})
afterAll(() => test.drop())
beforeEach(async () => {
  agencyId = await agencies.addAgency({ name: 'A', zone: 'Europe/Paris' })
})

function model(outcome: (call: ModelCall) => ModelOutcome, more: Partial<ModelSetup> = {}) {
  const calls: ModelCall[] = []
  const seen: SeenCall[] = []
  const setup: ModelSetup = {
    server: {
      async complete(call) {
        calls.push(call)
        return outcome(call)
      },
    },
    choices: {},
    prices,
    budgetMicros: 1_000_000,
    timeoutMs: 1_000,
    pace: { take: async () => 0 },
    seen: (call) => void seen.push(call),
    ...more,
  }
  const { ask } = createLanguageModel(ground, agencies, setup)
  const question = { task: 'drafting' as const, maxTokens: 100, temperature: 1, json: true, subject: null }
  const messages = [{ role: 'user' as const, content: 'hello' }]
  return {
    calls,
    seen,
    ask: (signal = new AbortController().signal) => ask({ agencyId, ...question, messages }, signal),
  }
}

describe('asking a language model', () => {
  it('answers with what the first model of the task said, and meters it on the agency’s own day', async () => {
    const llama = model(() => answered)
    expect(await llama.ask()).toMatchObject({ kind: 'answered', text: 'hi', model: LLAMA, meter: { costMicros: 120 } })
    // Half past eleven in London is tomorrow in Paris.
    expect(await spentOn(test.database, agencyId, '2026-11-21')).toBe(120)
    expect(await modelUse(test.database, agencyId, '2026-11-21')).toMatchObject([
      { task: 'drafting', model: LLAMA, calls: 1, answered: 1, tokensIn: 100, tokensOut: 10, costMicros: 120 },
    ])
    expect(llama.seen).toMatchObject([{ task: 'drafting', model: LLAMA, outcome: 'answered', costMicros: 120 }])
  })

  it('asks a model that is away once more, then the fallback', async () => {
    const both = model(({ model }) => (model === LLAMA ? away : answered))
    expect(await both.ask()).toMatchObject({ kind: 'answered', model: DEEPSEEK })
    expect(both.calls.map((call) => call.model)).toEqual([LLAMA, LLAMA, DEEPSEEK])
  })

  it('asks a model that refused no second time, nor one that is busy for long', async () => {
    const refusing = model(() => ({ kind: 'refused', why: 'status 401' }))
    expect(await refusing.ask()).toMatchObject({ kind: 'unavailable', why: 'refused' })
    expect(refusing.calls.map((call) => call.model)).toEqual([LLAMA, DEEPSEEK])
    const busy = model(() => ({ kind: 'away', why: 'status 429', retryAfterMs: 60_000 }))
    expect(await busy.ask()).toMatchObject({ kind: 'unavailable', why: 'away' })
    expect(busy.calls).toHaveLength(2)
  })

  it('uses the models of the settings', async () => {
    const own = model(() => away, { choices: { drafting: { model: 'mine', fallback: null } } })
    await own.ask()
    expect(own.calls.map((call) => call.model)).toEqual(['mine', 'mine'])
  })

  it('spares a model that failed five times in a row for half a minute, then tries with one call', async () => {
    let outcome: ModelOutcome = away
    const lone = model(() => outcome, { choices: { drafting: { fallback: null } } })
    for (let n = 0; n < 3; n += 1) await lone.ask()
    expect(lone.calls).toHaveLength(5)
    clock.advance(30_000)
    await lone.ask()
    expect(lone.calls).toHaveLength(6)
    clock.advance(30_000)
    outcome = answered
    expect((await lone.ask()).kind).toBe('answered')
    expect((await lone.ask()).kind).toBe('answered')
    expect(lone.calls).toHaveLength(8)
  })

  it('never spends more than the budget of a day, however many ask at once', async () => {
    // A call can cost 211, and costs 120.
    const poor = model(() => answered, { budgetMicros: 700 })
    const answers = await Promise.all(Array.from({ length: 12 }, () => poor.ask()))
    expect(await spentOn(test.database, agencyId, '2026-11-21')).toBeLessThanOrEqual(700)
    expect(answers.filter(({ kind }) => kind === 'answered').length).toBe(poor.calls.length)
    // One after the other: of several at once any may be the one for which there was still enough.
    for (let n = 0; n < 3; n += 1) await poor.ask()
    expect(await poor.ask()).toMatchObject({ kind: 'unavailable', why: 'budget' })
    clock.advance(24 * 3_600_000)
    expect((await poor.ask()).kind).toBe('answered')
  })

  it('counts the most that it could cost for a call that was cut, and nothing for one that never began', async () => {
    await model(() => away, { choices: { drafting: { fallback: null } } }).ask()
    expect(await spentOn(test.database, agencyId, dayNow())).toBe(0)
    await model(() => ({ kind: 'away', why: 'cut', begun: true }), { choices: { drafting: { fallback: null } } }).ask()
    expect(await spentOn(test.database, agencyId, dayNow())).toBeGreaterThan(400)
  })

  it('is unavailable above the pace of all processes, and makes no call', async () => {
    const fast = model(() => answered, { pace: { take: async () => 5_000 } })
    expect(await fast.ask()).toMatchObject({ kind: 'unavailable', why: 'pace' })
    expect(fast.calls).toEqual([])
  })

  it('makes no further call for somebody who is gone', async () => {
    const gone = new AbortController()
    const slow = model(() => {
      gone.abort()
      return away
    })
    expect(await slow.ask(gone.signal)).toMatchObject({ kind: 'unavailable', why: 'away' })
    expect(slow.calls).toHaveLength(1)
  })
})

const dayNow = (): string => new Date(clock.now().getTime() + 3_600_000).toISOString().slice(0, 10)
