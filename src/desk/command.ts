import type { Filled } from './action.ts'
import type { Actor, Role } from './actor.ts'
import type { Answer } from './answer.ts'

export interface Argument {
  name: string
  summary: string
  required: boolean
}

export interface CommandCall {
  actor: Actor
  /** By argument name; an argument that was not given is absent. */
  arguments: Filled
}

/** A subcommand, declared once by the slice that can answer it: `/desk status` is group `desk`, name `status`. */
export interface CommandDefinition {
  group: string
  name: string
  summary: string
  arguments: Argument[]
  least: Role
  run(call: CommandCall): Promise<Answer>
}

export function defineCommand(definition: CommandDefinition): CommandDefinition {
  return definition
}

/**
 * Reads `/group name rest…`. Arguments are taken by order of declaration; the last one takes the rest of the line.
 * Null when the text doesn't begin like a command.
 */
export function parseCommandLine(line: string): { group: string; name: string; rest: string } | null {
  const match = /^\s*\/?([a-z]+)(?:\s+([a-z-]+))?\s*([\s\S]*)$/.exec(line)
  if (!match) return null
  return { group: match[1] ?? '', name: match[2] ?? '', rest: (match[3] ?? '').trim() }
}

export function fillArguments(declared: Argument[], rest: string): Filled {
  const filled: Filled = {}
  let left = rest
  for (const [index, argument] of declared.entries()) {
    if (left === '') break
    const cut = index === declared.length - 1 ? -1 : left.search(/\s/)
    filled[argument.name] = cut < 0 ? left : left.slice(0, cut)
    left = cut < 0 ? '' : left.slice(cut).trim()
  }
  return filled
}
