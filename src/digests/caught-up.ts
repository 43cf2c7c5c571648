import type { TaskRun } from '../facts/index.ts'
import type { DigestsDeps } from './deps.ts'
import type { DigestPost } from './post-store.ts'

const PAUSE_MS = 20_000
const DAY_MS = 86_400_000

/**
 * Whether figures hold what had reached us by a moment, applied and rolled up. After a downtime, or at the hour itself, the
 * day before may still lack half of what it brought.
 */
export async function areCaughtUp(deps: DigestsDeps, agencyId: string, moment: Date): Promise<boolean> {
  const { ground, inbox, figures } = deps
  if (await inbox.isWaiting(ground.database, agencyId, moment)) return false
  return figures.areAt(agencyId, moment)
}

/**
 * Since when what a digest tells is whole; null while it isn't: then it is owed again a moment later. `given-up`: after a day
 * nobody waits for it. Each look asks for what was applied when the one before found nothing left to apply, so that an agency
 * in which something happens every second isn't waited for for ever.
 */
export async function waitForFigures(
  deps: DigestsDeps,
  { agencyId, postAt }: Pick<DigestPost, 'agencyId' | 'postAt'>,
  { task, commit }: TaskRun,
): Promise<Date | 'given-up' | null> {
  const { ground, inbox, figures } = deps
  const now = ground.clock.now()
  const { appliedAt } = task.input.data
  const isApplied = typeof appliedAt === 'string' || !(await inbox.isWaiting(ground.database, agencyId, now))
  const moment = typeof appliedAt === 'string' ? new Date(appliedAt) : now
  if (isApplied && (await figures.areAt(agencyId, moment))) return moment
  if (now.getTime() - postAt.getTime() > DAY_MS) return 'given-up'
  const data = { ...task.input.data, ...(isApplied && { appliedAt: moment.toISOString() }) }
  const again = { agencyId, name: task.name, key: task.input.subject, input: { ...task.input, data } }
  await commit('wait-for-figures', (sql) =>
    ground.facts.owe(sql, [{ ...again, dueAt: new Date(now.getTime() + PAUSE_MS), latestAt: null }]),
  )
  return null
}
