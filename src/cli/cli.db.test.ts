import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMetrics } from '../../adapters/http/index.ts'
import { createPlatforms } from '../../adapters/platforms/index.ts'
import { type App, buildApp } from '../app.ts'
import { type TestDatabase, testDatabase } from '../database/testing/test-database.ts'
import { ManualClock } from '../kernel/clock.ts'
import { StartupError } from '../kernel/startup-error.ts'
import { newKeyRingText, parseKeyRing } from '../vault/index.ts'
import { agencyCommand, readAgencyCommand } from './add-agency.ts'
import { apiKeyCommand, readKeyCommand } from './change-api-keys.ts'
import { curlOf, doorOf, readPost, signPost } from './post-message.ts'
import { verifyAudit } from './verify-audit.ts'

let made: TestDatabase
let app: App
let lines: string[]
const terminal = { say: (line: string) => void lines.push(line) }
const clock = new ManualClock('2026-11-20T18:30:00Z')

beforeEach(async () => {
  lines = []
  made = await testDatabase()
  app = buildApp({
    database: made.database,
    clock,
    ring: parseKeyRing(newKeyRingText()),
    config: { TURN_QUIET_MS: 0, TURN_LONGEST_MS: 0, WORKER_CONCURRENCY: 4, DOOR_EVENTS_PER_MINUTE: 1_000 },
    platforms: createPlatforms(),
    metrics: createMetrics({ tasks: async () => ({ due: 0, overdue: 0, running: 0, dead: 0, oldestS: 0 }) }),
    log: pino({ level: 'silent' }),
  })
})
afterEach(async () => {
  await app.stop()
  await made.drop()
})

const run = (...args: string[]) => agencyCommand(args, app, terminal)
const said = (what: string) => lines.find((line) => line.startsWith(what)) ?? ''
const problemOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return error instanceof StartupError ? error.whatHappened : String(error)
  }
  throw new Error('was not refused')
}

describe('agency rotate', () => {
  it('gives a new signing secret beside the old one, which the next rotation ends', async () => {
    await run('add', 'North Room', '--creator', 'Ada', '--platform', 'onlyfans')
    const secretSaid = () => said('Source').length > 0 && (lines.join('\n').match(/^Secret +(\S+)/m)?.[1] ?? '')
    const sourceId = said('Source').split(/\s+/)[1] ?? ''
    const first = secretSaid()
    const good = async () => (await app.platforms.openSource(sourceId))?.secrets ?? []
    const secrets = [first]
    for (let time = 0; time < 2; time += 1) {
      lines = []
      expect(await run('rotate', 'North Room')).toBe(0)
      secrets.push(secretSaid())
      clock.advance(10_000)
      expect(new Set(await good())).toEqual(new Set(secrets.slice(-2)))
    }
    const facts = await made.database.query("SELECT 1 FROM facts WHERE name = 'source.rotated'")
    expect(facts).toHaveLength(2)
    await expect(run('rotate', 'Nowhere')).rejects.toThrow('There is no agency “Nowhere”')
  })
})

