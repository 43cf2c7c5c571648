import { type Card, type CommandDefinition, defineCommand } from '../desk/index.ts'
import { reliability } from './calibrate.ts'
import type { DraftingDeps } from './gather.ts'
import { outcomesByTenth } from './outcome-store.ts'
import { reliabilityChart } from './reliability-chart.ts'
import { words } from './report-words.ts'

const DAYS = 90
const DAY_MS = 86_400_000

/** `/report drafts`: how sure the writers were, beside how often people sent what they wrote. */
export function draftingCommands(deps: Pick<DraftingDeps, 'ground'>): CommandDefinition[] {
  return [
    defineCommand({
      group: 'report',
      name: 'drafts',
      summary: 'How often drafts are sent unchanged, by how sure the writer was',
      arguments: [],
      least: 'manager',
      run: async ({ actor }) => ({ kind: 'panel', card: await draftsCard(deps, actor.agencyId) }),
    }),
  ]
}

async function draftsCard({ ground }: Pick<DraftingDeps, 'ground'>, agencyId: string): Promise<Card> {
  const since = new Date(ground.clock.now().getTime() - DAYS * DAY_MS)
  const points = reliability(await outcomesByTenth(ground.database, agencyId, null, since))
  const rows = points.map(({ said, decided, accepted }) => ({ line: words.point(said, decided, accepted) }))
  return {
    tone: 'info',
    title: words.title(DAYS),
    summary: words.title(DAYS),
    body: [
      ...(rows.length > 0 ? [{ kind: 'chart' as const, chart: reliabilityChart(points) }] : []),
      ...(rows.length > 0 ? [{ kind: 'list' as const, rows: rows.slice(0, 10) }] : []),
      { kind: 'context', items: [rows.length > 0 ? words.how : words.none] },
    ],
  }
}
