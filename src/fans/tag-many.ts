import type { Sql } from '../database/sql.ts'
import type { Cause, FactData, Ground } from '../facts/index.ts'
import { TAGS_MAX } from './tag-fan.ts'
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
  const counts = new Map<string, { added: number; removed: number }>()
  for (const { fanId, adds } of steps) {
    const count = counts.get(fanId) ?? { added: 0, removed: 0 }
    count[adds ? 'added' : 'removed'] += 1
    counts.set(fanId, count)
  }
  await facts.record(
    sql,
    changed.map(({ fanId, tags }) => ({
      ...{ agencyId, name: 'fan.tagged', subject: fanId, by, at: clock.now() },
      data: { ...counts.get(fanId), tags, ...about(fanId) },
    })),
  )
  return full
}
