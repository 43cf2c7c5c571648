import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { StartupError } from './kernel/startup-error.ts'
import { ModelChoices, ModelPrices } from './language-model/index.ts'
import { parseKeyRing } from './vault/index.ts'

const whole = () => z.coerce.number({ error: 'must be a whole number' }).int({ error: 'must be a whole number' })
const port = (fallback: number) => whole().min(0).max(65_535).default(fallback)
const milliseconds = (fallback: number, most: number) => whole().min(0).max(most).default(fallback)
const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/./, { error: 'must look like postgresql://user:password@host:5432/name' })
const redisUrl = z.string().regex(/^rediss?:\/\/./, { error: 'must look like redis://:password@host:6379/0' })
const secret = () => z.string().regex(/^[\x21-\x7e]{6,300}$/, { error: 'must be printable characters without blanks' })
const token = (start: string) =>
  z.string().regex(new RegExp(`^${start}[\\w-]{6,300}$`), { error: `must begin with ${start}` })
/** A setting that is written as JSON. */
const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)
const keyRing = z.string().refine(isKeyRing, { error: 'must be ID:BASE64[,ID:BASE64…] with 32 bytes of key each' })

/** Every setting: its default, and the line that `.env.example` says about it. Nothing else reads the environment. */
export const Settings = z.object({
  DATABASE_URL: postgresUrl
    .optional()
    .describe('A PostgreSQL 15 or newer. Without it an embedded one runs under DATA_DIR.'),
  DATA_DIR: z.string().min(1).default('.huntaze').describe('Where the embedded database and the key file lie.'),
  DATABASE_POOL: whole().min(4).max(200).default(16).describe('Most connections to the database.'),
  REDIS_URL: redisUrl
    .optional()
    .describe(
      'A Redis or Valkey that carries tasks between processes and counts what they share. Without it tasks are carried in process.',
    ),
  ROLE: z
    .enum(['everything', 'door', 'workers'])
    .default('everything')
    .describe(
      'What this process does: everything, only the door and the desks, or only the tasks. Other than everything needs DATABASE_URL.',
    ),
  DOOR_HOST: z.string().min(1).default('127.0.0.1').describe('Address of the door, where signed events come in.'),
  DOOR_PORT: port(4000).describe('Port of the door; 0 takes a free one.'),
  DOOR_EVENTS_PER_MINUTE: whole()
    .min(1)
    .max(10_000_000)
    .default(120_000)
    .describe('Most events a minute from one source; more are answered 429.'),
  WEB_PORT: port(4100).describe('Port of the web desk, on 127.0.0.1 only; 0 takes a free one.'),
  KEY_RING: keyRing
    .optional()
    .describe(
      'Keys that seal credentials, ID:BASE64 separated by commas, the first seals. Without it a key file of mode 0600 is made under DATA_DIR.',
    ),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://desk.example.com' })
    .optional()
    .describe('Where browsers and Slack reach the door from outside, such as https://desk.example.com.'),
  SLACK_BOT_TOKEN: token('xoxb-')
    .optional()
    .describe('Bot token of the one Slack workspace. Without it and SLACK_CLIENT_ID there is no Slack.'),
  SLACK_SIGNING_SECRET: secret()
    .optional()
    .describe('Signing secret of the Slack app: requests over HTTP are checked by it.'),
  SLACK_APP_TOKEN: token('xapp-')
    .optional()
    .describe('App-level token: Slack is spoken to over its WebSocket, and needs no public address.'),
  SLACK_CLIENT_ID: secret()
    .optional()
    .describe('For many workspaces by OAuth, with SLACK_CLIENT_SECRET and PUBLIC_URL.'),
  SLACK_CLIENT_SECRET: secret().optional().describe('Client secret of the Slack app.'),
  SLACK_AGENCY: z
    .uuid({ error: 'must be the id of an agency, as npm run agency -- list shows it' })
    .optional()
    .describe('Whose workspace SLACK_BOT_TOKEN is; needed only with several agencies.'),
  SLACK_API_URL: z.url().optional().describe('Another address of Slack’s Web API, for tests.'),
  COMMAND_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,11}$/, { error: 'must be 1 to 12 small letters, digits and hyphens, such as hz-' })
    .optional()
    .describe('Goes before the name of every command on Slack and Discord, where other apps have the same.'),
  DISCORD_BOT_TOKEN: z
    .string()
    .min(20, { error: 'must be the token of a bot, from Discord’s developer portal' })
    .optional()
    .describe('The token of the Discord bot. Without it there is no Discord desk.'),
  DISCORD_GUILDS: z
    .string()
    .regex(/^\d{5,25}(=[0-9a-f-]{36})?(,\d{5,25}(=[0-9a-f-]{36})?)*$/, {
      error: 'must be GUILD or GUILD=AGENCY, separated by commas, such as 123456789012345678',
    })
    .optional()
    .describe('The ids of the Discord servers that this desk serves: GUILD, or GUILD=AGENCY where there are several.'),
  TURN_QUIET_MS: milliseconds(4_000, 60_000).describe('A turn is drafted when the fan was quiet for so long …'),
  TURN_LONGEST_MS: milliseconds(20_000, 600_000).describe('… and at the latest so long after its first message.'),
  WORKER_CONCURRENCY: whole().min(1).max(64).default(8).describe('Tasks at work at once in this process.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must look like http://127.0.0.1:4318' })
    .optional()
    .describe('An OpenTelemetry collector that takes OTLP over HTTP. Without it nothing is traced.'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number({ error: 'must be a number from 0 to 1' })
    .min(0)
    .max(1)
    .default(1)
    .describe('How many of the messages are traced, 0 to 1; each with its whole way or not at all.'),
  MODEL_BASE_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://openrouter.ai/api/v1' })
    .optional()
    .describe(
      'A language model behind OpenAI’s chat completions, such as https://openrouter.ai/api/v1. Without it the built-in writers work.',
    ),
  MODEL_API_KEY: secret().optional().describe('The key of that address; servers of one’s own may want none.'),
  MODEL_CHOICES: json(ModelChoices)
    .optional()
    .describe(
      'Other models per task: drafting, flows, offers, digests, summaries. As {"drafting":{"model":"NAME","fallback":"NAME"}}.',
    ),
  MODEL_PRICES: json(ModelPrices)
    .optional()
    .describe(
      'Dollars per million tokens of each model: {"NAME":{"in":0.1,"out":0.3}}. Unnamed ones count as 3 and 15.',
    ),
  MODEL_BUDGET_PER_DAY: z.coerce
    .number({ error: 'must be a number of dollars' })
    .min(0)
    .max(100_000)
    .default(5)
    .describe('Most dollars that one agency spends on models a day; then the built-in writers work.'),
  MODEL_TIMEOUT_MS: whole().min(500).max(120_000).default(12_000).describe('One call of a model may take so long.'),
  MODEL_CALLS_PER_MINUTE: whole().min(1).max(100_000).default(300).describe('Most calls of models, of all processes.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged, as JSON lines on standard output.'),
})
export type Config = z.output<typeof Settings>

