import type { Sql } from '../database/sql.ts'
import { type Card, type CommandDefinition, defineCommand, type Row } from '../desk/index.ts'
import { type ModelUse, modelUse, spentOn } from './store.ts'
import { words } from './words.ts'

const DAYS = 7
const DAY_MS = 86_400_000

interface ReportDeps {
  sql: Sql
  /** Null without a model. */
  budgetMicros: number | null
  dayOf(agencyId: string): Promise<string>
}

/** `/report models`: what the language model was asked, how it answered, what it cost. */
export function modelCommands(deps: ReportDeps): CommandDefinition[] {
  return [
    defineCommand({
      group: 'report',
      name: 'models',
      summary: 'What the language model did and cost in 7 days',
      arguments: [],
      least: 'manager',
      run: async ({ actor }) => ({ kind: 'panel', card: await modelsCard(deps, actor.agencyId) }),
    }),
  ]
}

async function modelsCard({ sql, budgetMicros, dayOf }: ReportDeps, agencyId: string): Promise<Card> {
  const today = await dayOf(agencyId)
  const since = new Date(new Date(`${today}T00:00:00Z`).getTime() - (DAYS - 1) * DAY_MS).toISOString().slice(0, 10)
  const used = await modelUse(sql, agencyId, since)
  const spent = await spentOn(sql, agencyId, today)
  const said = budgetMicros === null ? words.none : used.length === 0 ? words.unused : null
  return {
    tone: 'info',
    title: words.title,
    summary: words.title,
    body: [
      ...(said === null ? [] : [{ kind: 'text' as const, line: said }]),
      ...(used.length === 0 ? [] : [{ kind: 'list' as const, rows: used.map(rowOf) }]),
      ...(budgetMicros === null ? [] : [{ kind: 'context' as const, items: [words.spent(spent, budgetMicros)] }]),
    ],
  }
}

function rowOf({ task, model, calls, answered, tokensIn, tokensOut, costMicros, medianMs }: ModelUse): Row {
  const median = medianMs === null ? [] : [words.median(medianMs)]
  const soft = [words.used(calls, answered), words.tokens(tokensIn, tokensOut), ...median].join(' · ')
  return { line: [{ strong: task }, ` · ${model} · ${words.cost(costMicros)}`], soft }
}
