import { type Creator, creatorsLike, creatorTyped } from '../agency/index.ts'
import { type Actor, type Answer, type CommandDefinition, defineCommand, refused } from '../desk/index.ts'
import { showCard, testCard } from './cards.ts'
import { type GuardrailsDeps, holding } from './deps.ts'
import { PAGES, pageForm } from './forms.ts'
import { allGuardrails } from './store.ts'

/** `/guardrails show`, `edit` and `test`. */
export function guardrailCommands(deps: GuardrailsDeps): CommandDefinition[] {
  const { database } = deps.ground
  return [
    aboutCreator(deps, 'show', 'What holds for a creator, beside the built-in rules', async (actor, creator) => ({
      kind: 'panel',
      card: showCard(creator, await holding(database, actor.agencyId, creator.id)),
    })),
    aboutCreator(deps, 'edit', 'Words, limits and prices of a creator', async (actor, creator) => ({
      kind: 'form',
      form: pageForm(PAGES[0], creator, await holding(database, actor.agencyId, creator.id)),
    })),
    defineCommand({
      group: 'guardrails',
      name: 'test',
      summary: 'What the rules say of a text, and why',
      arguments: [{ name: 'text', summary: 'as a fan or an operator would write it', required: true }],
      least: 'chatter',
      async run({ actor, arguments: given }) {
        const all = await allGuardrails(database, actor.agencyId)
        const every = (list: 'forbiddenWords' | 'escalationTriggers' | 'outsideBoundaries') => [
          ...new Set(all.flatMap((rules) => rules[list])),
        ]
        const lists = {
          forbiddenWords: every('forbiddenWords'),
          escalationTriggers: every('escalationTriggers'),
          outsideBoundaries: every('outsideBoundaries'),
        }
        return { kind: 'panel', card: testCard(given.text ?? '', lists) }
      },
    }),
  ]
}

function aboutCreator(
  { agencies }: GuardrailsDeps,
  name: string,
  summary: string,
  does: (actor: Actor, creator: Creator) => Promise<Answer>,
): CommandDefinition {
  return defineCommand({
    ...{ group: 'guardrails', name, summary },
    arguments: [
      {
        name: 'creator',
        summary: 'the creator’s name',
        required: true,
        suggest: async ({ actor, typed }) => creatorsLike(await agencies.creators(actor.agencyId), typed),
      },
    ],
    least: 'manager',
    async run({ actor, arguments: given }) {
      const found = creatorTyped(await agencies.creators(actor.agencyId), given.creator ?? '')
      return typeof found === 'string' ? refused(found) : does(actor, found)
    },
  })
}
