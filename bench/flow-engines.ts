import { Engine, type TopLevelCondition } from 'json-rules-engine'
import {
  advance,
  begunBy,
  type Condition,
  concerns,
  type Flow,
  indexTriggers,
  type Known,
  newRun,
  parseFlow,
  programOf,
  type TriggerContext,
} from '../src/automations/index.ts'

/** One thing that happened, with what is known of its fan. */
export interface Happened {
  context: TriggerContext
  known: Known
}

const SEGMENTS = ['Whale', 'VIP', 'Regular', 'New', 'ChurnRisk', 'Dormant', 'Prospect'] as const
const id = (n: number): string => `019aa000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** The nth condition of a flow: five comparisons, as agencies write them. */
const conditionOf = (n: number): Condition => ({
  all: [
    { field: 'fan.segment', op: 'one_of', value: [SEGMENTS[n % 7] ?? 'VIP', SEGMENTS[(n + 3) % 7] ?? 'New'] },
    { field: 'fan.spent', op: 'at_least', value: (n % 10) * 1_000 },
    { field: 'time.hour', op: 'at_least', value: n % 12 },
    {
      any: [
        { field: 'purchase.kind', op: 'is', value: 'ppv' },
        { field: 'purchase.amount', op: 'more_than', value: 5_000 },
      ],
    },
  ],
})

/** A flow that begins with a purchase, asks, and tags. */
export function flowOf(
  n: number,
  on: 'purchase_completed' | 'message_received' | 'offer_ignored' = 'purchase_completed',
  condition = conditionOf(n),
): Flow {
  const parsed = parseFlow({
    id: id(n),
    name: `Flow ${n}`,
    status: 'active',
    caps: { entriesPerDay: 100_000, fanEveryDays: 0 },
    steps: [
      { id: 'begin', type: 'trigger', name: 'Begin', config: { on } },
      { id: 'ask', type: 'condition', name: 'Ask', config: { if: condition } },
      { id: 'mark', type: 'action', name: 'Mark', config: { do: 'add_tag', tag: `flow-${n}` } },
    ],
  })
  if (!parsed.ok) throw new Error('the benchmark’s flow holds')
  return parsed.flow
}

/** Of all purchases the nth share of `of`, by their amount: so that a purchase is the business of one flow. */
export const shareOf = (n: number, of: number): Condition => ({
  all: [
    { field: 'purchase.amount', op: 'at_least', value: 500 + Math.floor((n * 6_500) / of) },
    { field: 'purchase.amount', op: 'less_than', value: 500 + Math.floor(((n + 1) * 6_500) / of) },
  ],
})

export function happened(n: number): Happened {
  const at = new Date(Date.UTC(2026, 10, 20, n % 24))
  return {
    context: { type: 'purchase_completed', creator: id(0), fan: id(n), data: {}, at },
    known: {
      'fan.segment': SEGMENTS[(n * 5) % 7] ?? 'VIP',
      'fan.spent': (n * 37) % 12_000,
      'time.hour': n % 24,
      'purchase.kind': n % 3 === 0 ? 'tip' : 'ppv',
      'purchase.amount': (n * 91) % 9_000,
    },
  }
}

/** Ours: which flows begin, and their first steps. Returns how many acted. */
export function ourEngine(flows: readonly Flow[]): (events: readonly Happened[]) => number {
  const index = indexTriggers(flows)
  const programs = new Map(flows.map((flow) => [flow.id, programOf(flow)]))
  return (events) => {
    let acted = 0
    for (const { context, known } of events) {
      for (const { flow, trigger } of begunBy(index, context)) {
        const program = programs.get(flow.id)
        if (!program || !concerns(program, trigger, known)) continue
        const moment = { at: context.at.getTime(), zone: 'UTC', known }
        acted += advance(program, newRun, { kind: 'enter', trigger, ...moment }).effects.length
      }
    }
    return acted
  }
}

const OPERATORS: Record<string, string> = {
  one_of: 'in',
  at_least: 'greaterThanInclusive',
  more_than: 'greaterThan',
  is: 'equal',
}

function asRule(condition: Condition): object {
  if ('all' in condition) return { all: condition.all.map(asRule) }
  if ('any' in condition) return { any: condition.any.map(asRule) }
  if ('not' in condition) return { not: asRule(condition.not) }
  return { fact: condition.field, operator: OPERATORS[condition.op] ?? condition.op, value: condition.value }
}

/** Theirs: the same conditions as rules of one engine. Returns how many rules fired. */
export function theirEngine(count: number): (events: readonly Happened[]) => Promise<number> {
  const engine = new Engine()
  for (let n = 0; n < count; n += 1)
    engine.addRule({ conditions: asRule(conditionOf(n)) as TopLevelCondition, event: { type: `flow-${n}` } })
  return async (events) => {
    let fired = 0
    for (const { known } of events) fired += (await engine.run({ ...known })).events.length
    return fired
  }
}
