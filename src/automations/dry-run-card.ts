import { actionId, type Card, type CardNode, type Row } from '../desk/index.ts'
import type { DryRun } from './dry-run.ts'
import type { Flow } from './flow.ts'
import { words } from './run-words.ts'

/** What a dry run found. `fans`: all that the flow’s creators have. */
export function dryRunCard(flow: Flow, days: number, found: { run: DryRun; cut: boolean; fans: number }): Card {
  return {
    tone: 'info',
    title: words.dry.title(flow.name, days),
    summary: words.dry.summary(flow.name),
    body: [{ kind: 'text', line: { strong: words.dry.nothing } }, ...dryRunNodes(flow, found)],
  }
}

/** How far a long dry run is, 0 to 1; the button looks again. */
export function waitingCard(flow: Flow, days: number, share: number): Card {
  const action = actionId('look-dry-run', flow.id, flow.version, String(days))
  const word = `${Math.round(share * days)} of ${days}`
  return {
    tone: 'info',
    title: words.dry.title(flow.name, days),
    summary: words.dry.summary(flow.name),
    body: [
      { kind: 'meter', label: words.dry.looking, share, word },
      { kind: 'actions', buttons: [{ action, label: words.dry.lookAgain, main: true }] },
    ],
  }
}

/** The figures, examples and warnings of a dry run, for a card that says more besides. */
export function dryRunNodes(flow: Flow, { run, cut, fans }: { run: DryRun; cut: boolean; fans: number }): CardNode[] {
  const { keptOut, putOff } = run
  const kept = words.dry.kept(keptOut, putOff)
  const examples = run.examples.map(
    ({ name, cards, outcome, at }): Row => ({
      line: [{ strong: name }, words.dry.example(cards, outcome)],
      soft: [words.runs.began, { at, as: 'day' }],
    }),
  )
  const warnings = warningsOf(flow, run, cut)
  return [
    {
      kind: 'fields',
      fields: [
        { label: words.dry.entered, value: words.dry.enteredOf(run.fansEntered, fans) },
        { label: words.dry.cards, value: words.dry.cardsAtMost(run.cards, run.cardsInADay) },
        { label: words.dry.keptOut, value: String(keptOut.frozen + keptOut.capped + keptOut.others) },
        { label: words.dry.ended, value: words.dry.endedOf(run.ended, run.entered) },
      ],
    },
    ...(examples.length > 0 ? [{ kind: 'list' as const, head: words.dry.examples, rows: examples }] : []),
    ...warnings.map((line): CardNode => ({ kind: 'text', tone: 'warn', line })),
    { kind: 'context', items: [...kept, words.dry.today] },
  ]
}

function warningsOf({ caps }: Flow, { entered, twiceInAWeek, keptOut }: DryRun, cut: boolean): string[] {
  return [
    ...(entered === 0 ? [words.dry.nobody] : []),
    ...(twiceInAWeek > 0 ? [words.dry.twice(twiceInAWeek)] : []),
    ...(keptOut.capped > 0 ? [words.dry.capped(keptOut.capped, caps.entriesPerDay)] : []),
    ...(cut ? [words.dry.cut] : []),
  ]
}
