import type { Database } from '../src/database/pool.ts'
import {
  buryTask,
  bySystem,
  type ClaimedTask,
  claimAbandoned,
  claimTasks,
  completeTask,
  type Facts,
  giveBackTask,
  type Handler,
  messageOf,
  nextDueAt,
  redeemTicket,
  renewLeases,
  type TaskEnd,
  type Ticket,
} from '../src/facts/index.ts'
import type { Clock } from '../src/kernel/clock.ts'
import { Failure } from '../src/kernel/failure.ts'
import type { RunTask } from './carrier.ts'
import { retryVerdict } from './retry.ts'

export interface WorkerLog {
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

export interface WorkerDeps {
  database: Database
  facts: Facts
  clock: Clock
  handlers: Readonly<Record<string, Handler>>
  log: WorkerLog
  /** For metrics, logs and traces. */
  onEnd?: (end: TaskEnd) => void
}

/** A lease is renewed three times before it would run out. */
export const LEASE_MS = 30_000
/** A task that took its process down this often is not tried again: it would do so for ever. */
const MOST_CLAIMS = 24

/** How many of `atMost` tasks one agency may get in a claim, so that none starves. */
export const mostPerAgency = (atMost: number): number => Math.min(atMost, Math.max(4, Math.ceil(atMost / 2)))

/** Runs claimed tasks: slow work outside any transaction, effect and "done" in one. */
export interface Worker {
  run: RunTask
  /** Renews what runs, aborts what was lost, and takes over what a dead worker held. */
  heartbeat(): Promise<ClaimedTask[]>
  /** Gives tasks back for the next worker; without an argument all that is still held. */
  giveBack(tasks?: readonly ClaimedTask[]): Promise<void>
  /** Leaves claimed tasks to a carrier, whose worker redeems their tickets. Until then nobody renews their leases. */
  release(tasks: readonly ClaimedTask[]): void
  /** Takes over a claim that a carrier brought; null when it is void by now. */
  redeem(ticket: Ticket): Promise<ClaimedTask | null>
  claim(atMost: number): Promise<ClaimedTask[]>
  nextDueAt(): Promise<Date | null>
}

export function createWorker(deps: WorkerDeps): Worker {
  const { database, clock, log } = deps
  const held = new Map<number, { task: ClaimedTask; abort: AbortController }>()

  async function run(task: ClaimedTask): Promise<void> {
    const entry = held.get(task.id)
    if (!entry || entry.task.fence !== task.fence) return
    const from = clock.now()
    let outcome: TaskEnd['outcome'] = 'done'
    try {
      await work(deps, task, entry.abort.signal)
    } catch (error) {
      // Failing to record a failure means the database is away: the lease runs out and the task comes back.
      outcome = await settleFailure(deps, task, error).catch(() => 'lost' as const)
    } finally {
      // The lease may have been lost, and the task claimed anew by this very process.
      if (held.get(task.id) === entry) held.delete(task.id)
      deps.onEnd?.({ task, outcome, from, to: clock.now() })
    }
  }

  function hold(tasks: ClaimedTask[]): ClaimedTask[] {
    for (const task of tasks) held.set(task.id, { task, abort: new AbortController() })
    return tasks
  }

  return {
    run,
    async claim(atMost) {
      const limits = { atMost, perAgency: mostPerAgency(atMost), leaseMs: LEASE_MS }
      return hold(await database.transaction('claim-tasks', (sql) => claimTasks(sql, clock.now(), limits)))
    },
    nextDueAt: () => nextDueAt(database),
    async heartbeat() {
      const mine = [...held.values()]
      if (mine.length > 0) {
        const kept = await renewLeases(
          database,
          mine.map((entry) => entry.task),
          LEASE_MS,
        )
        for (const entry of mine) if (!kept.has(entry.task.id)) entry.abort.abort()
      }
      const abandoned = await database.transaction('claim-abandoned', (sql) => claimAbandoned(sql, LEASE_MS))
      for (const task of abandoned) {
        if (task.attempts >= MOST_CLAIMS)
          await bury(deps, task, `given up after ${task.attempts} claims whose worker died`)
        else {
          log.warn(aboutTask(task), 'taken over from a dead worker')
          await database.transaction('retry-task', (sql) => giveBackTask(sql, task, clock.now(), null))
        }
      }
      return abandoned
    },
    async giveBack(tasks = [...held.values()].map((entry) => entry.task)) {
      for (const task of tasks) {
        await database.transaction('retry-task', (sql) => giveBackTask(sql, task, clock.now(), null))
        held.delete(task.id)
      }
    },
    release(tasks) {
      for (const task of tasks) held.delete(task.id)
    },
    async redeem(ticket) {
      const task = await redeemTicket(database, ticket, LEASE_MS)
      if (task) hold([task])
      return task
    },
  }
}

/** What every log line about a task names; the message's id finds all lines of its way. */
function aboutTask({ name, id, agencyId, input }: ClaimedTask): Record<string, unknown> {
  const messageId = messageOf(input.data)
  return { task: name, taskId: id, agencyId, ...(messageId && { messageId }) }
}

async function bury({ database, facts, clock }: WorkerDeps, task: ClaimedTask, error: string): Promise<void> {
  await database.transaction('bury-task', async (sql) => {
    if (!(await buryTask(sql, task, clock.now(), error))) return
    const data = { task: task.name, attempts: task.attempts }
    await facts.record(sql, [
      {
        agencyId: task.agencyId,
        name: 'task.died',
        subject: String(task.id),
        by: bySystem('worker'),
        data,
        at: clock.now(),
      },
    ])
  })
}

async function settleFailure(deps: WorkerDeps, task: ClaimedTask, error: unknown): Promise<'retry' | 'dead' | 'lost'> {
  const { database, clock, log } = deps
  if (error instanceof Failure && error.code === 'lease_lost') return 'lost'
  const verdict = retryVerdict(error, task.attempts, clock.now())
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const fields = { ...aboutTask(task), attempts: task.attempts, error: text }
  if (verdict.kind === 'dead') {
    log.error(fields, 'task died')
    await bury(deps, task, text)
    return 'dead'
  }
  log.warn(fields, 'task will be tried again')
  await database.transaction('retry-task', (sql) => giveBackTask(sql, task, verdict.dueAt, text))
  return 'retry'
}

async function work(deps: WorkerDeps, task: ClaimedTask, signal: AbortSignal): Promise<void> {
  const { database, clock } = deps
  const handler = deps.handlers[task.name]
  if (!handler) throw new Failure('lease_lost', `no handler for ${task.name} in this version; left for a newer one`)
  let committed = false
  await handler({
    task,
    signal,
    commit: async (name, effect) => {
      const result = await database.transaction(name, async (sql) => {
        const value = await effect(sql)
        await completeTask(sql, task, clock.now())
        return value
      })
      committed = true
      return result
    },
  })
  if (!committed) await database.transaction('complete-task', (sql) => completeTask(sql, task, clock.now()))
}
