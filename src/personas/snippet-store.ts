import type { Sql } from '../database/sql.ts'

/** A sentence of a creator that is at hand for drafts; `text` may hold `{{fan}}` and `{{creator}}`. */
export interface Snippet {
  id: string
  /** In lower case, one of its creator. */
  name: string
  text: string
}

/** A creator's snippets, the newest first. */
export async function snippetsOf(sql: Sql, agencyId: string, creatorId: string): Promise<Snippet[]> {
  return sql.query<Snippet>(
    'SELECT id, name, text FROM snippets WHERE agency_id = $1 AND creator_id = $2 ORDER BY created_at DESC, name',
    [agencyId, creatorId],
  )
}

/** Stores it in place of the creator's one of that name, if there is one. The creator's row is locked by the caller. */
export async function putSnippet(
  sql: Sql,
  agencyId: string,
  creatorId: string,
  { id, name, text }: Snippet,
  at: Date,
): Promise<void> {
  await dropSnippet(sql, agencyId, creatorId, name)
  await sql.query(
    'INSERT INTO snippets (agency_id, id, creator_id, name, text, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [agencyId, id, creatorId, name, text, at],
  )
}

/** Returns the id of what was removed; null when the creator has none of that name. */
export async function dropSnippet(sql: Sql, agencyId: string, creatorId: string, name: string): Promise<string | null> {
  const [row] = await sql.query<{ id: string }>(
    'DELETE FROM snippets WHERE agency_id = $1 AND creator_id = $2 AND name = $3 RETURNING id',
    [agencyId, creatorId, name],
  )
  return row?.id ?? null
}
