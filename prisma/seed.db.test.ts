import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMetrics } from '../adapters/http/index.ts'
import { createPlatforms } from '../adapters/platforms/index.ts'
import { buildApp } from '../src/app.ts'
import type { Database } from '../src/database/pool.ts'
import { type TestDatabase, testDatabase } from '../src/database/testing/test-database.ts'
import { ManualClock } from '../src/kernel/clock.ts'
import { SEGMENTS } from '../src/scoring/index.ts'
import { newKeyRingText, parseKeyRing } from '../src/vault/index.ts'
import { AGENCY, CREATORS } from './sample/people.ts'
import { seedSampleAgency } from './seed.ts'

const PRESENT = '2026-11-20T18:30:00Z'
const config = {
  TURN_QUIET_MS: 4_000,
  TURN_LONGEST_MS: 20_000,
  WORKER_CONCURRENCY: 4,
  DOOR_EVENTS_PER_MINUTE: 1_000_000,
}
const ring = parseKeyRing(newKeyRingText())
const metrics = () => createMetrics({ tasks: async () => ({ due: 0, overdue: 0, running: 0, dead: 0, oldestS: 0 }) })

let made: TestDatabase
const warnings: string[] = []
/** How it was made the first time: its transactions, and what came of them. */
let begun: string[]
let expected: Record<string, number>
beforeAll(async () => {
  made = await testDatabase()
  const whole = dyingAt(made.database, Number.POSITIVE_INFINITY)
  await seed(whole.database)
  begun = whole.begun
  expected = await counts(made.database)
}, 60_000)
afterAll(() => made.drop())

const log = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(line) })
const outside = () => ({ config, ring, platforms: createPlatforms(), metrics: metrics(), log })
const seed = (database: Database = made.database, at = PRESENT) =>
  seedSampleAgency({ ...outside(), connected: { database }, clock: new ManualClock(at), say: () => {} })
const appNow = (database = made.database) => buildApp({ ...outside(), database, clock: new ManualClock(PRESENT) })

/** What a person would count: rows of every kind, drafts and deliveries by state, decisions by kind. */
async function counts(database: Database): Promise<Record<string, number>> {
  const tables = [
    'agencies',
    'creators',
    'operators',
    'accounts',
    'assets',
    'personas',
    'guardrails',
    'bindings',
    'schedules',
  ]
  const more = [
    'fans',
    'conversations',
    'messages',
    'purchases',
    'subscriptions',
    'received',
    'quarantine',
    'decisions',
  ]
  const all = [...tables, ...more].map((table) => `SELECT '${table}' AS what, count(*) AS n FROM ${table}`)
  const grouped = [
    `SELECT 'draft ' || state || ' L' || level, count(*) FROM drafts GROUP BY 1`,
    `SELECT 'delivery ' || state, count(*) FROM deliveries GROUP BY 1`,
    `SELECT 'decision ' || kind, count(*) FROM decisions GROUP BY 1`,
    `SELECT 'frozen', count(*) FROM fans WHERE frozen_at IS NOT NULL`,
    `SELECT 'unlocked quote', count(*) FROM quotes WHERE unlocked_at IS NOT NULL`,
  ]
  const rows = await database.query<{ what: string; n: number }>([...all, ...grouped].join(' UNION ALL '))
  return Object.fromEntries(rows.map(({ what, n }) => [what, n]))
}

