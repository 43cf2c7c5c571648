import type { Card, CardNode, Form, Line } from '../desk/index.ts'
import { button, fanQuote, hide } from './card-parts.ts'
import type { Evidence } from './evidence.ts'
import { releaseForm } from './forms.ts'
import type { DraftView } from './view-draft.ts'
import { words } from './words.ts'

/** So many messages at most: those that matched, and the newest. */
const SHOWN = 40
/** A form has room for so many above its field, or for one fewer and a line on the others. */
const IN_FORM = 3

/** What a card of level 4 hides, shown privately. Contact details stay hidden from those below an admin. */
export function evidenceCard(view: DraftView, evidence: readonly Evidence[], whole: boolean): Card {
  const { draft, fan, creator } = view
  const shown = mostTelling(evidence, SHOWN)
  const left = evidence.length - shown.length
  const since: Line[] = fan.frozenAt ? [['frozen since ', { at: fan.frozenAt, as: 'time' }]] : []
  const last = evidence.at(-1)
  const wrote: Line[] = last ? [['last wrote ', { at: last.at, as: 'ago' }]] : []
  return {
    tone: 'stop',
    title: `${draft.category === 'self-harm' ? 'Message' : 'Evidence'} · ${fan.name}`,
    summary: `${creator.name}: ${words.evidenceOpened}`,
    body: [
      { kind: 'context', items: [`L${draft.level}`, ...rule(view), ...since, ...wrote] },
      { kind: 'text', line: [{ strong: words.headOf(draft.category) }, ` ${words.evidenceOpened}`] },
      ...(shown.length === 0 ? [{ kind: 'context' as const, items: [words.noMessages] }] : []),
      ...shown.map((message) => quoteOf(message, view, whole)),
      ...(left > 0 ? [{ kind: 'context' as const, items: [words.leftOut(left)] }] : []),
    ],
  }
}

/** The form that releases a card of level 4, above its field what there is to judge. */
export function releaseWithEvidence(view: DraftView, evidence: readonly Evidence[]): Form {
  const fits = evidence.length <= IN_FORM
  const shown = mostTelling(evidence, fits ? IN_FORM : IN_FORM - 1)
  const left = evidence.length - shown.length
  const intro: CardNode[] = shown.map((message) => quoteOf(message, view, true))
  return releaseForm(view, left > 0 ? [...intro, { kind: 'context', items: [words.leftOut(left)] }] : intro)
}

/** The button that opens it. */
export const evidenceButton = ({ draft }: DraftView, main?: true) =>
  button(draft, 'open-evidence', draft.category === 'self-harm' ? 'Open message…' : 'Open evidence…', main)

const rule = ({ draft }: DraftView): Line[] => (draft.rule === null ? [] : [`rule ${draft.rule}`])

function quoteOf({ text, deleted, matched, earlier }: Evidence, { draft }: DraftView, whole: boolean): CardNode {
  const label = ['Fan', earlier && 'earlier', deleted && 'deleted', matched && 'the rule matched']
  return fanQuote(whole ? text : hide(text, draft), label.filter((part) => part !== false).join(', '))
}

/** Those that matched go first, then the newest; in the order in which they were written. */
function mostTelling(evidence: readonly Evidence[], room: number): readonly Evidence[] {
  const byWorth = [...evidence.filter(({ matched }) => !matched), ...evidence.filter(({ matched }) => matched)]
  const kept = new Set(byWorth.slice(-room))
  return evidence.filter((message) => kept.has(message))
}
