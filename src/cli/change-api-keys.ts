import { z } from 'zod'
import { type ApiKey, SCOPES } from '../api-keys/index.ts'
import type { App } from '../app.ts'
import { StartupError } from '../kernel/startup-error.ts'
import { explainInput, readArguments } from './explain-input.ts'
import type { Terminal } from './run-command.ts'

const USAGE = `Usage:
  npm run api-key -- list AGENCY
  npm run api-key -- add AGENCY NAME --scopes ${SCOPES.join(',')} [--days 90]
  npm run api-key -- rotate AGENCY ID
  npm run api-key -- revoke AGENCY ID`

type Wanted =
  | { verb: 'list'; agency: string }
  | { verb: 'add'; agency: string; name: string; scopes: string; days: string | undefined }
  | { verb: 'rotate' | 'revoke'; agency: string; id: string }

const VERBS = ['list', 'add', 'rotate', 'revoke']

function whatIsWrong(words: readonly string[]): string {
  const [verb, agency, named, ...more] = words
  if (verb === undefined) return 'Nothing was asked for.'
  if (!VERBS.includes(verb)) return `“${words.join(' ')}” is not known here.`
  if (agency === undefined) return `Which agency? ${verb} needs its name; npm run agency -- list names them.`
  if (named === undefined) return verb === 'add' ? 'A key needs a name.' : `Which key? ${verb} needs its id.`
  return `“${(verb === 'list' ? [named, ...more] : more).join(' ')}” is one word too many: names with blanks stand in quotes.`
}

/** What was typed; before a database is opened for it. */
export function readKeyCommand(args: readonly string[]): Wanted {
  const { values, words } = readArguments(args, ['scopes', 'days'], [], USAGE)
  const [verb, agency, named, ...more] = words
  if (agency !== undefined && more.length === 0) {
    if (verb === 'list' && named === undefined) return { verb, agency }
    if (verb === 'add' && named !== undefined)
      return { verb, agency, name: named, scopes: values.scopes ?? '', days: values.days }
    if ((verb === 'rotate' || verb === 'revoke') && named !== undefined) return { verb, agency, id: named }
  }
  throw new StartupError(whatIsWrong(words), USAGE)
}

/** Adds, rotates, revokes and lists keys for the HTTP API; a key is shown once. Returns the exit code. */
export async function apiKeyCommand(wanted: Wanted, { agencies, apiKeys }: App, { say }: Terminal): Promise<number> {
  const agency = (await agencies.agencies()).find(({ name, id }) => name === wanted.agency || id === wanted.agency)
  if (!agency)
    throw new StartupError(`There is no agency “${wanted.agency}” here.`, 'npm run agency -- list names them.')
  if (wanted.verb === 'list') {
    const keys = await apiKeys.list(agency.id)
    if (keys.length === 0) say('No key yet. npm run api-key -- add makes one.')
    for (const key of keys) say(lineOf(key))
    return 0
  }
  if (wanted.verb === 'revoke') {
    if (!(await apiKeys.revoke(agency.id, idOf(wanted.id)))) throw noKey(wanted.id)
    say('Revoked: it opens nothing any more.')
    return 0
  }
  const made =
    wanted.verb === 'add' ? await add(apiKeys, agency.id, wanted) : await apiKeys.rotate(agency.id, idOf(wanted.id))
  if (made === null) throw noKey('id' in wanted ? wanted.id : wanted.name)
  say(`Key ${made.id}\n${made.key}\n\nShown once. Send it as: Authorization: Bearer …`)
  if (wanted.verb === 'rotate') say('The old key holds for another day.')
  return 0
}

async function add(apiKeys: App['apiKeys'], agencyId: string, wanted: Extract<Wanted, { verb: 'add' }>) {
  const { name, scopes, days } = wanted
  const typed = { name, scopes, ...(days !== undefined && { days }) }
  const list = scopes.split(',').flatMap((scope) => scope.trim() || [])
  try {
    return await apiKeys.add({ agencyId, name, scopes: list as ApiKey['scopes'], ...(days !== undefined && { days }) })
  } catch (error) {
    if (error instanceof z.ZodError) throw new StartupError(explainInput(error, typed), USAGE)
    throw error
  }
}

/** What is no id at all is the id of no key. */
const idOf = (typed: string): string =>
  z.uuid().safeParse(typed).success ? typed : '00000000-0000-0000-0000-000000000000'

const noKey = (typed: string): StartupError =>
  new StartupError(`No key “${typed}” holds here.`, 'npm run api-key -- list AGENCY names them.')

function lineOf({ id, name, scopes, expiresAt, revokedAt, lastUsedOn }: ApiKey): string {
  const until = expiresAt ? `until ${expiresAt.toISOString().slice(0, 10)}` : 'until it is revoked'
  const state = revokedAt ? `revoked ${revokedAt.toISOString().slice(0, 10)}` : until
  return `${id}  ${name}  ${scopes.join(',')}  ${state}  ${lastUsedOn ? `last used ${lastUsedOn}` : 'never used'}`
}