describe('agency add', () => {
  const complete = ['add', 'North Room', '--creator', 'Ada', '--currency', 'EUR', '--platform', 'onlyfans']

  it('refuses an account that is another creator’s, or on another platform, and says whose', async () => {
    await run(...complete)
    const others = ['add', 'North Room', '--creator', 'Bea', '--platform', 'fansly', '--account', 'ada']
    await expect(run(...others)).rejects.toMatchObject({
      whatHappened: "The account ada is another's in this agency, on onlyfans.",
    })
    await expect(run(...complete.slice(0, -1), 'fansly')).rejects.toThrow(StartupError)
    expect(await run(...complete)).toBe(0)
  })

  it('makes an agency that can get its first card: post to the printed source, and a card opens', async () => {
    expect(await run(...complete)).toBe(0)
    const [, sourceId = ''] = said('Source').split(/\s+/)
    const [, secret = ''] = said('Secret').split(/\s+/)
    expect(said('Try it') || said('\nTry it')).toContain(`--source ${sourceId} --account ada --fan fan-1`)

    const post = readPost(['--source', sourceId, '--secret', secret, '--account', 'ada', '--fan', 'fan-1', 'hello'])
    const signed = await signPost(post, 'http://door', clock.now(), async () => null)
    const answer = await app.door.inject({
      method: 'POST',
      url: '/v1/events',
      headers: signed.headers,
      payload: signed.body,
    })
    expect([answer.statusCode, answer.json().results[0].status]).toEqual([202, 'accepted'])
    await app.loop.drain()
    clock.advance(1_000)
    await app.loop.drain()
    const [agency] = await app.agencies.agencies()
    expect(await app.drafting.queue(made.database, agency?.id ?? '', 10)).toHaveLength(1)
  })

  it('adds nothing twice, and does not show the secret again', async () => {
    await run(...complete)
    const tables = [
      'agencies',
      'creators',
      'operators',
      'accounts',
      'bindings',
      'schedules',
      'event_sources',
      'sealed_secrets',
    ]
    const count = () =>
      made.database.query(
        tables.map((table) => `SELECT '${table}' AS what, count(*) AS n FROM ${table}`).join(' UNION ALL '),
      )
    const before = await count()
    lines = []
    await run(...complete)
    expect(await count()).toEqual(before)
    expect(said('Secret')).toMatch(/was shown when it was made/)
    lines = []
    await run('list')
    expect(lines.join('\n')).toMatch(/North Room .*\n {2}creator {3}Ada {2}EUR\n {2}operator {2}Admin {2}admin/)
  })

  it.each([
    [['add'], 'NAME is missing: 1 to 80 characters.'],
    [
      ['add', 'X', '--zone', 'Mars/Base'],
      "--zone: “Mars/Base” can't be used: not an IANA time zone such as Europe/Paris.",
    ],
    [
      ['add', 'X', '--creator', 'A', '--platform', 'simulator', '--currency', 'EURO'],
      "--currency: “EURO” can't be used: not an ISO 4217 currency such as USD.",
    ],
    [
      ['add', 'X', '--creator', 'A'],
      '--platform is missing: with --creator, say where the fans write: onlyfans, fansly, … or simulator for trying out.',
    ],
    [
      ['add', 'X', '--creator', 'A', '--platform', 'Only Fans'],
      "--platform: “Only Fans” can't be used: small letters, digits and hyphens, such as onlyfans (a person sends) or simulator (for trying out).",
    ],
    [['add', 'X', '--colour', 'red'], "Unknown option '--colour'"],
    [['remove', 'X'], '“remove X” is not known here.'],
    [[], 'Nothing was asked for.'],
  ])('says what is wrong with %j, and nothing is made', (args, problem) => {
    expect(problemOf(() => readAgencyCommand(args))).toBe(problem)
  })
})

describe('post', () => {
  it.each([
    [[], 'TEXT is missing: what the fan writes.'],
    [
      ['--source', 'nope', '--account', 'a', 'hi'],
      "--source: “nope” can't be used: the id of an event source, as npm run agency printed it.",
    ],
    [
      ['--source', '01990000-0000-7000-8000-000000000000', 'hi'],
      '--account is missing: with --source, the creator’s account that the fan writes to.',
    ],
    [['--door', 'ftp://x', 'hi'], "--door: “ftp://x” can't be used: not an address such as http://127.0.0.1:4000."],
  ])('says what is wrong with %j', (args, problem) => {
    expect(problemOf(() => readPost(args))).toBe(problem)
  })

  it('finds the door of the configuration as a client reaches it', () => {
    const door = (DOOR_HOST: string, DOOR_PORT = 4000) => doorOf(readPost(['hi']), { DOOR_HOST, DOOR_PORT })
    expect([door('0.0.0.0'), door('::1'), door('desk.local', 80)]).toEqual([
      'http://127.0.0.1:4000',
      'http://[::1]:4000',
      'http://desk.local:80',
    ])
    expect(problemOf(() => door('127.0.0.1', 0))).toMatch(/DOOR_PORT is 0/)
  })

  it('prints a request that a shell reads as it is, quotes included', async () => {
    const signed = await signPost(readPost(["it's $HOME"]), 'http://door', clock.now(), async () => 'secret')
    expect(curlOf(signed)).toContain(`"text":"it'\\''s $HOME"`)
  })

  it('says what to do where there is no sample agency', async () => {
    const signing = signPost(readPost(['hi']), 'http://door', clock.now(), async () => null)
    await expect(signing).rejects.toThrow('There is no sample agency here.')
  })
})

