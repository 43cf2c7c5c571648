import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'

/**
 * What Slack would refuse of a message or view: a JSON Schema made from the types of its SDK, and the limits that are in
 * no schema. An empty list is a right one.
 */
export type Validate = (what: Outgoing) => string[]

export interface Outgoing {
  text?: string
  blocks: unknown[]
  surface: 'message' | 'modal' | 'home'
}

const TYPES = createRequire(import.meta.url).resolve('@slack/types/package.json')

/** Made once a machine: reading all of Block Kit's types takes seconds. */
async function schemaOf(): Promise<object> {
  const version = createHash('sha256').update(readFileSync(TYPES)).digest('hex').slice(0, 12)
  const folder = join(tmpdir(), 'huntaze-block-kit')
  const file = join(folder, `${version}.json`)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as object
  const { createGenerator } = await import('ts-json-schema-generator')
  const schema = createGenerator({
    path: join(TYPES, '..', 'dist/index.d.ts'),
    type: 'KnownBlock',
    skipTypeCheck: true,
    additionalProperties: false,
  }).createSchema('KnownBlock')
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, JSON.stringify(schema))
  return schema
}

type Json = Record<string, unknown>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

export async function createValidator(): Promise<Validate> {
  const ajv = new Ajv({ strict: false, allErrors: false })
  const check: ValidateFunction = ajv.compile(await schemaOf())
  return ({ text, blocks, surface }) => {
    const problems: string[] = []
    const say = (broken: boolean, what: string) => void (broken && problems.push(what))
    for (const block of blocks)
      say(!check(block), `${JSON.stringify(block).slice(0, 200)}: ${ajv.errorsText(check.errors)}`)
    say(blocks.length > (surface === 'message' ? 50 : 100), `${blocks.length} blocks`)
    say(surface === 'message' && (text === undefined || text.trim() === ''), 'a message without fallback')
    say((text ?? '').length > 4_000, 'fallback too long')
    const ids = blocks.flatMap((block) => (isJson(block) && block.block_id !== undefined ? [block.block_id] : []))
    say(new Set(ids).size !== ids.length, 'a block id twice')
    let total = 0
    for (const block of blocks.filter(isJson)) total += checkBlock(block, surface, say)
    say(total > 12_000, `${total} characters in all`)
    return problems
  }
}

type Say = (broken: boolean, what: string) => void
const lengthOf = (value: unknown): number => (isJson(value) ? String(value.text ?? '').length : 0)

/** Limits by block; returns how many characters it has. */
function checkBlock(block: Json, surface: Outgoing['surface'], say: Say): number {
  const elements = Array.isArray(block.elements) ? block.elements.filter(isJson) : []
  const fields = Array.isArray(block.fields) ? block.fields : []
  say(block.type === 'header' && lengthOf(block.text) > 150, 'header over 150')
  say(block.type === 'section' && lengthOf(block.text) > 3_000, 'section over 3000')
  say(block.type === 'section' && block.text === undefined && fields.length === 0, 'section without words')
  say(fields.length > 10 || fields.some((field) => lengthOf(field) > 2_000), 'fields')
  say(
    block.type === 'actions' && (elements.length === 0 || elements.length > 25),
    `${elements.length} elements in actions`,
  )
  say(block.type === 'context' && (elements.length === 0 || elements.length > 10), `${elements.length} in context`)
  say(block.type === 'alert' && (surface !== 'modal' || lengthOf(block.text) > 200), 'alert')
  say(block.type === 'input' && surface === 'message', 'input in a message')
  say(String(block.block_id ?? '').length > 255, 'block id over 255')
  const actionIds = elements.flatMap(({ action_id }) => (action_id === undefined ? [] : [action_id]))
  say(new Set(actionIds).size !== actionIds.length, 'an action id twice')
  return walk(block, say)
}

/** Limits by element, wherever it stands. */
function walk(value: unknown, say: Say): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + walk(each, say), 0)
  if (!isJson(value)) return 0
  const texts = ['mrkdwn', 'plain_text', 'text'].includes(String(value.type))
  const own = texts && typeof value.text === 'string' ? value.text.length : 0
  say(texts && own === 0, 'an empty text')
  say(texts && own > 3_000, 'a text over 3000')
  say(value.type === 'mrkdwn' && pings(String(value.text)), `pings: ${String(value.text).slice(0, 80)}`)
  checkElement(value, say)
  return own + Object.values(value).reduce<number>((sum, each) => sum + walk(each, say), 0)
}

function checkElement(value: Json, say: Say): void {
  const options = Array.isArray(value.options) ? value.options.filter(isJson) : []
  say(String(value.action_id ?? '').length > 255, 'action id over 255')
  say(value.type === 'button' && lengthOf(value.text) > 75, 'button over 75')
  say(value.type === 'button' && String(value.value ?? '').length > 2_000, 'value over 2000')
  say(value.type === 'button' && String(value.url ?? '').length > 3_000, 'url over 3000')
  say(value.type === 'overflow' && (options.length === 0 || options.length > 5), `${options.length} in overflow`)
  say(['radio_buttons', 'checkboxes'].includes(String(value.type)) && options.length > 10, 'more than 10 boxes')
  say(options.length > 100, 'more than 100 options')
  const valueMax = value.type === 'overflow' ? 75 : 150
  for (const option of options)
    say(lengthOf(option.text) > 75 || String(option.value).length > valueMax, `option ${String(option.value)}`)
  checkConfirm(value, say)
}

function checkConfirm(value: Json, say: Say): void {
  if (isJson(value.confirm)) {
    const { title, text, confirm, deny } = value.confirm
    say(lengthOf(title) > 100 || lengthOf(text) > 300 || lengthOf(confirm) > 30 || lengthOf(deny) > 30, 'confirm')
  }
  if (value.type === 'plain_text_input') {
    const max = Number(value.max_length ?? 3_000)
    say(max < 1 || max > 3_000 || String(value.initial_value ?? '').length > max, 'initial value over its limit')
  }
}

/** A mention, or a link that isn't one of ours: dates and http links are all that may be written with a `<`. */
function pings(mrkdwn: string): boolean {
  return mrkdwn
    .replace(/<!date\^\d+\^\{\w+\}\|[\w ,:]+>/g, '')
    .replace(/<https?:\/\/[^\s<>|]+\|[^<>|]+>/g, '')
    .includes('<')
}
