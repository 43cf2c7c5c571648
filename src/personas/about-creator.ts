import type { Creator } from '../agency/index.ts'
import {
  type Actor,
  type Answer,
  type CommandDefinition,
  defineCommand,
  type Filled,
  type Role,
  refused,
} from '../desk/index.ts'
import type { PersonasDeps } from './deps.ts'
import { words } from './words.ts'

type Argument = CommandDefinition['arguments'][number]

/** A command about one creator, found by name before it runs. */
export interface AboutCreator {
  group?: string
  name: string
  summary: string
  /** Manager when absent. */
  least?: Role
  more: Argument[]
  does(actor: Actor, creator: Creator, given: Filled): Promise<Answer>
}

/** The command, which finds its creator by the name that was typed. */
export function aboutCreator({ agencies }: PersonasDeps, about: AboutCreator): CommandDefinition {
  const { group = 'persona', name, summary, more, does, least = 'manager' } = about
  const namesOf = async (agencyId: string) => (await agencies.creators(agencyId)).map((each) => each.name)
  const creator: Argument = {
    name: 'creator',
    summary: 'the creator’s name, in quotes when it has blanks',
    required: true,
    async suggest({ actor, typed }) {
      const wanted = typed.trim().toLowerCase()
      const found = (await namesOf(actor.agencyId)).filter((each) => each.toLowerCase().includes(wanted))
      return found.map((each) => ({ value: each, label: each }))
    },
  }
  return defineCommand({
    ...{ group, name, summary, arguments: [creator, ...more] },
    least,
    async run({ actor, arguments: given }) {
      const typed = (given.creator ?? '').trim()
      const all = await agencies.creators(actor.agencyId)
      const found = all.find((each) => each.name.toLowerCase() === typed.toLowerCase())
      return found ? does(actor, found, given) : refused(words.noCreator(typed, await namesOf(actor.agencyId)))
    },
  })
}
