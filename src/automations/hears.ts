import type { Condition } from './condition.ts'
import type { Flow, FlowStatus } from './flow.ts'
import type { Step, TriggerKind } from './step.ts'

/** Everything that a flow must be told of: what it begins with, ends with, waits for or asks about. */
export function heardBy(flow: Flow): TriggerKind[] {
  const heard = new Set<TriggerKind>(flow.stopWhen)
  for (const step of flow.steps) for (const kind of heardByStep(step)) heard.add(kind)
  return [...heard].sort()
}

function heardByStep(step: Step): TriggerKind[] {
  if (step.type === 'trigger') return [step.config.on]
  if (step.type === 'condition') return askedBy(step.config.if)
  if (step.config.do !== 'wait' || !step.config.for) return []
  return [step.config.for === 'answer' ? 'message_received' : 'purchase_completed']
}

function askedBy(condition: Condition): TriggerKind[] {
  if ('all' in condition) return condition.all.flatMap(askedBy)
  if ('any' in condition) return condition.any.flatMap(askedBy)
  if ('not' in condition) return askedBy(condition.not)
  if (condition.field === 'run.answered') return ['message_received']
  return condition.field === 'run.bought' ? ['purchase_completed'] : []
}

/** Whether a condition of the flow asks for the words of the message that began it. */
export const asksForText = (flow: Flow): boolean =>
  flow.steps.some((step) => step.type === 'condition' && JSON.stringify(step.config.if).includes('"message.text"'))

/** The statuses in which a flow is told of what happens: a paused one's runs must know it when they go on. */
export const LISTENING: readonly FlowStatus[] = ['active', 'paused']
