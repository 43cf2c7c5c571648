import { actionId, type Button, type Card, type Row } from '../desk/index.ts'
import { DISMISS, DONE, OPEN, TAKE } from './alert-card.ts'
import { worth } from './digest-cards.ts'
import { draftButton } from './draft-listed.ts'
import type { FanDetail, Insight } from './insight.ts'
import { LIST_WORDS } from './list-words.ts'
import { dayName, type Language, WORDS } from './words.ts'

export type FanInsight = Omit<Insight, 'detail'> & { detail: FanDetail }

/** Names by id, of creators and of the fans that are told of. */
export interface InsightNames {
  creators: ReadonlyMap<string, string>
  fans: ReadonlyMap<string, string>
}

/** What is open, the most urgent first: alerts, fans about to leave, chances, on one list. */
export function insightsCard(
  insights: readonly Insight[],
  names: InsightNames,
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
            rows: insights.map((insight) => rowOf(language, insight, names, seesMoney)),
          },
    ],
  }
}

function rowOf(language: Language, insight: Insight, names: InsightNames, seesMoney: boolean): Row {
  const words = WORDS[language]
  const creator = names.creators.get(insight.creatorId) ?? ''
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
    { strong: names.fans.get(detail.fanId) ?? words.fanGone },
    ` · ${creator} · ${words.kinds[insight.kind]}${seesMoney ? ` · ${worthOf(language, insight.kind, detail)}` : ''}`,
  ]
  return { ...mark, line, soft: `${reasonOf(language, detail)} · ${soft}`, button }
}

const worthOf = (language: Language, kind: Insight['kind'], { worthMinor, currency }: FanDetail): string =>
  WORDS[language].worth(kind === 'churn' ? kind : 'opportunity', worth(worthMinor, currency, language))

/** Of who bought once there is no rhythm to speak of: the occasion says enough. */
const reasonOf = (language: Language, { reason, occasion = 'leaving' }: FanDetail): string =>
  reason || LIST_WORDS[language].occasions[occasion]

/** A fan to look after: why, what they may bring or take with them, and what can be done. */
export function fanInsightCard(
  creator: string,
  fan: string | undefined,
  insight: FanInsight,
  seesMoney = true,
  language: Language = 'en',
): Card {
  const words = WORDS[language]
  const { detail, id, status, kind } = insight
  const { occasion = 'answer', fanId } = detail
  const button = (action: string, label: string): Button => ({ action: actionId(action, id, 0), label })
  const draft = draftButton(language, fanId, occasion)
  const isOpen = status === 'new' || status === 'taken'
  const first = status === 'new' ? button(TAKE, words.onIt) : button(DONE, words.done)
  const why = reasonOf(language, detail)
  const title = `${fan ?? words.fanGone} · ${creator} · ${words.kinds[kind]}`
  return {
    ...{ tone: isOpen ? 'info' : 'quiet', title, summary: title },
    body: [
      {
        kind: 'text',
        line: seesMoney ? [`${why} · `, { strong: worthOf(language, kind, detail) }] : why,
      },
      { kind: 'context', items: [`${dayName(words, insight.toDay)} · ${words.statuses[status]}`] },
      ...(isOpen ? [{ kind: 'actions' as const, buttons: [draft, first, button(DISMISS, words.notNeeded)] }] : []),
    ],
  }
}
