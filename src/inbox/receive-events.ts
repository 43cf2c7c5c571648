import { hash } from 'node:crypto'
import type { Ground } from '../facts/index.ts'
import { Failure } from '../kernel/failure.ts'
import type { Event } from './event.ts'
import { type JournalResult, type JournalRow, journal, unknownAccounts } from './journal-store.ts'

export type ReceiptStatus = 'accepted' | 'duplicate' | 'conflict' | 'quarantined'

export interface Receipt {
  id: string
  status: ReceiptStatus
  reason?: string
}

export interface Handover {
  agencyId: string
  sourceId: string
  events: Event[]
}

/** As many events go into one statement: more gains nothing, and one slow statement would hold up many requests. */
const BATCH_MAX = 500
const BATCH_MAX_BYTES = 8 * 1024 * 1024
/** Waiting for the database; past it the door says "too fast" instead of filling memory. */
const WAITING_MAX = 20_000
const WAITING_MAX_BYTES = 128 * 1024 * 1024

interface Waiting {
  rows: JournalRow[]
  bytes: number
  done(results: JournalResult[]): void
  failed(error: unknown): void
}

/**
 * The door's use case: writes events into the journal and answers after the commit. While one statement is on its way,
 * what arrives meanwhile gathers for the next: the batch grows with the load and costs no waiting without one.
 */
export function createReceiver({ database, clock }: Ground, wake: () => void) {
  const queue: Waiting[] = []
  /** Accounts are asked for once: they are never taken away from an agency. */
  const known = new Map<string, Set<string>>()
  let waiting = 0
  let waitingBytes = 0
  let writing = false

  async function write(batch: Waiting[]): Promise<void> {
    const now = clock.now()
    // The same key twice would meet itself in one statement: the first goes in, the others wait for its hash.
    const first = new Map<string, JournalRow>()
    for (const row of batch.flatMap((entry) => entry.rows)) {
      const key = keyOf(row)
      if (!first.has(key)) first.set(key, row)
    }
    const rows = [...first.values()]
    const results = await journal(database, rows, now)
    wake()
    const byKey = new Map(rows.map((row, n) => [keyOf(row), { row, result: results[n] ?? 'unseen' }]))
    for (const entry of batch) {
      entry.done(
        entry.rows.map((row) => {
          const known = byKey.get(keyOf(row))
          if (!known) return 'unseen'
          return known.row === row || known.result !== 'stored' ? known.result : known.row.bodyHash
        }),
      )
    }
  }

  async function pump(): Promise<void> {
    if (writing) return
    writing = true
    for (let batch = takeBatch(queue); batch.length > 0; batch = takeBatch(queue)) {
      await write(batch).catch((error: unknown) => refuse(batch, error))
      for (const { rows, bytes } of batch) {
        waiting -= rows.length
        waitingBytes -= bytes
      }
    }
    writing = false
  }

  function refuse(batch: Waiting[], error: unknown): void {
    // What waited behind it would meet the same database, and time out one after the other.
    if (error instanceof Failure && error.code === 'database_away') batch.push(...queue.splice(0))
    for (const entry of batch) entry.failed(error)
  }

  function store(rows: JournalRow[]): Promise<JournalResult[]> {
    const bytes = rows.reduce((sum, { payload }) => sum + payload.length, 0)
    if (waiting + rows.length > WAITING_MAX || waitingBytes + bytes > WAITING_MAX_BYTES) {
      throw new Failure('overloaded', 'too many events wait for the database', {
        retry: { kind: 'after', retryAfterMs: 1_000 },
      })
    }
    waiting += rows.length
    waitingBytes += bytes
    return new Promise((done, failed) => {
      queue.push({ rows, bytes, done, failed })
      void pump()
    })
  }

  /** One receipt an event, in order. Rejects with `Failure` when nothing can be stored now; then nothing was. */
  return async function receiveEvents({ agencyId, sourceId, events }: Handover): Promise<Receipt[]> {
    const rows = events.map((event) => rowOf(agencyId, sourceId, event))
    let results = await store(rows)
    // Another transaction was storing the same event at that moment; it has committed by now, so its hash is there.
    if (results.includes('unseen')) results = await store(rows)
    const unknown = await unknownOf(database, agencyId, events, known)
    return events.map((event, n) => receiptOf(event, rows[n], results[n], unknown))
  }
}

async function unknownOf(
  database: Ground['database'],
  agencyId: string,
  events: Event[],
  cache: Map<string, Set<string>>,
): Promise<Set<string>> {
  const seen = cache.get(agencyId) ?? new Set<string>()
  cache.set(agencyId, seen)
  const asked = events.map((event) => event.account).filter((account) => !seen.has(account))
  if (asked.length === 0) return new Set()
  const unknown = await unknownAccounts(database, agencyId, asked)
  for (const account of asked) if (!unknown.has(account)) seen.add(account)
  return unknown
}

function receiptOf(
  event: Event,
  row: JournalRow | undefined,
  result: JournalResult | undefined,
  unknown: Set<string>,
): Receipt {
  if (result instanceof Buffer && row && !result.equals(row.bodyHash)) {
    return { id: event.id, status: 'conflict', reason: 'this id was stored before with another body, which stands' }
  }
  if (unknown.has(event.account)) {
    return { id: event.id, status: 'quarantined', reason: `account ${event.account} is not known here` }
  }
  return { id: event.id, status: result === 'stored' ? 'accepted' : 'duplicate' }
}

function takeBatch(queue: Waiting[]): Waiting[] {
  const batch: Waiting[] = []
  let size = 0
  let bytes = 0
  for (let next = queue[0]; next !== undefined; next = queue[0]) {
    const full = size + next.rows.length > BATCH_MAX || bytes + next.bytes > BATCH_MAX_BYTES
    if (full && batch.length > 0) break
    const entry = queue.shift() as Waiting
    size += entry.rows.length
    bytes += entry.bytes
    batch.push(entry)
  }
  return batch
}

const keyOf = (row: JournalRow): string => `${row.agencyId} ${row.sourceId} ${row.eventId}`

/** The hash is over the parsed event, whose keys zod put in one order: another spelling of the same JSON is the same body. */
function rowOf(agencyId: string, sourceId: string, event: Event): JournalRow {
  const payload = JSON.stringify(event)
  return { agencyId, sourceId, eventId: event.id, bodyHash: hash('sha256', payload, 'buffer'), payload }
}
