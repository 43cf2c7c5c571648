import { type Card, type CommandDefinition, defineCommand } from '../desk/index.ts'
import type { ApprovalsDeps } from './hold-draft.ts'
import { lookedSince } from './looking-store.ts'
import { QUICK_MS } from './looking-time.ts'
import { words } from './looking-words.ts'

const DAYS = 30
const DAY_MS = 86_400_000

/** `/report approvals`: how long people look before they approve, and how often under three seconds. */
export const lookingCommand = (deps: Pick<ApprovalsDeps, 'ground'>): CommandDefinition =>
  defineCommand({
    group: 'report',
    name: 'approvals',
    summary: 'How long people look at a card before they approve it, and how often under three seconds',
    arguments: [],
    least: 'manager',
    run: async ({ actor }) => ({ kind: 'panel', card: await lookingCard(deps, actor.agencyId) }),
  })

async function lookingCard({ ground }: Pick<ApprovalsDeps, 'ground'>, agencyId: string): Promise<Card> {
  const since = new Date(ground.clock.now().getTime() - DAYS * DAY_MS)
  const all = await lookedSince(ground.database, agencyId, since, QUICK_MS)
  const [approvals, quick] = [
    all.reduce((sum, one) => sum + one.approvals, 0),
    all.reduce((sum, one) => sum + one.quick, 0),
  ]
  return {
    tone: quick > 0 ? 'warn' : 'info',
    title: words.title(DAYS),
    summary: words.title(DAYS),
    body: [
      { kind: 'text', line: approvals === 0 ? words.none : [{ strong: words.quick(quick, approvals) }] },
      ...(all.length > 0 ? [{ kind: 'list' as const, rows: all.map((one) => ({ line: words.row(one) })) }] : []),
      { kind: 'context', items: [words.how] },
    ],
  }
}
