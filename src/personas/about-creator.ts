import { type Creator, creatorsLike, creatorTyped } from '../agency/index.ts'
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
  const creator: Argument = {
    name: 'creator',
    summary: 'the creator’s name, in quotes when it has blanks',
    required: true,
    suggest: async ({ actor, typed }) => creatorsLike(await agencies.creators(actor.agencyId), typed),
  }
  return defineCommand({
    ...{ group, name, summary, arguments: [creator, ...more] },
    least,
    async run({ actor, arguments: given }) {
      const found = creatorTyped(await agencies.creators(actor.agencyId), given.creator ?? '')
      return typeof found === 'string' ? refused(found) : does(actor, found, given)
    },
  })
}
