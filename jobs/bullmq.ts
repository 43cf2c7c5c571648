import { type Job, Worker as QueueWorker } from 'bullmq'
import { z } from 'zod'
import type { ClaimedTask } from '../src/facts/index.ts'
import type { Carrier } from './carrier.ts'
import { PREFIX, QUEUE, type RedisServer } from './redis.ts'
import type { Worker, WorkerLog } from './worker.ts'

/** What travels: no text of anybody, and nothing that the task table doesn't know better. */
const Ticket = z.object({ agencyId: z.uuid(), id: z.int(), fence: z.int() })

export interface BullmqOptions {
  server: RedisServer
  concurrency: number
  worker: Pick<Worker, 'release' | 'redeem' | 'run'>
  onFree: () => void
  log: WorkerLog
}

/**
 * Carries claims through a BullMQ queue to the workers of all processes. A job names a claim and is tried once: what is
 * lost with Redis, or with a worker, comes back when its lease runs out, and what is brought twice is void.
 */
export function createBullmqCarrier({ server, concurrency, worker, onFree, log }: BullmqOptions): Carrier {
  const { queue } = server
  const working = new Set<Promise<void>>()

  async function runJob(job: Job): Promise<void> {
    const work = redeemAndRun(job.data).finally(() => {
      working.delete(work)
      onFree()
    })
    working.add(work)
    return work
  }

  async function redeemAndRun(data: unknown): Promise<void> {
    const task = await worker.redeem(Ticket.parse(data))
    if (task) await worker.run(task)
  }

  const taking = new QueueWorker(QUEUE, runJob, {
    connection: server.patient(),
    prefix: PREFIX,
    concurrency,
    autorun: false,
    // The lease brings back what a dead worker held; a second way would run it twice at a time.
    maxStalledCount: 0,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  })
  taking.on('error', () => {}) // the connection's own state is logged
  taking.on('failed', (job, error) => log.warn({ job: job?.id, error: error.message }, 'a carried task was lost'))

  return {
    start() {
      void taking.run().catch((error: unknown) => log.error({ error: String(error) }, 'taking tasks from Redis ended'))
    },
    // A long backlog would outlive its leases, so the queue is kept short and the rest waits in the table.
    room: async () => concurrency * 2 - (await queue.getWaitingCount()),
    async hand(tasks) {
      // Released first: a worker of this very process may redeem it before `addBulk` returns.
      worker.release(tasks)
      await queue.addBulk(tasks.map(toJob))
    },
    async drain() {
      await taking.pause(true).catch(() => {})
      await Promise.allSettled([...working])
      await taking.close(true).catch(() => {})
    },
  }
}

const toJob = ({ name, agencyId, id, fence }: ClaimedTask) => ({
  name,
  data: { agencyId, id, fence },
  opts: { jobId: `t${id}-${fence}`, attempts: 1, removeOnComplete: true, removeOnFail: true },
})
