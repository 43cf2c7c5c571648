import type { Card } from '../desk/index.ts'
import { formatMoney } from '../kernel/money.ts'
import type { FaceDeps } from './face-deps.ts'
import { countRuns, type FlowCounts, listRuns, runIds } from './figures-store.ts'
import type { Flow } from './flow.ts'
import { words } from './run-words.ts'
import { successRate } from './success-rate.ts'

const DAY_MS = 86_400_000
/** Figures look back so far, and count what fans bought so long after a reply. */
const STATS_DAYS = 30
const BOUGHT_WITHIN_DAYS = 7
const RUNS_MOST = 10_000
const LISTED = 80

/** The newest runs of a flow, and where each stands. */
export async function runsView({ ground, fans }: FaceDeps, agencyId: string, flow: Flow): Promise<Card> {
  const runs = await listRuns(ground.database, agencyId, flow.id, LISTED)
  const ids = [...new Set(runs.map(({ fanId }) => fanId))]
  const names = new Map((await fans.standings(ground.database, agencyId, ids)).map(({ id, name }) => [id, name]))
  const rows = runs.map(({ fanId, version, status, enteredAt, dueAt, outcome, error }) => ({
    line: [
      { strong: names.get(fanId) ?? '' },
      words.runs.row(version, status === 'waiting' ? '' : words.runs.outcome(outcome)),
      ...(dueAt === null ? [] : [words.runs.waiting, { at: dueAt, as: 'day' as const }]),
    ],
    soft: [
      words.runs.began,
      { at: enteredAt, as: 'ago' as const },
      ...(error === null ? [] : [words.runs.failed(error)]),
    ],
    ...(error !== null && { mark: '⚠️' as const }),
  }))
  return {
    tone: 'info',
    title: words.runs.title(flow.name),
    summary: words.runs.title(flow.name),
    body: [rows.length > 0 ? { kind: 'list', rows } : { kind: 'text', line: words.runs.none }],
  }
}

export interface FlowFigures extends FlowCounts {
  days: number
  /** 0 to 1; 0 where nothing was done. */
  successRate: number
  /** Replies that the flow asked for, a person decided on, and that were sent. */
  sent: number
  /** Different fans they were sent to, and those of them who bought within `BOUGHT_WITHIN_DAYS` after. */
  fansSentTo: number
  converted: number
  /** What those bought then, by currency, in minor units. */
  revenue: { currency: string; minor: number }[]
}

/** What a flow did in the last days, and what fans bought after its replies. */
export async function figuresOf(
  { ground, drafting, fans }: FaceDeps,
  agencyId: string,
  flowId: string,
): Promise<FlowFigures> {
  const sql = ground.database
  const since = new Date(ground.clock.now().getTime() - STATS_DAYS * DAY_MS)
  const counts = await countRuns(sql, agencyId, flowId, since)
  const runs = await runIds(sql, agencyId, flowId, { since, most: RUNS_MOST })
  const its = new Set(runs.map(({ id }) => id))
  const fanIds = [...new Set(runs.map(({ fanId }) => fanId))]
  const all = fanIds.length === 0 ? [] : await drafting.sent(sql, agencyId, { kind: 'flow', fanIds, since })
  const sent = all.filter(({ causeId }) => its.has(causeId.split(':')[0] ?? ''))
  const moments = sent.map(({ fanId, sentAt }) => ({ fanId, at: sentAt }))
  const bought = moments.length === 0 ? [] : await fans.boughtAfter(sql, agencyId, moments, BOUGHT_WITHIN_DAYS)
  const revenue = new Map<string, number>()
  for (const { currency, minor } of bought) revenue.set(currency, (revenue.get(currency) ?? 0) + minor)
  return {
    ...counts,
    days: STATS_DAYS,
    successRate: successRate(counts),
    sent: sent.length,
    fansSentTo: new Set(sent.map(({ fanId }) => fanId)).size,
    converted: new Set(bought.map(({ fanId }) => fanId)).size,
    revenue: [...revenue].sort().map(([currency, minor]) => ({ currency, minor })),
  }
}

/** The figures as a card that says how they were counted. */
export function statsCard(flow: Pick<Flow, 'name'>, figures: FlowFigures): Card {
  const { days, runs, ended, successful, total, sent, fansSentTo, converted, revenue } = figures
  const said = words.stats
  const money = revenue.map(({ currency, minor }) => formatMoney({ currency, minor })).join(', ')
  return {
    tone: 'info',
    title: said.title(flow.name, days),
    summary: said.title(flow.name, days),
    body: [
      {
        kind: 'fields',
        fields: [
          { label: said.runs, value: said.runsOf(ended, runs) },
          { label: said.success, value: said.rate(figures.successRate, successful, total) },
          { label: said.sent, value: String(sent) },
          { label: said.converted, value: said.convertedOf(converted, fansSentTo) },
          { label: said.revenue, value: money === '' ? said.none : money },
        ],
      },
      { kind: 'context', items: [said.how(BOUGHT_WITHIN_DAYS)] },
    ],
  }
}
