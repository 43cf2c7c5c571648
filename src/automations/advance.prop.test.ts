import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance, facesFan, MOST_VISITS, programOf } from './advance.ts'
import { naiveRun } from './advance-model.fixtures.ts'
import type { Known } from './fields.ts'
import { aDraft, aFlow, arbFlow, arbTriggerConfig } from './fixtures.ts'
import { EXITS, type Flow } from './flow.ts'
import { newRun, type RunEvent, type RunState } from './run-state.ts'
import type { TriggerStep } from './step.ts'
import { successRate } from './success-rate.ts'
import { begunBy, firstInLine, indexTriggers, type TriggerContext } from './trigger.ts'

const T0 = Date.parse('2026-11-20T00:00:00Z')
const HOUR_MS = 3_600_000

const arbKnown: fc.Arbitrary<Known> = fc.record({
  'fan.segment': fc.constantFrom(null, 'Whale', 'VIP', 'Dormant'),
  'fan.spent': fc.constantFrom(null, 0, 100, 1_000),
  'fan.purchases': fc.nat({ max: 5 }),
  'fan.tags': fc.subarray(['beach', 'vip', 'x']),
  'fan.days_since_purchase': fc.constantFrom(null, 0, 20, 100),
  'message.text': fc.oneof(fc.constant(null), fc.string()),
})

/** What happens with a run, hours apart; the hour is UTC's, as the zone is. */
const arbHappenings = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'due' as const,
      'due' as const,
      'happened' as const,
      'pause' as const,
      'resume' as const,
      'stop' as const,
    ),
    hours: fc.integer({ min: 0, max: 24 * 20 }),
    what: fc.constantFrom(...EXITS),
    known: arbKnown,
  }),
  { maxLength: 12 },
)

function eventsOf(
  flow: Flow,
  happenings: { kind: RunEvent['kind']; hours: number; what: (typeof EXITS)[number]; known: Known }[],
): RunEvent[] {
  const trigger = flow.steps.find(({ type }) => type === 'trigger')?.id ?? ''
  let at = T0
  const moment = (known: Known) => ({
    at,
    zone: 'UTC',
    known: { ...known, 'time.hour': new Date(at).getUTCHours(), 'time.weekday': new Date(at).getUTCDay() || 7 },
  })
  const first: RunEvent = { kind: 'enter', trigger, ...moment({}) }
  return [
    first,
    ...happenings.map(({ kind, hours, what, known }): RunEvent => {
      at += hours * HOUR_MS
      if (kind === 'pause') return { kind }
      if (kind === 'stop') return { kind, why: 'frozen' }
      if (kind === 'happened') return { kind, what, ...moment(known) }
      return { kind: kind === 'resume' ? 'resume' : 'due', ...moment(known) }
    }),
  ]
}

const arbRun = fc
  .tuple(arbFlow, arbHappenings)
  .map(([flow, happenings]) => ({ flow, events: eventsOf(flow, happenings) }))

function play(flow: Flow, events: RunEvent[]) {
  const program = programOf(flow)
  let state: RunState = newRun
  return events.map((event) => {
    const before = state
    const advanced = advance(program, before, event)
    state = advanced.state
    return { event, before, ...advanced }
  })
}