describe('the sample agency', () => {
  it('has fans in every segment, by scoring, with each creator', async () => {
    const app = appNow()
    for (const creator of CREATORS) {
      const found = new Map<string, number>()
      const fans = await app.fans.ofCreator(made.database, AGENCY.id, creator.id)
      expect(fans.length).toBeGreaterThanOrEqual(24)
      for (const fan of fans) {
        const { segment } = await app.scoring.score(made.database, AGENCY.id, fan, creator.currency)
        found.set(String(segment), (found.get(String(segment)) ?? 0) + 1)
      }
      expect([...found.keys()].sort()).toEqual([...SEGMENTS].sort())
    }
    await app.stop()
  })

  it('opens with the cards that tell what the product does, and nothing went another way', async () => {
    const app = appNow()
    expect(warnings).toEqual([])
    const open = []
    for (const draft of await app.drafting.queue(made.database, AGENCY.id, 100)) {
      const card = await app.replies.cardOf(made.database, AGENCY.id, draft.id)
      open.push(
        `${card?.title.replace(/Fan \d+/, 'Fan N').replace(/ to (Bella|Noor)/, '')} | L${draft.level} | ${draft.priceMinor === null ? 'no price' : 'priced'}`,
      )
    }
    expect(open).toEqual([
      '⏰ Late · Theo M. · Churn risk | L0 | no price',
      '📋 Claire D. · to be sent by hand | L0 | priced',
      'Marcus T. · Whale | L0 | priced',
      'Lucas V. · New | L0 | priced',
      '⚠️ Manager needed · Felix B. · Whale | L3 | no price',
      '⚠️ Manager needed · Jonas K. · Regular | L2 | no price',
      'Daniel R. · Dormant | L0 | no price',
      '⛔ Stopped · Fan N | L4 | no price',
      '✋ Ana is on it · Ines P. · VIP | L0 | priced',
    ])

    const daniel = (await app.drafting.queue(made.database, AGENCY.id, 100)).find(
      (draft) => (draft.confidence ?? 1) < 0.6,
    )
    expect(daniel?.warning).toMatch(/asks something/)
    expect(await counts(made.database)).toMatchObject({
      'delivery sent': 6,
      'delivery by-hand': 1,
      'draft dismissed L0': 1,
      'decision accept': 3,
      'decision edit': 4,
      'unlocked quote': 1,
      frozen: 1,
      quarantine: 0,
    })
    await app.stop()
  })

  it('tells of one unusual day, once, with its picture, whatever the hour of the first start', async () => {
    const app = appNow()
    const cards = await app.digests.recent(AGENCY.id, 'manager')
    expect(cards.map(({ title }) => title)).toEqual(['⚠️ Refunds far above usual · Noor'])
    expect(cards[0]?.body.map(({ kind }) => kind)).toEqual(['fields', 'chart', 'list', 'actions'])
    expect(cards[0]?.body[2]).toMatchObject({ rows: [{ line: [{ strong: '“Blue hour”' }], soft: '5 of 5 refunds' }] })
    await app.stop()
  })

  it('leaves the workers nothing of the past', async () => {
    const due = await made.database.query(
      "SELECT name FROM tasks WHERE state IN ('running', 'dead') OR (state = 'due' AND due_at <= $1)",
      [new Date(PRESENT)],
    )
    expect(due).toEqual([])
    const early = await made.database.query('SELECT task FROM schedules WHERE next_due_at <= $1', [new Date(PRESENT)])
    expect(early).toEqual([])
  })

  it('is left alone once it is complete', async () => {
    const facts = async () => (await made.database.query<{ n: number }>('SELECT count(*) AS n FROM facts'))[0]?.n
    const before = { counts: await counts(made.database), facts: await facts() }
    await seed(made.database, '2026-11-21T09:00:00Z')
    expect({ counts: await counts(made.database), facts: await facts() }).toEqual(before)
  })

  it('is not made beside an agency of one’s own', async () => {
    const other = await testDatabase()
    const app = appNow(other.database)
    await app.agencies.addAgency({ name: 'Mine', zone: 'Europe/Paris' })
    await app.stop()
    await seed(other.database)
    expect(await counts(other.database)).toMatchObject({ agencies: 1, fans: 0 })
    await other.drop()
  })
})

/** The same database until the n-th transaction, and no other one from then on: what a killed process does. */
function dyingAt(database: Database, last: number): { database: Database; begun: string[] } {
  const begun: string[] = []
  const dying: Database = {
    ...database,
    get prisma() {
      return database.prisma
    },
    async transaction(name, work) {
      if (begun.length >= last) throw new Error('killed')
      begun.push(name)
      return database.transaction(name, work)
    },
  }
  return { database: dying, begun }
}

describe('killed in the middle', () => {
  it('is completed by the next start, to the same agency, wherever it was', async () => {
    const all = begun.length
    const upTo = (name: string) => begun.indexOf(name) + 1
    // Before the agency stands; between persona and guardrails; with events received and not applied; between the
    // platform's call and its record; in the middle of the day.
    const deaths = [
      [2],
      [upTo('save-persona')],
      [upTo('apply-received') - 1],
      [upTo('end-hand-over') - 1],
      // Twice.
      [Math.floor(all * 0.85), 60],
    ]
    for (const points of deaths) {
      const other = await testDatabase()
      for (const last of points) await expect(seed(dyingAt(other.database, last).database)).rejects.toThrow('killed')
      // Some minutes later.
      await seed(other.database, '2026-11-20T18:34:00Z')
      expect(await counts(other.database), `killed after ${points} of ${all} transactions`).toEqual(expected)
      await other.drop()
    }
  }, 300_000)
})
