import { z } from 'zod'
import type { Filled } from '../../src/desk/index.ts'
import { markOf } from './custom-id.ts'
import { fromCodeBlock } from './escape.ts'

const id = z.string().regex(/^\d{1,25}$/)

/** Discord's kinds of interaction. */
export const KIND = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const

const control = z.looseObject({
  custom_id: z.string().optional(),
  value: z.string().nullable().optional(),
  values: z.array(z.string()).nullable().optional(),
})

interface Option {
  name: string
  type: number
  value?: string | number | boolean | undefined
  focused?: boolean | undefined
  options?: Option[] | undefined
}

const option: z.ZodType<Option> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.int(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    focused: z.boolean().optional(),
    options: z.array(option).optional(),
  }),
)

/** What the gateway says of a click, a command, a form: read as far as it is used, and checked like any input. */
export const Interaction = z.looseObject({
  id,
  application_id: id,
  token: z.string().min(1),
  type: z.int(),
  guild_id: id.optional(),
  channel_id: id.optional(),
  channel: z.looseObject({ nsfw: z.boolean().optional() }).optional(),
  member: z.looseObject({ user: z.looseObject({ id }) }).optional(),
  message: z.looseObject({ components: z.array(z.unknown()).optional() }).optional(),
  data: z.looseObject({
    custom_id: z.string().optional(),
    name: z.string().optional(),
    options: z.array(option).optional(),
    components: z.array(z.looseObject({ component: control.optional() })).optional(),
  }),
})
export type Interaction = z.output<typeof Interaction>

/** What was filled into a modal, by the field's id; several choices joined by commas. */
export function filledIn({ data }: Interaction): Filled {
  const filled: Filled = {}
  for (const { component } of data.components ?? []) {
    if (!component?.custom_id?.startsWith('v:')) continue
    filled[component.custom_id.slice(2)] = component.values?.join(',') ?? component.value ?? ''
  }
  return filled
}

interface Typed {
  group: string
  name: string
  /** The command without its arguments, as the gate reads it. */
  line: string
  /** By argument name; a person or a channel as the gate names them. */
  given: Filled
  /** While it is typed: which argument, and what stands there so far. */
  focused: { argument: string; typed: string } | null
}

/** Discord's kinds of option that name a person or a channel by its id. */
const PERSON = 6
const CHANNEL = 7

/** A command with its arguments. `prefix` goes before the group's name. */
export function typedCommand({ data, guild_id: guild = '' }: Interaction, prefix: string): Typed {
  const [sub] = data.options ?? []
  const name = sub?.type === 1 ? sub.name : ''
  const given = (sub?.type === 1 ? sub.options : data.options) ?? []
  const full = data.name ?? ''
  const group = full.startsWith(prefix) ? full.slice(prefix.length) : full
  const said = given.map(({ name: argument, type, value }): [string, string] => {
    const text = String(value ?? '').trim()
    return [argument, type === PERSON || type === CHANNEL ? `discord:${guild}:${text}` : text]
  })
  const at = given.find(({ focused }) => focused === true)
  const focused = at ? { argument: at.name, typed: String(at.value ?? '') } : null
  return { group, name, line: `/${group} ${name}`.trim(), given: Object.fromEntries(said), focused }
}

interface Drawn {
  id?: unknown
  custom_id?: unknown
  label?: unknown
  content?: unknown
  components?: unknown
  accessory?: unknown
}

function flatten(components: readonly unknown[]): Drawn[] {
  return components.flatMap((each) => {
    const part = (typeof each === 'object' && each !== null ? each : {}) as Drawn
    const inside = [...(Array.isArray(part.components) ? part.components : []), ...[part.accessory ?? []].flat()]
    return [part, ...flatten(inside)]
  })
}

/** What was typed into a form that was refused, as it stands in the message with the button that opens it again. */
export function typedIn(message: Interaction['message'], fieldIds: readonly string[]): Filled {
  const texts = flatten(message?.components ?? [])
  const kept = fieldIds.flatMap((field): [string, string][] => {
    const found = texts.find((part) => part.id === markOf(field) && typeof part.content === 'string')
    const text = found ? fromCodeBlock(String(found.content)) : null
    return text === null ? [] : [[field, text]]
  })
  return Object.fromEntries(kept)
}

/** What stood on the button that was pressed. */
export function labelOf({ message, data }: Interaction): string {
  const pressed = flatten(message?.components ?? []).find((part) => part.custom_id === data.custom_id)
  return typeof pressed?.label === 'string' ? pressed.label : ''
}
