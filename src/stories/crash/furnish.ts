import { pino } from 'pino'
import { createMetrics } from '../../../adapters/http/index.ts'
import { buildApp } from '../../app.ts'
import { openDatabase } from '../../database/pool.ts'
import { ManualClock } from '../../kernel/clock.ts'
import { newKeyRingText, parseKeyRing } from '../../vault/index.ts'
import { makeOutside } from './outside.ts'

/** The accounts of the one creator: a platform that sends officially, and one where a person sends. */
export const OFFICIAL = 'bella-official'
export const BY_HAND = 'bella-by-hand'

export interface Furnished {
  ring: string
  agencyId: string
  creatorId: string
  source: { id: string; secret: string }
  operators: { admin: string; manager: string; chatter: string; other: string }
}

/** Furnishes a migrated database at `url`: one agency with a creator on two accounts and two desks, a day ago. */
export async function furnish(url: string, start: Date): Promise<void> {
  await makeOutside(url)
  const database = openDatabase({ url, max: 4 })
  const ring = newKeyRingText()
  const { agencies, platforms, channels, content, guardrails, gate } = buildApp({
    database,
    clock: new ManualClock(new Date(start.getTime() - 24 * 3_600_000)),
    ring: parseKeyRing(ring),
    config: { TURN_QUIET_MS: 1, TURN_LONGEST_MS: 1, WORKER_CONCURRENCY: 1, DOOR_EVENTS_PER_MINUTE: 1 },
    platforms: [],
    metrics: createMetrics({ tasks: async () => ({ due: 0, overdue: 0, running: 0, dead: 0, oldestS: 0 }) }),
    log: pino({ level: 'silent' }),
  })
  const zone = 'Europe/Paris'
  const agencyId = await agencies.addAgency({ name: 'Crash agency', zone })
  const creatorId = await agencies.addCreator({ agencyId, name: 'Bella', zone, currency: 'USD' })
  const add = (name: string, role: 'admin' | 'manager' | 'chatter') => agencies.addOperator({ agencyId, name, role })
  const operators = {
    admin: await add('Olga', 'admin'),
    manager: await add('Lena', 'manager'),
    chatter: await add('Ana', 'chatter'),
    other: await add('Milo', 'chatter'),
  }
  await platforms.addAccount({ agencyId, creatorId, platform: 'official', externalId: OFFICIAL })
  await platforms.addAccount({ agencyId, creatorId, platform: 'elsewhere', externalId: BY_HAND })
  await channels.bind({ agencyId, creatorId, desk: 'web', channel: 'queue' })
  await channels.bind({ agencyId, creatorId, desk: 'slack', channel: 'C1' })
  const limits = { floorMinor: 300, ceilingMinor: 20_000, secondPersonAboveMinor: 2_300 }
  await guardrails.set({ agencyId, creatorId, ...limits })
  const source = await platforms.addSource({ agencyId, name: 'story' })
  await content.addAsset({
    agencyId,
    creatorId,
    externalId: 'coast-2',
    title: 'Coast, part 2',
    priceMinor: 2_400,
    currency: 'USD',
  })
  await agencies.setSchedule({
    agencyId,
    task: 'rescore-creator',
    subject: creatorId,
    zone,
    minuteOfDay: 4 * 60,
    weekdays: [],
  })
  // After the busy minute: the points name the first card that a desk posts.
  const manager = { agencyId, desk: 'web' as const, externalId: operators.manager, verified: false }
  for (const digest of ['today', 'alerts']) {
    const scheduled = await gate.command(manager, `/digest schedule add ${digest} all 15:01 fri Europe/Paris`)
    if (scheduled.kind !== 'done') throw new Error(JSON.stringify(scheduled))
  }
  const furnished: Furnished = {
    ring,
    agencyId,
    creatorId,
    operators,
    source: { id: source.id, secret: source.secret ?? '' },
  }
  await database.query('INSERT INTO outside.world VALUES ($1)', [JSON.stringify(furnished)])
  await database.close()
}
