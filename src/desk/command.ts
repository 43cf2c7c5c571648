import type { Filled } from './action.ts'
import { type Actor, hasRole, type Role } from './actor.ts'
import type { Answer } from './answer.ts'
import type { Field, Option } from './card.ts'

export interface Argument {
  name: string
  summary: string
  required: boolean
  /**
   * What is typed; `text` when absent. `person` is somebody of a desk, as `slack:T1:U2`; `channel` a channel, as
   * `slack:T1:C2`. A desk that has mentions hands them over so, and a channel that is left out is where one types.
   */
  as?: 'text' | 'person' | 'channel'
  /** Nothing else may be given; desks offer these to choose from. */
  options?: readonly Option[]
  /** What could be meant, for desks that complete while one types; at most 25 are shown. */
  suggest?(call: { actor: Actor; typed: string }): Promise<Option[]>
}

export interface CommandCall {
  actor: Actor
  /** By argument name; an argument that was not given is absent. */
  arguments: Filled
  /** Which page of its list is asked for, the first being 0: the gate cuts it out of the answer. */
  page: number
  /** The channel where it was typed, as `slack:T1:C2`; absent where there are none, as on the web, and in a form. */
  here?: string
}

/** A subcommand, declared once by the slice that can answer it: `/desk status` is group `desk`, name `status`. */
export interface CommandDefinition {
  group: string
  name: string
  summary: string
  arguments: Argument[]
  least: Role
  /** Roles above `least` to whom it is refused all the same, since a creator stands beside the ladder: it isn't offered to them. */
  except?: readonly Role[]
  run(call: CommandCall): Promise<Answer>
}

export function defineCommand(definition: CommandDefinition): CommandDefinition {
  return definition
}

/** Whether a command is offered to a role. */
export const mayRun = ({ least, except = [] }: Pick<CommandDefinition, 'least' | 'except'>, role: Role): boolean =>
  hasRole(role, least) && !except.includes(role)

/** The action that a command's form is sent to, with `group-name` as its subject: no slice may take the name. */
export const COMMAND_ACTION = 'command'

/**
 * Reads `/group name rest…`; `prefix` is what an agency puts before every group (`/hz-desk`), and may be left out.
 * Null when the text doesn't begin like a command.
 */
export function parseCommandLine(line: string, prefix = ''): { group: string; name: string; rest: string } | null {
  const match = /^\s*\/?([a-z][a-z0-9-]*)(?:\s+([a-z][a-z-]*))?\s*([\s\S]*)$/.exec(line)
  if (!match) return null
  const [, group = '', name = '', rest = ''] = match
  const own = prefix !== '' && group.startsWith(prefix) ? group.slice(prefix.length) : group
  return { group: own, name, rest: rest.trim() }
}

/**
 * Arguments by order of declaration. Words in quotes are one argument; the last one takes the rest of the line as it is.
 */
export function fillArguments(declared: readonly Argument[], rest: string): Filled {
  const filled: Filled = {}
  let left = rest.trim()
  for (const [index, argument] of declared.entries()) {
    if (left === '') break
    const quoted = /^["“]([^"”]+)["”](?:\s+|$)/.exec(left)
    const isLast = index === declared.length - 1
    const word = quoted ?? (isLast ? null : /^(\S+)\s*/.exec(left))
    filled[argument.name] = word?.[1] ?? left
    left = word ? left.slice(word[0].length).trim() : ''
  }
  return filled
}

/** The longest argument that is taken; a question longer than this is no name. */
const ARGUMENT_MAX = 300

/** A form for a command whose arguments are missing; what was given stands in it. */
export function argumentFields(declared: readonly Argument[], given: Filled): Field[] {
  return declared.map((argument) => {
    const value = given[argument.name]
    return {
      id: argument.name,
      label: argument.name.charAt(0).toUpperCase() + argument.name.slice(1),
      hint: argument.summary.slice(0, 100),
      ...(argument.required ? {} : { optional: true as const }),
      input: inputOf(argument, value),
    }
  })
}

function inputOf({ options }: Argument, value: string | undefined): Field['input'] {
  const given = value === undefined ? {} : { value }
  if (!options) return { as: 'line', max: ARGUMENT_MAX, ...given }
  const known = value !== undefined && options.some((option) => option.value === value)
  return { as: 'choice', options: [...options], ...(known ? given : {}) }
}

/** The first argument that was given none of its options; null when all of them stand. Options are found in any case. */
export function notAnOption(declared: readonly Argument[], given: Filled): Argument | null {
  return (
    declared.find(({ name, options }) => options && given[name] !== undefined && !optionOf(options, given[name])) ??
    null
  )
}

/** What was given, with options written as they are declared. */
export function withOptions(declared: readonly Argument[], given: Filled): Filled {
  const chosen = declared.flatMap(({ name, options }) => {
    const option = options && optionOf(options, given[name] ?? '')
    return option ? [[name, option.value]] : []
  })
  return { ...given, ...Object.fromEntries(chosen) }
}

function optionOf(options: readonly Option[], typed: string): Option | undefined {
  const wanted = typed.trim().toLowerCase()
  return options.find(({ value, label }) => value.toLowerCase() === wanted || label.toLowerCase() === wanted)
}
