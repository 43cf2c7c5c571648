import { z } from 'zod'
import { storableText } from '../kernel/text.ts'
import { endlessStep, graphOf, unreachable } from './flow-graph.ts'
import { type Problem, problemsOf, shown } from './flow-problems.ts'
import { Step } from './step.ts'

const MOST_STEPS = 50
/** More cards a day than a team reads: what is above needs a second person to agree. */
export const MANY_ENTRIES_PER_DAY = 500

/** What ends a run whatever it is doing, when it happens after the run began. */
export const EXITS = ['purchase_completed', 'message_received', 'new_subscriber', 'segment_changed'] as const

const hour = z.int().min(0).max(23)

export const Flow = z.strictObject({
  id: z.uuid(),
  name: z.string().overwrite(storableText).trim().min(1).max(80),
  description: z.string().overwrite(storableText).trim().max(500).default(''),
  steps: z.array(Step).min(1).max(MOST_STEPS),
  /** An archived one is put away: its name is free, and nothing of it goes on. */
  status: z.enum(['active', 'paused', 'draft', 'archived']).default('draft'),
  /** An edit makes the next one; runs keep the version that they began with. */
  version: z.int().min(1).default(1),
  /** Of several flows that want the same fan the highest goes first. */
  priority: z.int().min(-100).max(100).default(0),
  /** Only these creators' fans; empty means every creator of the agency. */
  creators: z.array(z.uuid()).max(200).default([]),
  stopWhen: z.array(z.enum(EXITS)).max(EXITS.length).default([]),
  caps: z
    .strictObject({
      /** Runs begun in a day of the agency's zone. */
      entriesPerDay: z.int().min(1).max(100_000).default(200),
      /** The same fan not again within so many days; 0 means as often as it comes. */
      fanEveryDays: z.int().min(0).max(366).default(7),
    })
    .prefault({}),
  /** Hours of the fan's day in which nothing is begun towards the fan; across midnight when `from` is later. */
  quietHours: z.strictObject({ from: hour, until: hour }).nullable().default(null),
})

export type Flow = z.output<typeof Flow>
/** Whether a flow does anything with whom it begins with: asks for a draft, an offer, a tag or tells the team. */
export const doesAnything = ({ steps }: Pick<Flow, 'steps'>): boolean =>
  steps.some(({ config }) => 'do' in config && config.do !== 'wait' && config.do !== 'stop')

export type FlowStatus = Flow['status']

export type ParsedFlow = { ok: true; flow: Flow } | { ok: false; problems: Problem[] }

/**
 * Reads a flow from anything. Every problem names the step and the field, the bad value and what is allowed, in the order
 * of the flow; the same input always gives the same answer.
 */
export function parseFlow(input: unknown): ParsedFlow {
  const parsed = Flow.safeParse(input)
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error, input) }
  const problems = structureProblems(parsed.data)
  return problems.length === 0 ? { ok: true, flow: parsed.data } : { ok: false, problems }
}

/** What only the steps together get wrong: doubled ids, dangling branches, no beginning, no way there, no end. */
function structureProblems(flow: Flow): Problem[] {
  const { steps, quietHours } = flow
  const ids = steps.map(({ id }) => id)
  const problems: Problem[] = []
  const doubled = ids.find((id, n) => ids.indexOf(id) < n)
  if (doubled !== undefined) problems.push({ step: doubled, field: 'id', value: doubled, allowed: 'an id of its own' })
  problems.push(...steps.flatMap((step) => danglingOf(step, ids, steps)))
  if (!steps.some(({ type }) => type === 'trigger'))
    problems.push({ step: null, field: 'steps', value: 'no trigger', allowed: 'at least one step of type trigger' })
  if (quietHours && quietHours.from === quietHours.until)
    problems.push({
      step: null,
      field: 'quietHours.until',
      value: String(quietHours.until),
      allowed: 'another hour than the one it begins at',
    })
  if (problems.length > 0) return problems
  const graph = graphOf(steps)
  for (const id of unreachable(steps, graph))
    problems.push({ step: id, field: 'id', value: 'no way there', allowed: 'a step that a trigger leads to' })
  const endless = endlessStep(steps, graph)
  if (endless !== null)
    problems.push({ step: endless, field: 'next', value: 'a circle without a wait', allowed: 'a wait in every circle' })
  return problems
}

function danglingOf(step: Step, ids: readonly string[], steps: readonly Step[]): Problem[] {
  const named =
    step.type === 'condition'
      ? [...Object.entries({ otherwise: step.otherwise }), ['then', step.then] as const]
      : Object.entries({ next: step.next })
  const begins = new Set(steps.filter(({ type }) => type === 'trigger').map(({ id }) => id))
  const allowed = ids.filter((id) => !begins.has(id)).join(', ')
  return named
    .filter(([, target]) => typeof target === 'string' && (!ids.includes(target) || begins.has(target)))
    .map(([field, target]) => ({ step: step.id, field, value: shown(target), allowed: allowed || 'null' }))
}
