import { z } from 'zod'
import type { App } from '../app.ts'
import { StartupError } from '../kernel/startup-error.ts'
import { checkInput, readArguments } from './explain-input.ts'
import type { Terminal } from './run-command.ts'

const USAGE = `Usage:
  npm run agency -- list
  npm run agency -- rotate NAME
  npm run agency -- add NAME [--zone Europe/Paris] [--admin NAME]
                             [--creator NAME --platform simulator|onlyfans|… [--currency USD] [--account ID]]`

const ZONE = 'Europe/Paris'
const currencies = new Set(Intl.supportedValuesOf('currency'))
/** Rescored in the night of the agency. */
const NIGHT_MINUTE = 4 * 60 + 10
const SOURCE = 'command line'

const shortName = z
  .string({ error: '1 to 80 characters' })
  .trim()
  .min(1, '1 to 80 characters')
  .max(80, '1 to 80 characters')
const zone = z.string().refine(isZone, { error: `not an IANA time zone such as ${ZONE}` })

/** As the use cases check it, but all of it before the first is called: a typing error leaves nothing half made. */
const NewAgency = z
  .object({
    name: shortName,
    zone: zone.default(ZONE),
    admin: shortName.default('Admin'),
    creator: shortName.optional(),
    currency: z
      .string()
      .refine((code) => currencies.has(code), { error: 'not an ISO 4217 currency such as USD' })
      .default('USD'),
    platform: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,30}$/, {
        error: 'small letters, digits and hyphens, such as onlyfans (a person sends) or simulator (for trying out)',
      })
      .optional(),
    account: z
      .string()
      .regex(/^[\x21-\x7e]{1,200}$/, { error: '1 to 200 printable characters without blanks' })
      .optional(),
  })
  .refine(({ creator, platform }) => creator === undefined || platform !== undefined, {
    path: ['platform'],
    error: 'with --creator, say where the fans write: onlyfans, fansly, … or simulator for trying out',
  })
type NewAgency = z.output<typeof NewAgency>

/**
 * `agency list`, `agency add` (an agency of one's own, with what it needs to get its first card) and `agency rotate` (a new
 * signing secret for its events). Returns the exit code.
 */
export async function agencyCommand(args: readonly string[], app: App, { say }: Terminal): Promise<number> {
  const wanted = readAgencyCommand(args)
  if (wanted === 'list') await list(app, say)
  else if ('rotate' in wanted) await rotate(app, wanted.rotate, say)
  else await add(app, wanted, say)
  return 0
}

/** What was typed, checked; before a database is opened for it. */
export function readAgencyCommand(args: readonly string[]): NewAgency | 'list' | { rotate: string } {
  const names = ['zone', 'creator', 'currency', 'platform', 'account', 'admin']
  const { values, words } = readArguments(args, names, [], USAGE)
  const [verb, name, ...more] = words
  if (verb === 'list' && name === undefined) return 'list'
  if (verb === 'rotate' && name !== undefined && more.length === 0) return { rotate: name }
  if (verb !== 'add' || more.length > 0) {
    const typed = words.length === 0 ? 'Nothing was asked for.' : `“${words.join(' ')}” is not known here.`
    throw new StartupError(typed, USAGE)
  }
  return checkInput(NewAgency, { name, ...values }, USAGE)
}

/** What was signed with the secret before stays good until the next rotation: two of them end a leaked one. */
async function rotate({ agencies, platforms, ground }: App, name: string, say: Terminal['say']): Promise<void> {
  const agency = (await agencies.agencies()).find((one) => one.name === name)
  const id = agency && (await platforms.sourceNamed(ground.database, agency.id, SOURCE))
  if (!agency || !id)
    throw new StartupError(
      `There is no agency “${name}” with an event source here.`,
      'npm run agency -- list names them.',
    )
  const secret = await platforms.rotateSource({ agencyId: agency.id, id })
  say(`Source    ${id}\nSecret    ${secret}  (shown once)`)
  say(
    '\nThe secret before it is accepted until the next rotation: if it leaked, rotate once more when the new one is in place.',
  )
}

