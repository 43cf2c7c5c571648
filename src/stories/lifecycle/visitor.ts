import { join } from 'node:path'
import { pino } from 'pino'
import { createMetrics, signBody } from '../../../adapters/http/index.ts'
import { buildApp } from '../../app.ts'
import { connectDatabase } from '../../database/connect.ts'
import type { Database } from '../../database/pool.ts'
import { systemClock } from '../../kernel/clock.ts'
import { loadKeyRing } from '../../vault/index.ts'

const ACCOUNT = 'bella-account'

export interface Source {
  id: string
  secret: string
  agencyId: string
  operatorId: string
}

export interface Place {
  dataDir: string
  databaseUrl?: string
  /** Without it the data directory's own. */
  keyRing?: string
}

/** Joins the database of a data directory like a command does, beside a running program or alone. */
export async function visit<T>(place: Place, work: (database: Database) => Promise<T>): Promise<T> {
  const { dataDir, databaseUrl } = place
  const connected = await connectDatabase({ dataDir, databaseUrl, role: 'command', max: 2 })
  try {
    return await work(connected.database)
  } finally {
    await connected.close()
  }
}

/** Adds an agency with one creator and a source that may post events. */
export function addAgency(place: Place): Promise<Source> {
  return visit(place, async (database) => {
    const { agencies, platforms, channels } = buildApp({
      database,
      clock: systemClock,
      ring: loadKeyRing(place.keyRing, join(place.dataDir, 'keys')),
      config: { TURN_QUIET_MS: 50, TURN_LONGEST_MS: 50, WORKER_CONCURRENCY: 1, DOOR_EVENTS_PER_MINUTE: 1 },
      platforms: [],
      metrics: createMetrics({ tasks: async () => ({ due: 0, overdue: 0, running: 0, dead: 0, oldestS: 0 }) }),
      log: pino({ level: 'silent' }),
    })
    const zone = 'Europe/Paris'
    const agencyId = await agencies.addAgency({ name: 'Lifecycle agency', zone })
    const creatorId = await agencies.addCreator({ agencyId, name: 'Bella', zone, currency: 'USD' })
    await platforms.addAccount({ agencyId, creatorId, platform: 'hand', externalId: ACCOUNT })
    await channels.bind({ agencyId, creatorId, desk: 'web', channel: 'queue' })
    const operatorId = await agencies.addOperator({ agencyId, name: 'Ana', role: 'chatter' })
    const { id, secret } = await platforms.addSource({ agencyId, name: 'lifecycle' })
    return { id, secret: secret ?? '', agencyId, operatorId }
  })
}

/** A signed request with one message from each of these fans. */
export function messagesFrom(
  source: Source,
  fans: readonly string[],
): { body: string; headers: Record<string, string> } {
  const at = new Date().toISOString()
  const events = fans.map((fan) => ({
    id: `e-${fan}`,
    type: 'message.received',
    account: ACCOUNT,
    fan: { id: fan, name: fan },
    at,
    message: { id: `m-${fan}`, text: 'hello there' },
  }))
  const body = JSON.stringify({ events })
  const signature = signBody(source.secret, body, Math.floor(Date.now() / 1000))
  return { body, headers: { 'content-type': 'application/json', 'x-source': source.id, 'x-signature': signature } }
}

export function post(door: string, source: Source, fans: readonly string[]): Promise<Response> {
  const { body, headers } = messagesFrom(source, fans)
  return fetch(`${door}/v1/events`, { method: 'POST', headers, body })
}
