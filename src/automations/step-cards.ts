import { actionId, type Button, type Card, type CardNode } from '../desk/index.ts'
import type { FlowNames } from './describe-step.ts'
import type { Flow } from './flow.ts'
import { describeStep } from './flow-card.ts'
import { partOf, type Spot } from './spot.ts'
import type { Step } from './step.ts'
import { isTriggerKind, STEP_KINDS } from './step-kinds.ts'
import { words } from './step-words.ts'

export const STEP_ACTIONS = {
  all: 'flow-steps',
  open: 'open-step',
  edit: 'edit-step',
  more: 'more-step',
  kinds: 'step-kinds',
  add: 'new-step',
  up: 'step-up',
  down: 'step-down',
  remove: 'remove-step',
} as const

/** A list with buttons has at most so many rows on every desk. */
const ROWS_A_PAGE = 8

/** The page of steps that one of them is on; the first where there is no such step. */
export const pageWith = (steps: readonly Step[], id: string | undefined): number =>
  Math.max(0, Math.floor(steps.findIndex((step) => step.id === id) / ROWS_A_PAGE))

const button = (name: string, flow: Flow, spot: Spot, label: string): Button => ({
  action: actionId(name, flow.id, flow.version, partOf(spot)),
  label,
})

/** The steps of a flow with a button for each, a page of them at a time. `said`: what stands above. */
export function stepsCard(flow: Flow, names: FlowNames, page: number, said: readonly string[] = []): Card {
  const from = Math.min(page, Math.ceil(flow.steps.length / ROWS_A_PAGE) - 1) * ROWS_A_PAGE
  const rows = flow.steps.slice(from, from + ROWS_A_PAGE).map((step, n) => ({
    line: lineOf(step, from + n, names),
    button: button(STEP_ACTIONS.open, flow, { is: 'step', n: from + n }, words.open),
  }))
  const at = from / ROWS_A_PAGE
  const leaf = (to: number, label: string) => button(STEP_ACTIONS.all, flow, { is: 'page', page: to }, label)
  const buttons: Button[] = [
    button(STEP_ACTIONS.kinds, flow, { is: 'begin', kind: null }, words.addBegin),
    { action: actionId('open-flow', flow.id, flow.version), label: words.flow },
    ...(at > 0 ? [leaf(at - 1, words.pageBefore)] : []),
    ...(from + ROWS_A_PAGE < flow.steps.length ? [leaf(at + 1, words.pageAfter)] : []),
  ]
  return {
    tone: 'info',
    title: words.steps(flow.name),
    summary: words.stepsSummary(flow.name, flow.steps.length),
    body: [...said.map(text), { kind: 'list', rows }, { kind: 'actions', buttons }],
  }
}

const text = (line: string): CardNode => ({ kind: 'text', line })

function lineOf(step: Step, n: number, names: FlowNames) {
  const { head, text: said } = describeStep(step, names)
  return [words.row(n + 1, step.name), { strong: head }, ` ${said}`]
}

/** One step with everything that can be done with it. */
export function stepCard(flow: Flow, n: number, step: Step, names: FlowNames): Card {
  const own = (name: string, label: string) => button(name, flow, { is: 'step', n }, label)
  const adds = (is: 'below' | 'otherwise', label: string) =>
    button(STEP_ACTIONS.kinds, flow, { is, n, kind: null }, label)
  const { soft } = describeStep(step, names)
  const below =
    step.type === 'condition'
      ? [adds('below', words.addYes), adds('otherwise', words.addNo)]
      : [adds('below', words.addBelow)]
  const moves = step.type === 'trigger' ? [] : [own(STEP_ACTIONS.up, words.up), own(STEP_ACTIONS.down, words.down)]
  return {
    tone: 'info',
    title: words.steps(flow.name),
    summary: words.stepsSummary(flow.name, flow.steps.length),
    body: [
      { kind: 'list', rows: [{ line: lineOf(step, n, names), ...(soft !== undefined && { soft: `“${soft}”` }) }] },
      {
        kind: 'actions',
        buttons: [
          { ...own(STEP_ACTIONS.edit, words.change), main: true },
          own(STEP_ACTIONS.more, words.goesOn),
          ...below,
        ],
      },
      {
        kind: 'actions',
        buttons: [
          ...moves,
          own(STEP_ACTIONS.remove, words.remove),
          button(STEP_ACTIONS.all, flow, { is: 'page', page: pageWith(flow.steps, step.id) }, words.all),
        ],
      },
    ],
  }
}

/** Which kinds of step can be added at a place, a button for each. */
export function kindsCard(flow: Flow, spot: Exclude<Spot, { is: 'page' | 'step' }>): Card {
  const kinds = STEP_KINDS.filter((kind) => isTriggerKind(kind) === (spot.is === 'begin'))
  const buttons = kinds.map((kind) => button(STEP_ACTIONS.add, flow, { ...spot, kind }, words.kind(kind)))
  return {
    tone: 'info',
    title: words.addTitle(flow.name),
    summary: words.addSummary,
    body: [
      text(words.addSummary),
      { kind: 'actions', buttons: buttons.slice(0, 5) },
      { kind: 'actions', buttons: buttons.slice(5) },
    ],
  }
}
