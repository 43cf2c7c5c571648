/**
 * Flows: what happens with a fan after something happened, step by step, for days. A flow asks for draft cards, tags, waits
 * and tells; it never sends. Leaves to `drafting` what a card says, and to a person whether it goes out.
 */
export { advance, facesFan, type Program, programOf } from './advance.ts'
export { type Condition, type ConditionProblem, conditionProblems, holds } from './condition.ts'
export { COMPARISONS, FIELD_NAMES, FIELDS, type FieldName, type Known } from './fields.ts'
export { EXITS, Flow, type FlowStatus, MANY_ENTRIES_PER_DAY, type ParsedFlow, parseFlow } from './flow.ts'
export { type Graph, graphOf, leadsTo } from './flow-graph.ts'
export { type Problem, sentenceOf } from './flow-problems.ts'
export {
  type Advanced,
  type Effect,
  type Happening,
  newRun,
  type RunEvent,
  type RunOutcome,
  type RunState,
} from './run-state.ts'
export type { ActionConfig, ActionStep, ConditionStep, Step, TriggerConfig, TriggerKind, TriggerStep } from './step.ts'
export { PURPOSES } from './step.ts'
export { successRate } from './success-rate.ts'
export { type Begun, begunBy, firstInLine, indexTriggers, type TriggerContext, type TriggerIndex } from './trigger.ts'
