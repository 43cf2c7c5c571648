import { invariant } from '../kernel/invariant.ts'
import type { ActionDefinition, Filled } from './action.ts'
import { type Actor, hasRole, type Identity, type KnownOperator, letThrough, type Role } from './actor.ts'
import { type Answer, refused } from './answer.ts'
import { type Card, parseActionId } from './card.ts'
import { type CommandDefinition, fillArguments, parseCommandLine } from './command.ts'
import { words } from './words.ts'

/** The only way from a desk to a use case: who is it, may they, then run. */
export interface Gate {
  /** Presses a button (`filled` null) or sends its form. An unknown person or a role too low changes nothing. */
  press(identity: Identity, actionId: string, filled: Filled | null): Promise<Answer>
  /** Runs a line such as `/desk status`. */
  command(identity: Identity, line: string): Promise<Answer>
  /** `asks` actions open a form or panel at once; a desk must know before it acknowledges. */
  modeOf(actionId: string): 'does' | 'asks'
}

export interface GateDeps {
  /** Who this person of a desk is in the agency; null when nobody linked them. */
  whoIs(identity: Identity): Promise<KnownOperator | null>
  actions: readonly ActionDefinition[]
  commands: readonly CommandDefinition[]
  /** The fan message that a button's card came of, for the log of a press that failed. */
  messageOf?(agencyId: string, subject: string): Promise<string | null>
}

export function createGate({ whoIs, actions, commands, messageOf }: GateDeps): Gate {
  const byName = new Map(actions.map((action) => [action.name, action]))
  invariant(byName.size === actions.length, 'action names are unique')
  const byLine = new Map(commands.map((command) => [`${command.group} ${command.name}`, command]))
  invariant(byLine.size === commands.length, 'commands are unique')

  async function enter(identity: Identity, least: Role): Promise<Actor | Answer> {
    const operator = await whoIs(identity)
    if (operator === null) return refused(words.notAnOperator)
    if (!hasRole(operator.role, least)) return refused(words.roleTooLow(least))
    return letThrough(identity, operator)
  }

  /** What this person may run. */
  async function help(identity: Identity): Promise<Answer> {
    const operator = await whoIs(identity)
    if (operator === null) return refused(words.notAnOperator)
    const allowed = commands.filter((command) => hasRole(operator.role, command.least))
    const rows = allowed.map(({ group, name, arguments: args, summary }) => ({
      line: [{ strong: [`/${group}`, name, ...args.map((a) => a.name.toUpperCase())].join(' ') }, ` · ${summary}`],
    }))
    const card: Card = { tone: 'info', title: words.help, summary: words.help, body: [{ kind: 'list', rows }] }
    return { kind: 'panel', card }
  }

  return {
    modeOf: (id) => byName.get(parseActionId(id)?.name ?? '')?.mode ?? 'does',

    async press(identity, id, filled) {
      const ref = parseActionId(id)
      const action = ref && byName.get(ref.name)
      if (!ref || !action) return refused(words.unknownButton)
      const actor = await enter(identity, action.least)
      if ('kind' in actor) return actor
      try {
        return await action.run({ actor, subject: ref.subject, version: ref.version, filled })
      } catch (error) {
        // Whoever logs it can say on which message's way it was.
        const messageId = await messageOf?.(identity.agencyId, ref.subject).catch(() => null)
        throw error instanceof Error && messageId ? Object.assign(error, { messageId }) : error
      }
    },

    async command(identity, line) {
      const parsed = parseCommandLine(line)
      if (parsed?.group === 'help') return help(identity)
      const command = parsed && byLine.get(`${parsed.group} ${parsed.name}`)
      if (!parsed || !command) return refused(words.unknownCommand(commands.map((c) => `/${c.group} ${c.name}`)))
      const actor = await enter(identity, command.least)
      if ('kind' in actor) return actor
      const filled = fillArguments(command.arguments, parsed.rest)
      const missing = command.arguments.find((argument) => argument.required && filled[argument.name] === undefined)
      if (missing) return refused(words.missingArgument(`/${command.group} ${command.name}`, missing))
      return command.run({ actor, arguments: filled })
    },
  }
}
