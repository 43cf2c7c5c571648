import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAgency } from '../agency/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing/test-database.ts'
import { actionId, createGate, type Gate } from '../desk/index.ts'
import { createFacts, type Ground } from '../facts/index.ts'
import { createFans } from '../fans/index.ts'
import { createFigures } from '../figures/index.ts'
import { ManualClock } from '../kernel/clock.ts'
import type { DigestsDeps } from './deps.ts'
import { createDigests } from './index.ts'
import type { AlertDetail, Found } from './insight.ts'
import { openInsights, readWatch } from './insight-store.ts'
import { noteInsights } from './note-insights.ts'

let test: TestDatabase
let ground: Ground
let deps: DigestsDeps
let gate: Gate
let agencyId: string
let creatorId: string
let lena: string
const clock = new ManualClock('2026-11-20T08:00:00Z')

beforeAll(async () => {
  test = await testDatabase()
  ground = { database: test.database, clock, facts: createFacts({ clock, reactions: {} }) }
  const agencies = createAgency(ground)
  const fans = createFans(ground)
  // No scores are needed here; the list of the best is a creator's without any.
  deps = { ground, agencies, figures: createFigures({ ground, agencies }), fans, scoring: { top: async () => [] } }
  const digests = createDigests(deps)
  agencyId = await agencies.addAgency({ name: 'A', zone: 'Europe/Paris' })
  creatorId = await agencies.addCreator({ agencyId, name: 'Bella', zone: 'Europe/Paris', currency: 'USD' })
  lena = await agencies.addOperator({ agencyId, name: 'Lena', role: 'manager' })
  gate = createGate({ whoIs: agencies.whoIs, actions: digests.actions, commands: digests.commands })
})
afterAll(() => test.drop())

const identity = () => ({ agencyId, desk: 'web' as const, externalId: lena, verified: false })
const press = (name: string, id: string) => gate.press(identity(), actionId(name, id, 0), null)
const type = (line: string) => gate.command(identity(), line)
const open = () => openInsights(test.database, agencyId, null, 80)
const note = (found: Found[]) => ground.database.transaction('note', (sql) => noteInsights(deps, sql, agencyId, found))
const facts = async () =>
  (
    await test.database.query<{ name: string }>('SELECT name FROM facts WHERE agency_id = $1 ORDER BY at, id', [
      agencyId,
    ])
  )
    .map(({ name }) => name)
    .filter((name) => name.startsWith('insight.') || name.startsWith('alert-'))

const alert = (toDay: string): Found => {
  const detail: AlertDetail = {
    ...{ metric: 'revenue', direction: 'low', currency: 'USD', came: 18_200, oneIn: 200, clues: [] },
    expected: { low: 41_000, usual: 54_500, high: 69_000 },
    points: [{ day: toDay, amount: 18_200, low: 41_000, high: 69_000 }],
  }
  return {
    ...{
      creatorId,
      kind: 'alert',
      causeKey: 'revenue:low:2026-11-17',
      priority: 1,
      fromDay: '2026-11-17',
      toDay,
      detail,
    },
  }
}

it('one cause is one insight: found twice it is told once, lasting longer it grows, and settled it stays settled', async () => {
  expect(await note([alert('2026-11-17'), alert('2026-11-17')])).toMatchObject([{ isNew: true }])
  expect(await note([alert('2026-11-17')])).toEqual([])
  expect(await note([alert('2026-11-19')])).toMatchObject([{ isNew: false }])
  const [insight] = await open()
  expect(insight).toMatchObject({ fromDay: '2026-11-17', toDay: '2026-11-19', status: 'new' })

  const id = insight?.id ?? ''
  expect(await press('open-insight', id)).toMatchObject({ kind: 'panel', card: { tone: 'warn' } })
  expect(await press('take-insight', id)).toMatchObject({ kind: 'done' })
  expect(await press('take-insight', id)).toMatchObject({
    kind: 'refused',
    line: 'It is taken already. Nothing changed.',
  })
  expect(await type('/digest insights')).toMatchObject({ kind: 'panel', card: { title: '1 thing to look at' } })
  expect(await press('dismiss-insight', id)).toMatchObject({ kind: 'done' })
  expect(await note([alert('2026-11-20')])).toEqual([])
  expect(await open()).toEqual([])
  expect(await facts()).toEqual(['insight.found', 'insight.lasted', 'insight.taken', 'insight.dismissed'])
})

it('a figure is muted by one click, a budget is set by a manager, and neither reaches another agency', async () => {
  await note([{ ...alert('2026-11-20'), causeKey: 'revenue:low:2026-11-20', fromDay: '2026-11-20' }])
  const [insight] = await open()
  expect(await press('mute-insight', insight?.id ?? '')).toMatchObject({ kind: 'done' })
  expect(await type('/digest budget Bella 30')).toMatchObject({ kind: 'done' })
  expect(await type('/digest budget Bella 3')).toMatchObject({ kind: 'refused' })
  expect(await type('/digest look Nobody')).toMatchObject({ kind: 'refused' })
  expect(await readWatch(test.database, agencyId, creatorId)).toEqual({
    falseAlarmDays: 30,
    muted: { revenue: '2026-11-27T08:00:00.000Z' },
  })
  const other = await createAgency(ground).addAgency({ name: 'B', zone: 'Europe/Paris' })
  expect(await openInsights(test.database, other, null, 80)).toEqual([])
  expect(await readWatch(test.database, other, creatorId)).toBeNull()
  expect(await type('/digest look Bella')).toMatchObject({ kind: 'panel', card: { title: 'Nothing to look at' } })
  const greeted = await type('/digest preview Bella morning fr')
  expect(greeted).toMatchObject({ kind: 'panel', card: { title: 'Bonjour Bella' } })
  const listed = await type('/digest preview Bella today')
  expect(listed).toMatchObject({
    card: { title: 'Today for Bella · Fri 20 Nov', summary: 'Nobody waits for a message today.' },
  })
  const leaving = await type('/digest preview Bella leaving')
  expect(leaving).toMatchObject({ card: { title: 'Likely to leave · Bella' } })
})
