import { creatorsLike, creatorTyped } from '../agency/index.ts'
import {
  type Actor,
  type Answer,
  type CommandDefinition,
  defineCommand,
  done,
  type Filled,
  refused,
} from '../desk/index.ts'
import type { DigestsDeps } from './deps.ts'
import { writeLanguage } from './language-store.ts'
import { words } from './schedule-words.ts'
import { LANGUAGES, WORDS } from './words.ts'

/** `/digest language`: in which language a creator reads their own digest. */
export function languageCommand(deps: DigestsDeps): CommandDefinition {
  return defineCommand({
    group: 'digest',
    name: 'language',
    summary: 'The language in which a creator reads their own digest',
    arguments: [
      {
        name: 'creator',
        summary: 'the creator’s name, in quotes when it has blanks',
        required: true,
        suggest: async ({ actor, typed }) => creatorsLike(await deps.agencies.creators(actor.agencyId), typed),
      },
      {
        name: 'language',
        summary: LANGUAGES.join(' or '),
        required: true,
        options: LANGUAGES.map((value) => ({ value, label: WORDS[value].language })),
      },
    ],
    least: 'manager',
    run: ({ actor, arguments: given }) => run(deps, actor, given),
  })
}

async function run({ ground, agencies }: DigestsDeps, actor: Actor, given: Filled): Promise<Answer> {
  const { agencyId, operatorId } = actor
  const creator = creatorTyped(await agencies.creators(agencyId), given.creator ?? '')
  if (typeof creator === 'string') return refused(creator)
  const language = LANGUAGES.find((known) => known === given.language) ?? 'en'
  await ground.database.transaction('digest-language.set', async (sql) => {
    await writeLanguage(sql, agencyId, creator.id, language)
    const by = { kind: 'operator' as const, id: operatorId }
    const at = ground.clock.now()
    await ground.facts.record(sql, [
      { agencyId, name: 'digest-language.set', subject: creator.id, by, data: { language }, at },
    ])
  })
  return done(words.language(creator.name, WORDS[language].language))
}
