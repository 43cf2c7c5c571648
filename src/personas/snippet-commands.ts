import { type Card, done, type Row, refused } from '../desk/index.ts'
import type { AboutCreator } from './about-creator.ts'
import { addSnippet, removeSnippet } from './change-snippets.ts'
import type { PersonasDeps } from './deps.ts'
import { whyUnfitSnippet } from './fit.ts'
import { snippetsOf } from './snippet-store.ts'
import { words } from './words.ts'

const name = { name: 'name', summary: 'one word, such as travel-days', required: true }

/** `/persona snippets`, `snippet-add`, `snippet-remove`. */
export function snippetCommands(deps: PersonasDeps): AboutCreator[] {
  const { ground, rulesOf } = deps
  return [
    {
      name: 'snippets',
      summary: 'Sentences that are at hand for a creator’s drafts',
      least: 'chatter',
      more: [],
      async does({ agencyId }, creator) {
        const snippets = await snippetsOf(ground.database, agencyId, creator.id)
        const rules = await rulesOf(ground.database, agencyId, creator.id)
        const rows = snippets.map((snippet): Row => {
          const why = whyUnfitSnippet(snippet, rules)
          const line = [{ strong: snippet.name }, ` · ${snippet.text}`]
          return why === null ? { line } : { line, soft: words.notAtHand(why), mark: '⚠️' }
        })
        const title = words.snippets(creator.name)
        const card: Card = {
          ...{ tone: 'info', title, summary: title },
          body: [{ kind: 'list', rows: rows.length > 0 ? rows : [{ line: words.noSnippets(creator.name) }] }],
        }
        return { kind: 'panel', card }
      },
    },
    {
      name: 'snippet-add',
      summary: 'Put a sentence at hand for drafts; one of that name is replaced',
      more: [name, { name: 'text', summary: 'may hold {{fan}} and {{creator}}', required: true }],
      async does({ agencyId, operatorId }, creator, given) {
        const typed = { name: given.name ?? '', text: given.text ?? '' }
        const by = { kind: 'operator' as const, id: operatorId }
        const answer = await addSnippet(deps, { agencyId, creatorId: creator.id }, typed, by)
        if (answer.kind === 'bad') return refused(words.badField(answer.why))
        if (answer.kind === 'full') return refused(words.manySnippets(creator.name, answer.most))
        return done(words.snippetAdded(creator.name, typed.name.trim().toLowerCase()))
      },
    },
    {
      name: 'snippet-remove',
      summary: 'Take a sentence from what is at hand for drafts',
      more: [name],
      async does({ agencyId, operatorId }, creator, given) {
        const typed = given.name ?? ''
        const by = { kind: 'operator' as const, id: operatorId }
        const removed = await removeSnippet(ground, { agencyId, creatorId: creator.id }, typed, by)
        return removed ? done(words.snippetRemoved(creator.name, typed)) : refused(words.noSnippet(creator.name, typed))
      },
    },
  ]
}