describe('the interpreter', () => {
  it('does what a naive model does, step for step, whatever happens', () => {
    fc.assert(
      fc.property(arbRun, ({ flow, events }) => {
        const said = play(flow, events).flatMap(({ effects }) =>
          effects.map(({ step, action }) => `${step} ${action.do}`),
        )
        const model = naiveRun(flow, events)
        expect(said).toEqual(model.said)
        expect(play(flow, events).at(-1)?.state.outcome ?? null).toBe(model.outcome)
      }),
      { numRuns: 400 },
    )
  })

  it('always waits or has ended; an ended run never acts; a paused one neither, from that moment on', () => {
    fc.assert(
      fc.property(arbRun, ({ flow, events }) => {
        for (const { event, before, state, effects } of play(flow, events)) {
          expect(state.dueAt === null).toBe(state.status === 'ended')
          expect(state.visits).toBeLessThanOrEqual(MOST_VISITS)
          const silent = before.status === 'ended' || (before.paused && event.kind !== 'resume')
          if (silent) expect(effects).toEqual([])
          if (before.status === 'ended') expect(state).toBe(before)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('emits each effect once for a visit of its step, and says the same when asked again', () => {
    fc.assert(
      fc.property(arbRun, ({ flow, events }) => {
        const played = play(flow, events)
        const visits = played.flatMap(({ effects }) => effects.map(({ step, visit }) => `${visit} ${step}`))
        expect(new Set(visits).size).toBe(visits.length)
        expect(JSON.stringify(play(flow, events))).toBe(JSON.stringify(played))
        for (const { before, event, state, effects, visited } of played)
          expect(advance(programOf(flow), structuredClone(before), event)).toEqual({ state, effects, visited })
      }),
      { numRuns: 200 },
    )
  })

  it('begins nothing towards the fan in the quiet hours', () => {
    const quiet = arbRun.filter(({ flow }) => flow.quietHours !== null && flow.steps.some(facesFan))
    fc.assert(
      fc.property(quiet, ({ flow, events }) => {
        const { from, until } = flow.quietHours ?? { from: 0, until: 0 }
        for (const { event, effects } of play(flow, events)) {
          const towards = effects.some(({ action }) => action.do === 'send_message' || action.do === 'create_offer')
          if (!towards || !('at' in event)) continue
          const hour = new Date(event.at).getUTCHours()
          expect(from < until ? hour < from || hour >= until : hour < from && hour >= until).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('property 4: what the actions of a burst are doesn’t depend on whether one before them failed', () => {
    const acts = fc.array(fc.constantFrom<'add_tag' | 'notify' | 'send_message'>('add_tag', 'notify', 'send_message'), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(acts, (kinds) => {
        const steps = kinds.map((kind, n) => ({
          id: `a${n}`,
          type: 'action' as const,
          name: kind,
          config: kind === 'add_tag' ? { do: kind, tag: 'x' } : kind === 'notify' ? { do: kind, text: 'x' } : aDraft(),
        }))
        const begin = { id: 'begin', type: 'trigger' as const, name: 'x', config: { on: 'new_subscriber' as const } }
        const flow = aFlow({ steps: [begin, ...steps] })
        const [{ effects, state } = { effects: [], state: newRun }] = play(flow, eventsOf(flow, []))
        // All come out together, so the executor owes each its own try.
        expect(effects.map(({ step }) => step)).toEqual(steps.map(({ id }) => id))
        expect(state).toMatchObject({ status: 'ended', outcome: 'done' })
      }),
      { numRuns: 100 },
    )
  })

  it('ends when the fan does what ends it, unless that was before it began, and goes on early with what it waits for', () => {
    const flow = aFlow()
    const at = (hours: number, what: (typeof EXITS)[number]): RunEvent => ({
      kind: 'happened',
      what,
      at: T0 + hours * HOUR_MS,
      zone: 'UTC',
      known: {},
    })
    const begun = play(flow, eventsOf(flow, []))[0]?.state ?? newRun
    expect(begun).toMatchObject({ status: 'waiting', at: 'answered', waitsFor: 'answer', dueAt: T0 + 48 * HOUR_MS })
    expect(advance(programOf(flow), begun, at(0, 'purchase_completed')).state).toBe(begun)
    expect(advance(programOf(flow), begun, at(1, 'purchase_completed')).state).toMatchObject({
      outcome: 'exited',
      why: 'purchase_completed',
    })
    expect(advance(programOf(flow), begun, at(1, 'message_received'))).toMatchObject({
      state: { outcome: 'done' },
      effects: [],
      visited: ['answered'],
    })
    const late: RunEvent = { kind: 'due', at: T0 + 49 * HOUR_MS, zone: 'UTC', known: {} }
    expect(advance(programOf(flow), begun, late)).toMatchObject({
      effects: [{ step: 'again', visit: 4 }],
      state: { outcome: 'done' },
    })
  })

  it.each([
    [{ minutes: 90 }, '2026-11-20T13:30:00.000Z'],
    [{ untilHour: 18 }, '2026-11-20T23:00:00.000Z'],
    [{ untilHour: 7 }, '2026-11-21T12:00:00.000Z'],
    [{ minutes: 24 * 60, untilHour: 7 }, '2026-11-21T12:00:00.000Z'],
    [{ minutes: 24 * 60 + 1, untilHour: 7 }, '2026-11-22T12:00:00.000Z'],
  ])('waits %j from noon in London, seven in New York, until %s', (wait, due) => {
    const pause = { id: 'p', type: 'action' as const, name: 'p', config: { do: 'wait' as const, ...wait } }
    const flow = aFlow({ steps: [...aFlow().steps.slice(0, 1), pause] })
    const enter: RunEvent = {
      kind: 'enter',
      trigger: 'begin',
      at: Date.parse('2026-11-20T12:00:00Z'),
      zone: 'America/New_York',
      known: {},
    }
    expect(new Date(advance(programOf(flow), newRun, enter).state.dueAt ?? 0).toISOString()).toBe(due)
  })

  it('lets a circle over a wait go round a thousand steps, and no further', () => {
    const steps = [
      ...aFlow().steps.slice(0, 1),
      { id: 'pause', type: 'action' as const, name: 'x', config: { do: 'wait' as const, minutes: 1 }, next: 'pause' },
    ]
    const program = programOf(aFlow({ steps }))
    let state = advance(program, newRun, { kind: 'enter', trigger: 'begin', at: T0, zone: 'UTC', known: {} }).state
    while (state.status !== 'ended')
      state = advance(program, state, { kind: 'due', at: state.dueAt ?? 0, zone: 'UTC', known: {} }).state
    expect(state).toMatchObject({ outcome: 'too-long', visits: MOST_VISITS })
  })
})

it('property 3: every active flow that is subscribed to what happened gets it, once, with its step, and no other does', () => {
  const context: fc.Arbitrary<TriggerContext> = fc.record({
    type: arbTriggerConfig.map(({ on }) => on),
    creator: fc.constantFrom('019aa000-0000-7000-8000-00000000000a', '019aa000-0000-7000-8000-00000000000b'),
    fan: fc.constant('019aa000-0000-7000-8000-00000000000c'),
    data: fc.constant({}),
    at: fc.constant(new Date(T0)),
  })
  fc.assert(
    fc.property(fc.uniqueArray(arbFlow, { selector: ({ id }) => id, maxLength: 12 }), context, (flows, happened) => {
      const begun = begunBy(indexTriggers(flows), happened)
      // Without data, only what asks for no more than the kind can be meant.
      const wants = (flow: Flow): TriggerStep | undefined =>
        flow.steps.find(
          (step): step is TriggerStep =>
            step.type === 'trigger' &&
            step.config.on === happened.type &&
            !['tag_added', 'fan_inactive', 'schedule'].includes(happened.type),
        )
      const meant = flows.filter(
        (flow) =>
          flow.status === 'active' &&
          (flow.creators.length === 0 || flow.creators.includes(happened.creator)) &&
          wants(flow),
      )
      expect(begun.map(({ flow }) => flow.id)).toEqual(meant.toSorted(firstInLine).map(({ id }) => id))
      for (const { flow, trigger } of begun) expect(trigger).toBe(wants(flow)?.id)
    }),
    { numRuns: 200 },
  )
})

it('property 11: the success rate is successful over total, within 0 and 1, and 0 where nothing ran', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (successful, failed) => {
      const rate = successRate({ successful, total: successful + failed })
      expect(rate).toBeGreaterThanOrEqual(0)
      expect(rate).toBeLessThanOrEqual(1)
      expect(rate * (successful + failed)).toBeCloseTo(successful, 3)
      expect(successRate({ successful: 0, total: 0 })).toBe(0)
    }),
    { numRuns: 100 },
  )
})
