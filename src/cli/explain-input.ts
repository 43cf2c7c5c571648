import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { StartupError } from '../kernel/startup-error.ts'

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>

export interface Typed {
  values: Record<string, string | undefined>
  flags: ReadonlySet<string>
  words: string[]
}

/** Reads options and words; an option that isn't known is refused with the usage. */
export function readArguments(
  args: readonly string[],
  names: readonly string[],
  flags: readonly string[],
  usage: string,
): Typed {
  const options: Options = Object.fromEntries([
    ...names.map((name) => [name, { type: 'string' as const }]),
    ...flags.map((name) => [name, { type: 'boolean' as const }]),
  ])
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    return {
      values: Object.fromEntries(names.map((name) => [name, values[name] as string | undefined])),
      flags: new Set(flags.filter((name) => values[name] === true)),
      words: positionals,
    }
  } catch (error) {
    throw new StartupError((error as Error).message.split('. To specify')[0] ?? '', usage, error)
  }
}

/** Checks what was typed against a schema; throws a `StartupError` with a line for each bad option. */
export function checkInput<S extends z.ZodType>(schema: S, typed: Record<string, unknown>, usage: string): z.output<S> {
  const checked = schema.safeParse(typed)
  if (!checked.success) throw new StartupError(explainInput(checked.error, typed), usage)
  return checked.data
}

/** A line for each problem: the option, the value that was typed, and what is allowed. */
export function explainInput(error: z.ZodError, typed: Record<string, unknown> = {}): string {
  return error.issues
    .map((issue) => {
      const name = issue.path.join('.')
      const value = typed[String(issue.path[0])]
      const option = name === 'name' || name === 'text' ? name.toUpperCase() : `--${name}`
      if (value === undefined) return `${option} is missing: ${issue.message}.`
      return `${option}: “${String(value)}” can't be used: ${issue.message}.`
    })
    .join('\n')
}