/** Names that begin like ours but aren't are most likely misspelt: a setting that silently does nothing is worse than an error. */
const OURS =
  /^(DOOR_|WEB_|TURN_|WORKER_|MODEL_(BASE|API|CHOI|PRIC|BUDG|TIME|CALL)|COMMAND_|SLACK_|DISCORD_(BOT|GUILD)|PUBLIC_URL$|KEY_RING|DATA_DIR|DATABASE_|REDIS_|ROLE$)/

/**
 * Reads the environment over a `.env` file. Throws `StartupError` naming each bad setting, its value and what is allowed;
 * values of secrets are not repeated.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env, folder: string = process.cwd()): Config {
  const file = resolve(folder, '.env')
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  const names = Object.keys(Settings.shape)
  const unknown = [
    ...Object.keys(fromFile).filter((name) => !names.includes(name)),
    ...Object.keys(environment).filter((name) => !names.includes(name) && (OURS.test(name) || isSlip(name, names))),
  ]
  const problems = unknown.map((name) => `${name} is not a setting${suggestion(name, names)}`)
  const given = Object.fromEntries(
    names
      .map((name) => [name, environment[name] ?? fromFile[name]])
      .filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Settings.safeParse(given)
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => problemOf(issue, given)))
  if (problems.length > 0 || !parsed.success) {
    throw new StartupError(
      problems.join('\n'),
      'Correct it in the environment or in .env; .env.example shows every setting.',
    )
  }
  return parsed.data
}

const SECRET = new Set([
  ...['DATABASE_URL', 'REDIS_URL', 'KEY_RING', 'DISCORD_BOT_TOKEN', 'MODEL_API_KEY'],
  ...['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'],
])

function problemOf(issue: z.core.$ZodIssue, given: Record<string, unknown>): string {
  const name = String(issue.path[0])
  const value = SECRET.has(name) ? 'its value' : `“${String(given[name])}”`
  return `${name}: ${value} can't be used: ${issue.message}.`
}

function suggestion(name: string, names: string[]): string {
  const [nearest] = names
    .map((known) => ({ known, slips: slipsBetween(name, known) }))
    .sort((a, b) => a.slips - b.slips)
  return nearest && nearest.slips <= SLIPS_MAX ? `; did you mean ${nearest.known}?` : '.'
}

/** A slip of the finger away from a setting: other programs' names are further off. Short names are near to too many. */
function isSlip(name: string, names: string[]): boolean {
  return name.length >= 7 && names.some((known) => known.length >= 7 && slipsBetween(name, known) === 1)
}

const SLIPS_MAX = 3

/** Letters left out, added, changed, or swapped with their neighbour (optimal string alignment distance). */
function slipsBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, n) => n)]
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const at = (up: number, left: number): number => (up === 0 ? row : rows[i - up])?.[j - left] ?? 0
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = Math.min(
        at(1, 0) + 1,
        at(0, 1) + 1,
        at(1, 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? at(2, 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    rows.push(row)
  }
  return rows[a.length]?.[b.length] ?? 0
}

function isKeyRing(text: string): boolean {
  try {
    parseKeyRing(text)
    return true
  } catch {
    return false
  }
}

/** The text of `.env.example`: a test compares the file with it. */
export function exampleEnv(): string {
  const blocks = Object.entries(Settings.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined)
    const value = fallback.success && fallback.data !== undefined ? String(fallback.data) : ''
    return `# ${schema.description ?? ''}\n# ${name}=${value}`
  })
  return `# Every setting of Huntaze Desk, with its default. Copy to .env and uncomment what you change.\n\n${blocks.join('\n\n')}\n`
}
