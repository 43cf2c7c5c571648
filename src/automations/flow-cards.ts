import { actionId, type Button, type Card, type CardNode } from '../desk/index.ts'
import type { AskedActivation } from './activation-store.ts'
import type { FlowNames } from './describe-step.ts'
import { words } from './desk-words.ts'
import type { DryRun } from './dry-run.ts'
import { dryRunNodes } from './dry-run-card.ts'
import { type Flow, MANY_ENTRIES_PER_DAY } from './flow.ts'
import { flowCard } from './flow-card.ts'
import type { FlowHead } from './flow-store.ts'

export const ACTIONS = {
  open: 'open-flow',
  preview: 'preview-flow',
  activate: 'activate-flow',
  pause: 'pause-flow',
  edit: 'flow-about',
  steps: 'flow-steps',
  dryRun: 'dry-run-flow',
  look: 'look-dry-run',
  runs: 'flow-runs',
  stats: 'flow-stats',
} as const

/** An agency's flows, the newest first. */
export function listCard(heads: readonly FlowHead[]): Card {
  const rows = heads.toReversed().map(({ id, name, status, version, changedAt }) => ({
    line: [{ strong: name }, words.list.row(status, version)],
    soft: [{ at: changedAt, as: 'ago' as const }],
    button: { action: actionId(ACTIONS.open, id, version), label: words.list.open },
  }))
  return {
    tone: 'info',
    title: words.list.title,
    summary: words.list.title,
    body: [rows.length > 0 ? { kind: 'list', rows } : { kind: 'text', line: words.list.none }],
  }
}

/** A flow with its buttons; `said`: what stands above, such as who built it. */
export function shownFlow(
  flow: Flow,
  names: FlowNames,
  { said = [], asked }: { said?: readonly string[]; asked?: { by: string } | null },
): Card {
  const card = flowCard(flow, names)
  const waits = asked ? [{ kind: 'text' as const, tone: 'warn' as const, line: words.activation.asked(asked.by) }] : []
  return {
    ...card,
    body: [...said.map((line): CardNode => ({ kind: 'text', line })), ...card.body, ...waits, buttonsOf(flow)],
  }
}

function buttonsOf({ id, version, status }: Flow): CardNode {
  const button = (action: string, label: string): Button => ({ action: actionId(action, id, version), label })
  const first =
    status === 'active'
      ? button(ACTIONS.pause, words.card.pause)
      : { ...button(ACTIONS.preview, words.card.activate), main: true as const }
  return {
    kind: 'actions',
    buttons: [first, button(ACTIONS.dryRun, words.card.dryRun), button(ACTIONS.steps, words.card.steps)],
    menu: [
      button(ACTIONS.edit, words.card.edit),
      button(ACTIONS.runs, words.card.runs),
      button(ACTIONS.stats, words.card.stats),
    ],
  }
}

/** What activating a flow would do, with the button that does it. */
export function activationCard(
  flow: Flow,
  days: number,
  found: { run: DryRun; cut: boolean; fans: number },
  asked: (AskedActivation & { by: string }) | null,
): Card {
  const { enteredInADay } = found.run
  const warnings = [
    ...(enteredInADay > MANY_ENTRIES_PER_DAY ? [words.activation.many(enteredInADay)] : []),
    ...(asked?.version === flow.version ? [words.activation.asked(asked.by)] : []),
  ]
  const action = actionId(ACTIONS.activate, flow.id, flow.version)
  return {
    tone: warnings.length > 0 ? 'warn' : 'info',
    title: words.activation.title(flow.name),
    summary: words.activation.summary(flow.name),
    body: [
      { kind: 'text', line: words.activation.drafts },
      ...warnings.map((line): CardNode => ({ kind: 'text', tone: 'warn', line })),
      { kind: 'text', line: { strong: words.activation.over(days) } },
      ...dryRunNodes(flow, found),
      { kind: 'actions', buttons: [{ action, label: words.activation.yes, main: true }] },
    ],
  }
}