describe('audit:verify', () => {
  it('says of each agency how many facts are whole, and their head', async () => {
    await run('add', 'North Room')
    // The sealer waits for every transaction that is open on the server, those of other tests' databases included.
    await expect
      .poll(
        async () => {
          lines = []
          expect(await verifyAudit(app, terminal)).toBe(0)
          return lines
        },
        { timeout: 20_000 },
      )
      .toEqual([expect.stringMatching(/^North Room: 5 facts, whole, head [0-9a-f]{64}$/)])
  })

  it('names the first bad row after one byte of a sealed fact was changed', async () => {
    await run('add', 'North Room', '--creator', 'Ada', '--platform', 'simulator')
    await expect
      .poll(
        async () => {
          await verifyAudit(app, terminal)
          return made.database.query('SELECT id FROM facts WHERE id NOT IN (SELECT fact_id FROM seals)')
        },
        { timeout: 20_000 },
      )
      .toEqual([])
    const [third] = await made.database.query<{ id: number }>('SELECT id FROM facts ORDER BY id OFFSET 2 LIMIT 1')
    await made.database.query('ALTER TABLE facts DISABLE TRIGGER facts_are_append_only')
    await made.database.query("UPDATE facts SET subject = overlay(subject placing 'x' from 1 for 1) WHERE id >= $1", [
      third?.id,
    ])
    lines = []
    expect(await verifyAudit(app, terminal)).toBe(1)
    expect(lines).toEqual([`North Room: BROKEN at seal 3, fact ${third?.id}: its fact was changed`])
  })
})

describe('api-key', () => {
  const key = (...args: string[]) => apiKeyCommand(readKeyCommand(args), app, terminal)

  it('adds a key that opens what it is for, lists it without its secret, rotates and revokes it', async () => {
    await run('add', 'North Room')
    expect(await key('add', 'North Room', 'CRM', '--scopes', 'drafts, personas:read', '--days', '90')).toBe(0)
    const [, id = '', shown = ''] = /^Key (\S+)\n(\S+)/.exec(lines.at(-1) ?? '') ?? []
    expect(await app.apiKeys.callerOf(shown)).toMatchObject({ scopes: ['drafts', 'personas:read'] })
    await key('list', 'North Room')
    expect(lines.at(-1)).toMatch(
      new RegExp(`^${id}  CRM  drafts,personas:read  until 2027-02-18  last used 2026-11-20$`),
    )
    await key('rotate', 'North Room', id)
    expect(lines.at(-1)).toBe('The old key holds for another day.')
    await key('revoke', 'North Room', id)
    expect(await app.apiKeys.callerOf(shown)).toBeNull()
    await expect(key('revoke', 'North Room', 'nonsense')).rejects.toThrow('No key “nonsense” holds here.')
  })

  it('says which option is wrong', async () => {
    await run('add', 'North Room')
    await expect(key('add', 'North Room', 'CRM', '--scopes', 'everything')).rejects.toThrow('--scopes')
    await expect(key('add', 'Nowhere', 'CRM', '--scopes', 'drafts')).rejects.toThrow('There is no agency “Nowhere”')
    expect(problemOf(() => readKeyCommand(['add', 'North Room']))).toContain('A key needs a name')
    expect(problemOf(() => readKeyCommand(['list']))).toContain('Which agency?')
    expect(problemOf(() => readKeyCommand(['revoke', 'North Room']))).toContain('Which key?')
    expect(problemOf(() => readKeyCommand(['list', 'North', 'Room']))).toContain('“Room” is one word too many')
    expect(problemOf(() => readKeyCommand(['show', 'North Room']))).toContain('is not known here')
  })
})
