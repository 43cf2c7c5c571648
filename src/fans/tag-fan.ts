import type { Sql } from '../database/sql.ts'
import type { Actor } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { tagMark } from './tag-mark.ts'
import { writeTags } from './tag-store.ts'

export const TAG_MAX = 40
export const TAGS_MAX = 20

/** Reads `beach, VIP, -spam`: tags to add, and after a dash those to take away. Null when one is empty or too long. */
export function readTags(typed: string): { add: string[]; remove: string[] } | null {
  const words = typed.split(',').map((word) => word.trim().replace(/\s+/g, ' '))
  const add = words.filter((word) => !word.startsWith('-'))
  const remove = words.filter((word) => word.startsWith('-')).map((word) => word.slice(1).trim())
  const sound = [...add, ...remove].every((tag) => tag.length > 0 && tag.length <= TAG_MAX)
  return sound ? { add, remove } : null
}

/** Changes a fan's tags and returns all of them; null, and nothing changed, when they would be more than `TAGS_MAX`. */
export async function tagFan(ground: Ground, actor: Actor, change: TagChange): Promise<string[] | null> {
  return ground.database.transaction('tag-fan', (sql) => changeTags(ground, sql, actor, change))
}

interface TagChange {
  fanId: string
  add: string[]
  remove: string[]
}

/** Part: of `tagFan`. */
export async function changeTags(
  { clock, facts }: Ground,
  sql: Sql,
  { agencyId, operatorId }: Actor,
  { fanId, add, remove }: TagChange,
): Promise<string[] | null> {
  const written = await writeTags(sql, agencyId, fanId, { add, remove, most: TAGS_MAX })
  if (written === null) return null
  const { tags, added } = written
  const by = { kind: 'operator' as const, id: operatorId }
  // A tag can be anything a person wrote about a fan: the fact counts, and marks what is new.
  const data = { added: added.length, removed: remove.length, tags: tags.length, marks: marksOf(fanId, added) }
  await facts.record(sql, [{ agencyId, name: 'fan.tagged', subject: fanId, by, data, at: clock.now() }])
  return tags
}

/** Marks of tags that a fan didn't have before. */
export const marksOf = (fanId: string, added: readonly string[]): string[] => added.map((tag) => tagMark(fanId, tag))
