import { isId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'
import type { ActionDefinition, Filled } from './action.ts'
import { type Actor, hasRole, type Identity, type KnownOperator, letThrough, type Role } from './actor.ts'
import { type Answer, refused } from './answer.ts'
import { type Option, parseActionId } from './card.ts'
import { COMMAND_ACTION, type CommandDefinition } from './command.ts'
import { answerFor, cardsFor } from './for-role.ts'
import { PAGE_ACTION } from './pages.ts'
import { createRunner } from './run-command.ts'
import { words } from './words.ts'

/** The only way from a desk to a use case: who is it, may they, then run. */
export interface Gate {
  /** Presses a button (`filled` null) or sends its form. An unknown person or a role too low changes nothing. */
  press(identity: Identity, actionId: string, filled: Filled | null): Promise<Answer>
  /**
   * Runs a line such as `/desk status`. `channel` is where it was typed, as `slack:T1:C2`; it stands for a channel that
   * was left out. Required arguments that are missing are asked for in a form. `named` holds the arguments by name, for
   * a desk that knows them; the line then is the command alone.
   */
  command(identity: Identity, line: string, channel?: string, named?: Filled): Promise<Answer>
  /** What could be meant by what is typed so far for an argument; empty for strangers and roles too low. */
  suggest(identity: Identity, on: { group: string; name: string; argument: string }, typed: string): Promise<Option[]>
  /** `asks` actions open a form or panel at once; a desk must know before it acknowledges. */
  modeOf(actionId: string): 'does' | 'asks'
}

export interface GateDeps {
  /** Who this person of a desk is in the agency; null when nobody linked them. */
  whoIs(identity: Identity): Promise<KnownOperator | null>
  actions: readonly ActionDefinition[]
  commands: readonly CommandDefinition[]
  /** Goes before every command's name, so that two apps of one workspace don't clash; default nothing. */
  prefix?: string
  /** The fan message that a button's card came of, for the log of a press that failed. */
  messageOf?(agencyId: string, subject: string): Promise<string | null>
}

export function createGate({ whoIs, actions, commands, prefix = '', messageOf }: GateDeps): Gate {
  const byName = new Map(actions.map((action) => [action.name, action]))
  invariant(byName.size === actions.length, 'action names are unique')
  invariant(!byName.has(COMMAND_ACTION) && !byName.has(PAGE_ACTION), 'forms and pages of commands are the gate’s own')
  invariant(
    new Set(commands.map(({ group, name }) => `${group} ${name}`)).size === commands.length,
    'commands are unique',
  )

  async function enter(identity: Identity, least: Role): Promise<Actor | Answer> {
    const operator = await whoIs(identity)
    if (operator === null) return refused(words.notAnOperator)
    if (!hasRole(operator.role, least)) return refused(words.roleTooLow(least))
    return letThrough(identity, operator)
  }

  const cardFor = cardsFor(actions)
  const runner = createRunner({ whoIs, enter, commands, prefix, cardFor })
  return {
    modeOf: (id) => byName.get(parseActionId(id)?.name ?? '')?.mode ?? 'does',
    command: runner.line,
    suggest: runner.suggest,

    async press(identity, id, filled) {
      const ref = parseActionId(id)
      const ofCommand = runner.press(identity, ref, filled)
      if (ofCommand) return ofCommand
      const action = ref && byName.get(ref.name)
      // Every subject is an id: what can't be one is unknown, and no use case is asked.
      if (!ref || !action || !isId(ref.subject)) return refused(words.unknownButton)
      const actor = await enter(identity, action.least)
      if ('kind' in actor) return actor
      const { subject, version, part } = ref
      const pressed = action.run({ actor, subject, version, part, filled })
      const answer = await pressed.catch((error) => rethrow(error, () => messageOf?.(identity.agencyId, subject)))
      return answerFor(cardFor, answer, actor.role)
    },
  }
}

/** Whoever logs the error can then say on which message's way it was. */
async function rethrow(error: unknown, messageOf: () => Promise<string | null> | undefined): Promise<never> {
  const messageId = await messageOf()?.catch(() => null)
  throw error instanceof Error && messageId ? Object.assign(error, { messageId }) : error
}
