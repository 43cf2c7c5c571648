import { editShare } from '../approvals/index.ts'
import type { Proposed } from '../drafting/index.ts'

/** What came of one turn. */
export interface Replayed {
  /** Null: the writer was away. */
  proposed: Pick<
    Proposed,
    'outcome' | 'category' | 'level' | 'text' | 'warning' | 'confidence' | 'price' | 'writer' | 'alarms' | 'written'
  > | null
  tookMs: number
  /** What a person wrote; null where nobody did. */
  answer: string | null
}

type Counts = [what: string, times: number][]

export interface DraftFigures {
  turns: number
  drafted: number
  /** Category → turns that go to a person; a template may stand on the card. */
  escalated: Counts
  /** Why → turns of which the card would say so. */
  withoutDraft: Counts
  writers: Counts
  /** Rules that threw a draft away before another passed, or none did. */
  refused: Counts
  /** Means over the drafts; null without one. */
  confidence: number | null
  length: number | null
  priced: number
  tookMs: number | null
  /** Against what a person wrote to the same turn: 0 as drafted, 1 nothing kept. */
  edits: { compared: number; mean: number; median: number; nearly: number } | null
  /** Of the turns for which a model was asked, its answer used or not; `costMicros` in millionths of a dollar. */
  model: { turns: number; tokensIn: number; tokensOut: number; costMicros: number; tookMs: number } | null
}

/** An edit this small leaves the draft what it was. */
const NEARLY = 0.2

/** What a person needs to know to trust a writer with drafts. Pure. */
export function figuresOf(replayed: readonly Replayed[]): DraftFigures {
  const proposals = replayed.flatMap(({ proposed }) => proposed ?? [])
  const drafts = replayed.flatMap(({ proposed, answer, tookMs }) =>
    proposed?.outcome === 'DRAFT' && proposed.text !== null
      ? [{ ...proposed, text: proposed.text, answer, tookMs }]
      : [],
  )
  const without = replayed.flatMap(({ proposed }) => {
    if (proposed === null) return ['The writer was away.']
    return proposed.outcome === 'DRAFT' && proposed.text === null ? [proposed.warning ?? 'Nothing fits.'] : []
  })
  const shares = drafts.flatMap(({ text, answer }) => (answer === null ? [] : [editShare(text, answer)]))
  const meters = proposals.flatMap(({ written }) => written.meter ?? [])
  const sum = (of: (meter: (typeof meters)[number]) => number): number => meters.reduce((n, each) => n + of(each), 0)
  return {
    turns: replayed.length,
    drafted: drafts.length,
    escalated: count(
      proposals.flatMap(({ outcome, category, level }) =>
        outcome === 'ESCALATE' ? [`${category ?? 'unknown'}, level ${level}`] : [],
      ),
    ),
    withoutDraft: count(without),
    writers: count(drafts.map(({ writer }) => writer)),
    refused: count(
      proposals.flatMap(({ alarms }) =>
        alarms.flatMap(({ stage, category, rule }) => (stage === 'draft' ? [`${category}, rule ${rule}`] : [])),
      ),
    ),
    confidence: mean(drafts.flatMap(({ confidence }) => confidence ?? [])),
    length: mean(drafts.map(({ text }) => [...text].length)),
    priced: drafts.filter(({ price }) => price !== null).length,
    tookMs: mean(drafts.map(({ tookMs }) => tookMs)),
    edits:
      shares.length === 0
        ? null
        : {
            compared: shares.length,
            mean: mean(shares) ?? 0,
            median: median(shares),
            nearly: shares.filter((share) => share <= NEARLY).length,
          },
    model:
      meters.length === 0
        ? null
        : {
            turns: meters.length,
            tokensIn: sum(({ tokensIn }) => tokensIn),
            tokensOut: sum(({ tokensOut }) => tokensOut),
            costMicros: sum(({ costMicros }) => costMicros),
            tookMs: sum(({ tookMs }) => tookMs),
          },
  }
}

/** The figures as lines, for a terminal. */
export function figureLines(figures: DraftFigures): string[] {
  const { turns, drafted, escalated, withoutDraft, writers, refused, confidence, length, priced, tookMs } = figures
  const { edits, model } = figures
  const share = (n: number, of: number): string => `${n} (${Math.round((n / Math.max(1, of)) * 100)} %)`
  const rows = (counts: Counts): string[] => counts.map(([what, times]) => `  ${String(times).padStart(7)}  ${what}`)
  const total = (counts: Counts): number => counts.reduce((n, [, times]) => n + times, 0)
  return [
    `Turns          ${turns}`,
    `Drafted        ${share(drafted, turns)}`,
    ...rows(writers.map(([who, times]) => [`by ${who}`, times])),
    `Escalated      ${share(total(escalated), turns)}`,
    ...rows(escalated),
    `Without draft  ${share(total(withoutDraft), turns)}`,
    ...rows(withoutDraft),
    ...(confidence === null ? [] : [`Confidence     ${Math.round(confidence * 100)} % on average`]),
    ...(length === null ? [] : [`Length         ${Math.round(length)} characters on average`]),
    `With a price   ${share(priced, drafted)} of the drafts`,
    `Thrown away    ${total(refused)} findings of the guardrails in what was written`,
    ...rows(refused),
    edits === null
      ? 'Edit share     no reply of a person to compare with'
      : `Edit share     ${percent(edits.mean)} on average, ${percent(edits.median)} median, over ${edits.compared}; a fifth or less in ${share(edits.nearly, edits.compared)}`,
    ...(tookMs === null ? [] : [`Time           ${Math.round(tookMs)} ms a draft`]),
    ...(model === null
      ? ['Model          none was asked']
      : [
          `Model          asked for ${model.turns}: ${Math.round(model.tokensIn / model.turns)} tokens in, ${Math.round(model.tokensOut / model.turns)} out, ${Math.round(model.tookMs / model.turns)} ms each; $${(model.costMicros / 1e6).toFixed(4)} in all`,
        ]),
  ]
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((n, each) => n + each, 0) / numbers.length

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0]
  return (low + high) / 2
}

/** The most frequent first. */
function count(what: readonly string[]): Counts {
  const counts = new Map<string, number>()
  for (const each of what) counts.set(each, (counts.get(each) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
}
