import type { Sql } from '../database/sql.ts'
import { type Fan, findFans } from './store.ts'
import { words } from './words.ts'

const LOOKED_AT = 11
/** As many as a sentence can name. */
const NAMED = 4

/** The fan that a person means by a part of the name or the id on the platform; else a sentence that says what is wrong. */
export async function oneFan(sql: Sql, agencyId: string, typed: string): Promise<Fan | string> {
  const text = typed.trim()
  const found = await findFans(sql, agencyId, text, LOOKED_AT)
  // Who is named exactly is meant, however many others hold the same letters.
  const exact = found.filter((fan) => fan.externalId === text || fan.name.toLowerCase() === text.toLowerCase())
  const [fan, second] = exact.length === 1 ? exact : found
  if (!fan) return words.noFan(text)
  return second ? words.manyFans(text, found.length, found.slice(0, NAMED)) : fan
}
