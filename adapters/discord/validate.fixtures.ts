import { readFileSync } from 'node:fs'
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js'

/** Discord's official OpenAPI description, where it lies on this machine; without it only the rules by hand are checked. */
const SPEC = process.env.DISCORD_OPENAPI

/** For the names of tests: what was checked, and what was not. */
export const checkedBy =
  SPEC === undefined
    ? 'rules by hand; not checked by Discord’s OpenAPI: DISCORD_OPENAPI is unset'
    : 'Discord’s OpenAPI and rules by hand'

const SCHEMAS = {
  create: 'MessageCreateRequest',
  edit: 'MessageEditRequestPartial',
  followUp: 'IncomingWebhookRequestPartial',
  editReply: 'IncomingWebhookUpdateRequestPartial',
  commands: 'ApplicationCommandUpdateRequest',
  callback: null,
} as const
export type BodyKind = keyof typeof SCHEMAS

/** Callbacks by their type: a union of all would say nothing of use about a wrong one. */
const CALLBACKS: Record<number, string> = {
  4: 'CreateMessageInteractionCallbackRequest',
  5: 'CreateMessageInteractionCallbackRequest',
  6: 'UpdateMessageInteractionCallbackRequest',
  7: 'UpdateMessageInteractionCallbackRequest',
  8: 'ApplicationCommandAutocompleteCallbackRequest',
  9: 'ModalInteractionCallbackRequest',
}

const compiled = new Map<string, ValidateFunction>()
let ajv: Ajv2020.default | null = null

function validatorOf(schema: string): ValidateFunction {
  const known = compiled.get(schema)
  if (known) return known
  if (ajv === null) {
    ajv = new Ajv2020.default({ strict: false, validateFormats: false, allErrors: false })
    ajv.addSchema({ ...withoutEmptyEnums(JSON.parse(readFileSync(SPEC ?? '', 'utf8'))), $id: 'discord' })
  }
  const made = ajv.compile({ $ref: `discord#/components/schemas/${schema}` })
  compiled.set(schema, made)
  return made
}

/** An enum of nothing matches nothing: a slip of the description. */
function withoutEmptyEnums<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutEmptyEnums) as T
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(
    ([key, each]) => !(key === 'enum' && Array.isArray(each) && each.length === 0),
  )
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutEmptyEnums(each)])) as T
}

interface Component {
  type: number
  id?: number
  custom_id?: string
  url?: string
  style?: number
  label?: string
  content?: string
  components?: Component[]
  accessory?: Component
  component?: Component
  value?: string
  max_length?: number
}

function flatten(components: readonly Component[]): Component[] {
  return components.flatMap((each) => [
    each,
    ...flatten(each.components ?? []),
    ...flatten([each.accessory ?? [], each.component ?? []].flat()),
  ])
}

/** Everything that is wrong with a body that would be sent to Discord. */
export function problemsOf(kind: BodyKind, body: unknown): string[] {
  const problems: string[] = []
  const schema = kind === 'callback' ? CALLBACKS[(body as { type: number }).type] : SCHEMAS[kind]
  if (!schema) return [`no callback of type ${(body as { type: number }).type}`]
  if (SPEC !== undefined) {
    for (const each of kind === 'commands' ? (body as unknown[]) : [body]) {
      const validate = validatorOf(schema)
      if (!validate(each)) problems.push(`${schema}: ${JSON.stringify(validate.errors?.slice(0, 3))}`)
    }
  }
  if (kind === 'commands') return problems
  const data = kind === 'callback' ? ((body as { data?: unknown }).data ?? {}) : body
  return [...problems, ...byHand(data as Message, kind === 'callback' && (body as { type: number }).type === 9)]
}

interface Message {
  content?: string | null
  flags?: number
  components?: Component[]
  title?: string
  allowed_mentions?: { parse?: unknown[] }
}

/** What the description lets pass and Discord refuses. */
function byHand(message: Message, isModal: boolean): string[] {
  const all = flatten(message.components ?? [])
  const isV2 = ((message.flags ?? 0) & (1 << 15)) !== 0
  const ids = all.flatMap(({ custom_id }) => custom_id ?? [])
  const numbers = all.flatMap(({ id }) => id ?? [])
  const texts = all.reduce(
    (sum, { content, label, type }) => sum + (content?.length ?? 0) + (type === 2 ? (label?.length ?? 0) : 0),
    0,
  )
  const rules: [string, boolean][] = [
    ['content over 2000', (message.content ?? '').length > 2_000],
    ['over 40 components', all.length > 40],
    ['over 4000 characters', texts > 4_000],
    ['a custom_id twice', new Set(ids).size !== ids.length],
    ['a component id twice', new Set(numbers).size !== numbers.length],
    ['a custom_id over 100', ids.some((id) => id.length > 100)],
    ['a label over 80', all.some(({ type, label }) => type === 2 && (label ?? '').length > 80)],
    ['a blank label', all.some(({ type, label }) => type === 2 && (label ?? '').trim() === '')],
    ['a text of nothing', all.some(({ type, content }) => type === 10 && (content ?? '').trim() === '')],
    [
      'a button without custom_id or url',
      all.some((each) => each.type === 2 && (each.style === 5 ? !each.url : !each.custom_id)),
    ],
    ['over five buttons in a row', all.some(({ type, components }) => type === 1 && (components?.length ?? 0) > 5)],
    ['a row of nothing', all.some(({ type, components }) => type === 1 && !components?.length)],
    [
      'a value longer than its field',
      all.some(({ value, max_length }) => (value ?? '').length > (max_length ?? 4_000)),
    ],
    ['v2 components without the flag', !isModal && !isV2 && all.some(({ type }) => type >= 9)],
    ['the flag with content', isV2 && (message.content ?? '') !== ''],
    ['pings', !isModal && message.components !== undefined && message.allowed_mentions?.parse?.length !== 0],
    ['over five parts', isModal && (message.components?.length ?? 0) > 5],
  ]
  return rules.filter(([, broken]) => broken).map(([rule]) => rule)
}
