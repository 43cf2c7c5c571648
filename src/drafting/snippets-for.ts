import type { Sql } from '../database/sql.ts'
import { fitSnippets } from './fit-to-say.ts'
import type { DraftingDeps } from './gather.ts'
import { offerSnippets } from './offer-snippets.ts'

/** Whom a reply is for, and the words it answers. */
export interface ReplyTo {
  fan: { name: string }
  creator: { id: string; name: string }
  turn: readonly { text: string }[]
}

/** The snippets that are at hand for a reply, filled for this fan, the most useful first; none that the rules refuse today. */
export async function snippetsFor(
  { personas, guardrails }: Pick<DraftingDeps, 'personas' | 'guardrails'>,
  sql: Sql,
  agencyId: string,
  { fan, creator, turn }: ReplyTo,
): Promise<{ name: string; text: string }[]> {
  const snippets = await personas.snippets(sql, agencyId, creator.id)
  if (snippets.length === 0) return []
  const rules = await guardrails.rules(sql, agencyId, creator.id)
  return offerSnippets({ snippets: fitSnippets(snippets, rules), turn: { messages: turn }, fan, creator })
}
