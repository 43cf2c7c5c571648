import { z } from 'zod'
import { lockCreator } from '../agency/index.ts'
import type { Cause, Ground } from '../facts/index.ts'
import { newId } from '../kernel/ids.ts'
import type { PersonasDeps } from './deps.ts'
import { whyUnfitSnippet } from './fit.ts'
import { dropSnippet, putSnippet, type Snippet, snippetsOf } from './snippet-store.ts'
import { fillTemplate, type Values } from './template.ts'
import { words } from './words.ts'

/** What a command's form takes. */
const TEXT_MAX = 300
const SNIPPETS_MAX = 100
const VARIABLE = /\{\{\s*(?:fan|creator)\s*\}\}/g

const NewSnippet = z.object({
  name: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}-]{0,39}$/u, { error: words.snippetName }),
  text: z
    .string()
    .trim()
    .min(1, { error: words.snippetText(TEXT_MAX) })
    .max(TEXT_MAX, { error: words.snippetText(TEXT_MAX) })
    .refine((text) => !/[{}]/.test(text.replace(VARIABLE, '')), { error: words.snippetBraces }),
})

interface Whose {
  agencyId: string
  creatorId: string
}

export type SnippetAdded = { kind: 'added' } | { kind: 'bad'; why: string } | { kind: 'full'; most: number }

/** Puts a snippet at hand for drafts, in place of the creator's one of that name; not one that the rules refuse. */
export async function addSnippet(
  { ground: { database, clock, facts }, rulesOf }: PersonasDeps,
  { agencyId, creatorId }: Whose,
  typed: { name: string; text: string },
  by: Cause,
): Promise<SnippetAdded> {
  const checked = NewSnippet.safeParse(typed)
  if (!checked.success) return { kind: 'bad', why: checked.error.issues[0]?.message ?? words.snippetName }
  return database.transaction('add-snippet', async (sql): Promise<SnippetAdded> => {
    await lockCreator(sql, agencyId, creatorId)
    const why = whyUnfitSnippet(checked.data, await rulesOf(sql, agencyId, creatorId))
    if (why !== null) return { kind: 'bad', why }
    const others = (await snippetsOf(sql, agencyId, creatorId)).filter(({ name }) => name !== checked.data.name)
    if (others.length >= SNIPPETS_MAX) return { kind: 'full', most: SNIPPETS_MAX }
    const [id, at] = [newId(clock), clock.now()]
    await putSnippet(sql, agencyId, creatorId, { id, ...checked.data }, at)
    const data = { snippetId: id }
    await facts.record(sql, [{ agencyId, name: 'persona.snippet-added', subject: creatorId, by, data, at }])
    return { kind: 'added' }
  })
}

/** False when the creator has no snippet of that name. */
export async function removeSnippet(
  { database, clock, facts }: Ground,
  { agencyId, creatorId }: Whose,
  name: string,
  by: Cause,
): Promise<boolean> {
  return database.transaction('remove-snippet', async (sql) => {
    const id = await dropSnippet(sql, agencyId, creatorId, name.trim().toLowerCase())
    if (id === null) return false
    const data = { snippetId: id }
    const at = clock.now()
    await facts.record(sql, [{ agencyId, name: 'persona.snippet-removed', subject: creatorId, by, data, at }])
    return true
  })
}

/** A snippet as it would be sent, without the sentences whose name isn't known; values are never read as variables. */
export function fillSnippet({ text }: Pick<Snippet, 'text'>, names: { fan: string | null; creator: string }): string {
  const values: Values = { asset: null, price: null, last: null, ...names }
  return fillTemplate(text, values).text
}
