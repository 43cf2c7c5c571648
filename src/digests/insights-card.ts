import { actionId, type Card, type Row } from '../desk/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { OPEN } from './alert-card.ts'
import type { Insight } from './insight.ts'
import { dayName, type Language, WORDS, type Words } from './words.ts'

/** What is open, the most urgent first: alerts, fans about to leave, chances, on one list. */
export function insightsCard(
  insights: readonly Insight[],
  creatorOf: ReadonlyMap<string, string>,
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
            rows: insights.map((insight) => rowOf(words, insight, creatorOf.get(insight.creatorId) ?? '')),
          },
    ],
  }
}

function rowOf(words: Words, insight: Insight, creator: string): Row {
  const { detail, id, status, toDay } = insight
  const soft = `${dayName(words, toDay)} · ${words.statuses[status]}`
  const mark = insight.priority === 1 ? { mark: '⚠️' as const } : {}
  if ('metric' in detail) {
    const metric = words.metrics[detail.metric]
    const line = words.alertSummary(metric, detail.direction === 'high', creator)
    return { ...mark, line, soft, button: { action: actionId(OPEN, id, 0), label: words.open } }
  }
  const worth = formatMoney({ minor: detail.worthMinor, currency: detail.currency })
  return { ...mark, line: [{ strong: detail.name }, ` · ${creator} · ${worth}`], soft: `${detail.reason} · ${soft}` }
}
