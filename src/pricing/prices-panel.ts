import type { Content } from '../content/index.ts'
import { type Answer, type Card, type CardNode, refused } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import type { Fan, Fans } from '../fans/index.ts'
import { formatMoney } from '../kernel/money.ts'
import type { Scoring } from '../scoring/index.ts'
import { demandChart } from './demand-chart.ts'
import { quotesOfFan, readAnswers, type ToldQuote } from './store.ts'
import { words } from './words.ts'

export interface CommandDeps {
  ground: Ground
  fans: Pick<Fans, 'oneFan' | 'fan'>
  content: Pick<Content, 'typicalPrice'>
  scoring: Pick<Scoring, 'score'>
  creatorsOf(agencyId: string): Promise<readonly { id: string; name: string; currency: string }[]>
}

const SHOWN = 8

/** What one fan was asked and what came of it, above what fans of their segment are believed to pay. */
export async function pricesPanel(deps: CommandDeps, agencyId: string, fan: Fan): Promise<Answer> {
  const { database } = deps.ground
  const creator = (await deps.creatorsOf(agencyId)).find(({ id }) => id === fan.creatorId)
  const currency = creator?.currency ?? 'USD'
  const { segment } = await deps.scoring.score(database, agencyId, fan, currency)
  if (segment === null) return refused(words.profilingRefused(fan.name))
  const [quotes, answers, typicalMinor] = await Promise.all([
    quotesOfFan(database, agencyId, fan.id, SHOWN),
    readAnswers(database, agencyId, fan.creatorId),
    deps.content.typicalPrice(database, agencyId, fan.creatorId, currency),
  ])
  const chart = demandChart({ segment, typicalMinor, answers, currency })
  const card = quotesCard(fan, quotes)
  return { kind: 'panel', card: { ...card, body: [...card.body, { kind: 'chart', chart }] } }
}

function quotesCard(fan: Fan, quotes: readonly ToldQuote[]): Card {
  const title = words.pricesOf(fan.name)
  const rows = quotes.map((quote) => {
    const money = (minor: number) => formatMoney({ minor, currency: quote.currency })
    const changed = quote.shownMinor !== quote.priceMinor ? ` · ${words.suggested(money(quote.priceMinor))}` : ''
    return {
      line: [{ strong: money(quote.shownMinor) }, ` · ${quote.title}${changed}`],
      soft: [words.cameOf(quote.outcome), ' · shown ', { at: quote.shownAt, as: 'ago' as const }],
    }
  })
  const body: CardNode[] = rows.length > 0 ? [{ kind: 'list', rows }] : [{ kind: 'text', line: words.noPrices }]
  return { tone: 'info', title, summary: title, body }
}