async function list({ agencies }: App, say: Terminal['say']): Promise<void> {
  const all = await agencies.agencies()
  if (all.length === 0)
    say('There is no agency yet. npm start makes the sample one; npm run agency -- add NAME one of your own.')
  for (const agency of all) {
    say(`${agency.name}  ${agency.id}  ${agency.zone}`)
    for (const creator of await agencies.creators(agency.id)) say(`  creator   ${creator.name}  ${creator.currency}`)
    for (const operator of await agencies.operators(agency.id)) say(`  operator  ${operator.name}  ${operator.role}`)
  }
}

/** Adds what isn't there yet, by name: running it twice adds nothing. */
async function add(app: App, wanted: NewAgency, say: Terminal['say']): Promise<void> {
  const { agencies, platforms } = app
  const known = (await agencies.agencies()).find((agency) => agency.name === wanted.name)
  const agencyId = known?.id ?? (await agencies.addAgency({ name: wanted.name, zone: wanted.zone }))
  say(`Agency    ${wanted.name}  ${agencyId}${known ? `  (was there, in ${known.zone})` : `  ${wanted.zone}`}`)

  const operators = await agencies.operators(agencyId)
  for (const [name, role] of [[wanted.admin, 'admin'] as const, ['Chatter', 'chatter'] as const]) {
    const there = operators.find((operator) => operator.role === role)
    const id = there?.id ?? (await agencies.addOperator({ agencyId, name, role }))
    say(`Operator  ${there?.name ?? name}  ${role}  ${id}`)
  }
  const account = wanted.creator === undefined ? null : await addCreator(app, agencyId, wanted, say)
  const sourceId = await platforms.sourceNamed(app.ground.database, agencyId, SOURCE)
  const source = sourceId ? { id: sourceId, secret: null } : await platforms.addSource({ agencyId, name: SOURCE })
  say(`Source    ${source.id}`)
  say(
    source.secret
      ? `Secret    ${source.secret}  (shown once)`
      : 'Secret    was shown when it was made; npm run post opens it on this machine',
  )
  if (account === null)
    return say(`\nNext: npm run agency -- add ${quoted(wanted.name)} --creator NAME --platform onlyfans`)
  say(
    `\nTry it while npm start runs:\n  npm run post -- --source ${source.id} --account ${account} --fan fan-1 "hey, are you there?"`,
  )
}

async function addCreator(app: App, agencyId: string, wanted: NewAgency, say: Terminal['say']): Promise<string> {
  const { agencies, channels, platforms, ground } = app
  const { creator: name = '', platform = '', currency, zone } = wanted
  const known = (await agencies.creators(agencyId)).find((creator) => creator.name === name)
  const creatorId = known?.id ?? (await agencies.addCreator({ agencyId, name, zone, currency }))
  say(`Creator   ${name}  ${creatorId}  ${known?.currency ?? currency}${known ? '  (was there)' : ''}`)
  const externalId = wanted.account ?? name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const taken = (await platforms.accountsByExternalId(ground.database, agencyId, [externalId])).get(externalId)
  if (taken && (taken.creatorId !== creatorId || taken.platform !== platform))
    throw new StartupError(
      `The account ${externalId} is another's in this agency, on ${taken.platform}.`,
      'Name this one with --account, as its platform and your events call it.',
    )
  if (!taken) await platforms.addAccount({ agencyId, creatorId, platform, externalId })
  say(`Account   ${externalId}  on ${platform}`)
  await channels.bind({ agencyId, creatorId, desk: 'web', channel: 'queue' })
  if (!known) {
    const at = { zone, minuteOfDay: NIGHT_MINUTE, weekdays: [] }
    await agencies.setSchedule({ agencyId, task: 'rescore-creator', subject: creatorId, ...at })
  }
  return externalId
}

const quoted = (text: string): string => (/^[\w-]+$/.test(text) ? text : `"${text}"`)

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
