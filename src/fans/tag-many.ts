import type { Sql } from '../database/sql.ts'
import type { Cause, FactData, Ground } from '../facts/index.ts'
import { marksOf, TAGS_MAX } from './tag-fan.ts'
import { type TagStep, writeTagsOf } from './tag-store.ts'

/**
 * Part: changes tags of many fans, with a fact for each fan whose tags changed; `about` says of a fan by what. Returns the
 * fans who would have too many, of whom nothing changed.
 */
export async function tagMany(
  { clock, facts }: Ground,
  sql: Sql,
  agencyId: string,
  steps: readonly TagStep[],
  by: Cause,
  about: (fanId: string) => FactData,
): Promise<string[]> {
  if (steps.length === 0) return []
  const { changed, full } = await writeTagsOf(sql, agencyId, steps, TAGS_MAX)
  const removed = new Map<string, number>()
  for (const { fanId, adds } of steps) if (!adds) removed.set(fanId, (removed.get(fanId) ?? 0) + 1)
  await facts.record(
    sql,
    changed.map(({ fanId, tags, added }) => ({
      ...{ agencyId, name: 'fan.tagged', subject: fanId, by, at: clock.now() },
      data: {
        ...{ added: added.length, removed: removed.get(fanId) ?? 0, tags, marks: marksOf(fanId, added) },
        ...about(fanId),
      },
    })),
  )
  return full
}
