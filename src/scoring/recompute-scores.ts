import type { ScoringDeps } from './rescore-creator.ts'

/** Segments first: scores are written beside them. */
const SCORES_AFTER_MS = 2_000

/**
 * Owes new segments and scores of an agency's creators, or of one of them; asking again while they are owed changes
 * nothing. Returns of how many creators: 0 for one that the agency doesn't have.
 */
export async function recomputeScores(deps: ScoringDeps, agencyId: string, creatorId: string | null): Promise<number> {
  const { ground } = deps
  const all = await deps.creatorsOf(agencyId)
  const wanted = creatorId === null ? all : all.filter(({ id }) => id === creatorId)
  const now = ground.clock.now()
  const owed = (name: string, id: string, afterMs: number) => ({
    agencyId,
    name,
    key: id,
    input: { fact: 'rescore.asked', subject: id, data: { creatorId: id } },
    dueAt: new Date(now.getTime() + afterMs),
    latestAt: null,
  })
  await ground.database.transaction('recompute-scores', (sql) =>
    ground.facts.owe(
      sql,
      wanted.flatMap(({ id }) => [owed('rescore-creator', id, 0), owed('fit-scores', id, SCORES_AFTER_MS)]),
    ),
  )
  return wanted.length
}
