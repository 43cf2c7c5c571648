import type { Filled } from './action.ts'
import type { Actor, Identity, KnownOperator, Role } from './actor.ts'
import { type Answer, refused } from './answer.ts'
import { type ActionRef, actionId, type Card, type Form, type Option } from './card.ts'
import {
  argumentFields,
  COMMAND_ACTION,
  type CommandDefinition,
  fillArguments,
  mayRun,
  notAnOption,
  parseCommandLine,
  withOptions,
} from './command.ts'
import { answerFor, type CardFor } from './for-role.ts'
import { byName, inOrder, keyOf, PAGE_ACTION, pageOf, readPage } from './pages.ts'
import { words } from './words.ts'

export interface RunnerDeps {
  whoIs(identity: Identity): Promise<KnownOperator | null>
  /** Lets a person through, or says why not. */
  enter(identity: Identity, least: Role): Promise<Actor | Answer>
  commands: readonly CommandDefinition[]
  prefix: string
  cardFor: CardFor
}

const HELP = 'help'

/** Runs commands for the gate: by a typed line, by the form that asked for what was missing, and page by page. */
export function createRunner(deps: RunnerDeps) {
  const { enter, commands, prefix } = deps
  const find = (group: string, name: string) =>
    commands.find((command) => command.group === group && command.name === name)
  const byKey = (key: string) => commands.find((command) => keyOf(command) === key)

  async function showPage(identity: Identity, ref: ActionRef): Promise<Answer> {
    const asked = readPage(ref.subject)
    if (asked?.key === HELP) return help(deps, identity, ref.version)
    const command = asked && byKey(asked.key)
    if (!asked || !command) return refused(words.unknownButton)
    return run(deps, identity, command, byName(command.arguments, asked.given), { page: ref.version })
  }

  return {
    /** A command's form that was sent, or a button to another page; null for any other action. */
    press(identity: Identity, ref: ActionRef | null, filled: Filled | null): Promise<Answer> | null {
      if (ref?.name === PAGE_ACTION) return showPage(identity, ref)
      const command = ref?.name === COMMAND_ACTION && filled ? byKey(ref.subject) : undefined
      return command && filled ? run(deps, identity, command, filled, {}) : null
    },

    async line(identity: Identity, line: string, channel?: string, named?: Filled): Promise<Answer> {
      const parsed = parseCommandLine(line, prefix)
      if (parsed?.group === HELP) return help(deps, identity, 0)
      const command = parsed && find(parsed.group, parsed.name)
      if (!parsed || !command) return refused(words.unknownCommand(known(deps, parsed?.group)))
      // A desk that knows which argument is which says so: by order, one that was left out would shift the others.
      const filled = named ? declaredOf(command, named) : fillArguments(command.arguments, parsed.rest)
      const here = command.arguments.find(({ as, name }) => as === 'channel' && filled[name] === undefined)
      if (here && channel !== undefined) filled[here.name] = channel
      return run(deps, identity, command, filled, { mayAsk: true, ...(channel !== undefined && { here: channel }) })
    },

    async suggest(
      identity: Identity,
      on: { group: string; name: string; argument: string },
      typed: string,
    ): Promise<Option[]> {
      const command = find(on.group, on.name)
      const suggest = command?.arguments.find(({ name }) => name === on.argument)?.suggest
      if (!command || !suggest) return []
      const actor = await enter(identity, command.least)
      return 'kind' in actor ? [] : suggest({ actor, typed })
    },
  }
}

/** A desk may still offer an argument that a command no longer has. */
const declaredOf = (command: CommandDefinition, named: Filled): Filled =>
  Object.fromEntries(Object.entries(named).filter(([given]) => command.arguments.some(({ name }) => name === given)))

/** What this person may run. */
async function help({ whoIs, commands, prefix }: RunnerDeps, identity: Identity, page: number): Promise<Answer> {
  const operator = await whoIs(identity)
  if (operator === null) return refused(words.notAnOperator)
  const allowed = commands.filter((command) => mayRun(command, operator.role))
  return pageOf({ kind: 'panel', card: helpCard(allowed, prefix) }, { key: HELP, given: [] }, page)
}

/** `mayAsk`: what is missing is asked for in a form, which comes back here without it. */
async function run(
  { enter, prefix, cardFor }: RunnerDeps,
  identity: Identity,
  command: CommandDefinition,
  given: Filled,
  { mayAsk = false, page = 0, here }: { mayAsk?: boolean; page?: number; here?: string },
): Promise<Answer> {
  const actor = await enter(identity, command.least)
  if ('kind' in actor) return actor
  const declared = command.arguments
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''))
  const title = `/${prefix}${command.group} ${command.name}`
  const wrong = notAnOption(declared, filled)
  if (wrong) return refused(words.notAnOption(title, wrong, filled[wrong.name] ?? ''))
  const missing = declared.find((argument) => argument.required && filled[argument.name] === undefined)
  if (missing && mayAsk) return { kind: 'form', form: commandForm(command, title, filled) }
  if (missing) return refused(words.missingArgument(title, missing))
  const chosen = withOptions(declared, filled)
  const answer = await command.run({ actor, arguments: chosen, page, ...(here !== undefined && { here }) })
  const typed = declared.length > 0 ? inOrder(declared, chosen) : []
  return answerFor(cardFor, pageOf(answer, { key: keyOf(command), given: typed }, page), actor.role)
}

/** The commands of a group; all of them when there is no such group. */
function known({ commands, prefix }: RunnerDeps, group: string | undefined): string[] {
  const own = commands.filter((command) => command.group === group)
  return (own.length > 0 ? own : commands).map((command) => `/${prefix}${command.group} ${command.name}`)
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
    action: actionId(COMMAND_ACTION, keyOf(command), 0),
    title: title.slice(0, TITLE_MAX),
    submit: 'Run',
    intro: [{ kind: 'text', line: command.summary }],
    fields: argumentFields(command.arguments, given),
  }
}
