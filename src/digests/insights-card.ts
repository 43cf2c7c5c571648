import { actionId, type Button, type Card, type Row } from '../desk/index.ts'
import { OCCASIONS } from './action-list.ts'
import { DISMISS, DONE, OPEN, TAKE } from './alert-card.ts'
import { DRAFT_LISTED } from './draft-listed.ts'
import type { FanDetail, Insight } from './insight.ts'
import { LIST_WORDS } from './list-words.ts'
import { dayName, type Language, moneyIn, WORDS, type Words } from './words.ts'

export type FanInsight = Omit<Insight, 'detail'> & { detail: FanDetail }

/** What is open, the most urgent first: alerts, fans about to leave, chances, on one list. */
export function insightsCard(
  insights: readonly Insight[],
  creatorOf: ReadonlyMap<string, string>,
  seesMoney = true,
  language: Language = 'en',
): Card {
  const words = WORDS[language]
  const title = words.insightsTitle(insights.length)
  return {
    tone: 'info',
    title,
    summary: title,
    body: [
      insights.length === 0
        ? { kind: 'text', line: words.insightsNone }
        : {
            kind: 'list',
            rows: insights.map((insight) => rowOf(words, insight, creatorOf.get(insight.creatorId) ?? '', seesMoney)),
          },
    ],
  }
}

function rowOf(words: Words, insight: Insight, creator: string, seesMoney: boolean): Row {
  const { detail, id, status, toDay } = insight
  const soft = `${dayName(words, toDay)} · ${words.statuses[status]}`
  const mark = insight.priority === 1 ? { mark: '⚠️' as const } : {}
  if ('metric' in detail) {
    const metric = words.metrics[detail.metric]
    const line = words.alertSummary(metric, detail.direction === 'high', creator)
    return { ...mark, line, soft, button: { action: actionId(OPEN, id, 0), label: words.open } }
  }
  const button = { action: actionId(OPEN, id, 0), label: words.open }
  const line = [
    { strong: detail.name },
    ` · ${creator} · ${words.kinds[insight.kind]}${seesMoney ? ` · ${worthOf(words, detail)}` : ''}`,
  ]
  return { ...mark, line, soft: `${detail.reason} · ${soft}`, button }
}

const worthOf = (words: Words, { worthMinor, currency }: FanDetail): string =>
  moneyIn(words, { minor: worthMinor, currency })

/** A fan to look after: why, what they may bring or take with them, and what can be done. */
export function fanInsightCard(
  creator: string,
  insight: FanInsight,
  seesMoney = true,
  language: Language = 'en',
): Card {
  const [words, list] = [WORDS[language], LIST_WORDS[language]]
  const { detail, id, status, kind } = insight
  const { name, occasion = 'answer', fanId } = detail
  const button = (action: string, label: string): Button => ({ action: actionId(action, id, 0), label })
  const draft = { action: actionId(DRAFT_LISTED, fanId, OCCASIONS.indexOf(occasion)), label: list.draft }
  const isOpen = status === 'new' || status === 'taken'
  const first = status === 'new' ? button(TAKE, words.onIt) : button(DONE, words.done)
  const title = `${name} · ${creator} · ${words.kinds[kind]}`
  return {
    ...{ tone: isOpen ? 'info' : 'quiet', title, summary: title },
    body: [
      { kind: 'text', line: seesMoney ? [`${detail.reason} · `, { strong: worthOf(words, detail) }] : detail.reason },
      { kind: 'context', items: [`${dayName(words, insight.toDay)} · ${words.statuses[status]}`] },
      ...(isOpen ? [{ kind: 'actions' as const, buttons: [draft, first, button(DISMISS, words.notNeeded)] }] : []),
    ],
  }
}
