import { isId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'
import type { ActionDefinition, Filled } from './action.ts'
import { type Actor, hasRole, type Identity, type KnownOperator, letThrough, type Role } from './actor.ts'
import { type Answer, refused } from './answer.ts'
import { actionId, type Card, type Form, type Option, parseActionId } from './card.ts'
import { argumentFields, COMMAND_ACTION, type CommandDefinition, fillArguments, parseCommandLine } from './command.ts'
import { words } from './words.ts'

/** The only way from a desk to a use case: who is it, may they, then run. */
export interface Gate {
  /** Presses a button (`filled` null) or sends its form. An unknown person or a role too low changes nothing. */
  press(identity: Identity, actionId: string, filled: Filled | null): Promise<Answer>
  /**
   * Runs a line such as `/desk status`. `channel` is where it was typed, as `slack:T1:C2`; it stands for a channel that
   * was left out. Required arguments that are missing are asked for in a form.
   */
  command(identity: Identity, line: string, channel?: string): Promise<Answer>
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
  invariant(!byName.has(COMMAND_ACTION), 'the action of command forms is the gate’s own')
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
    return { kind: 'panel', card: helpCard(allowed, prefix) }
  }

  /** `mayAsk`: what is missing is asked for in a form, which comes back here with `mayAsk` false. */
  async function run(identity: Identity, command: CommandDefinition, given: Filled, mayAsk: boolean): Promise<Answer> {
    const actor = await enter(identity, command.least)
    if ('kind' in actor) return actor
    const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''))
    const missing = command.arguments.find((argument) => argument.required && filled[argument.name] === undefined)
    if (!missing) return command.run({ actor, arguments: filled })
    const title = `/${prefix}${command.group} ${command.name}`
    if (!mayAsk) return refused(words.missingArgument(title, missing))
    return { kind: 'form', form: commandForm(command, title, filled) }
  }

  function commandOf(subject: string): CommandDefinition | undefined {
    return commands.find(({ group, name }) => `${group}-${name}` === subject)
  }

  /** The commands of a group; all of them when there is no such group. */
  function known(group: string | undefined): string[] {
    const own = commands.filter((command) => command.group === group)
    return (own.length > 0 ? own : commands).map((command) => `/${prefix}${command.group} ${command.name}`)
  }

  return {
    modeOf: (id) => byName.get(parseActionId(id)?.name ?? '')?.mode ?? 'does',

    async press(identity, id, filled) {
      const ref = parseActionId(id)
      const form = ref?.name === COMMAND_ACTION ? commandOf(ref.subject) : undefined
      if (form && filled) return run(identity, form, filled, false)
      const action = ref && byName.get(ref.name)
      // Every subject is an id: what can't be one is unknown, and no use case is asked.
      if (!ref || !action || !isId(ref.subject)) return refused(words.unknownButton)
      const actor = await enter(identity, action.least)
      if ('kind' in actor) return actor
      const pressed = action.run({ actor, subject: ref.subject, version: ref.version, filled })
      return pressed.catch((error) => rethrow(error, () => messageOf?.(identity.agencyId, ref.subject)))
    },

    async command(identity, line, channel) {
      const parsed = parseCommandLine(line, prefix)
      if (parsed?.group === 'help') return help(identity)
      const command = parsed && byLine.get(`${parsed.group} ${parsed.name}`)
      if (!parsed || !command) return refused(words.unknownCommand(known(parsed?.group)))
      const filled = fillArguments(command.arguments, parsed.rest)
      const here = command.arguments.find(({ as, name }) => as === 'channel' && filled[name] === undefined)
      if (here && channel !== undefined) filled[here.name] = channel
      return run(identity, command, filled, true)
    },

    async suggest(identity, on, typed) {
      const command = byLine.get(`${on.group} ${on.name}`)
      const suggest = command?.arguments.find(({ name }) => name === on.argument)?.suggest
      if (!command || !suggest) return []
      const actor = await enter(identity, command.least)
      return 'kind' in actor ? [] : suggest({ actor, typed })
    },
  }
}

/** Whoever logs the error can then say on which message's way it was. */
async function rethrow(error: unknown, messageOf: () => Promise<string | null> | undefined): Promise<never> {
  const messageId = await messageOf()?.catch(() => null)
  throw error instanceof Error && messageId ? Object.assign(error, { messageId }) : error
}

function helpCard(commands: readonly CommandDefinition[], prefix: string): Card {
  const rows = commands.map(({ group, name, arguments: args, summary }) => ({
    line: [
      { strong: [`/${prefix}${group}`, name, ...args.map((a) => a.name.toUpperCase())].join(' ') },
      ` · ${summary}`,
    ],
  }))
  return { tone: 'info', title: words.help, summary: words.help, body: [{ kind: 'list', rows }] }
}

/** A form's title is at most so long on every desk. */
const TITLE_MAX = 24

function commandForm(command: CommandDefinition, title: string, given: Filled): Form {
  return {
    action: actionId(COMMAND_ACTION, `${command.group}-${command.name}`, 0),
    title: title.slice(0, TITLE_MAX),
    submit: 'Run',
    intro: [{ kind: 'text', line: command.summary }],
    fields: argumentFields(command.arguments, given),
  }
}
