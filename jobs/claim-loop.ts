import type { Clock } from '../src/kernel/clock.ts'
import type { Carrier } from './carrier.ts'
import { LEASE_MS, type Worker, type WorkerLog } from './worker.ts'

const POLL_MS = 1_000

/** Claims due tasks when woken, when the next falls due, and at least once a second. */
export interface ClaimLoop {
  start(): void
  /** Something is owed, due at `dueAt` (null: now). Coalesced: many wakes make one claim round. */
  wake(dueAt: Date | null): void
  /** Claims and runs until nothing is due by the clock: how tests and the sample agency's past move on. */
  drain(): Promise<void>
  stop(): Promise<void>
}

export function createClaimLoop(deps: { worker: Worker; carrier: Carrier; clock: Clock; log: WorkerLog }): ClaimLoop {
  const { worker, carrier, clock, log } = deps
  let timer: NodeJS.Timeout | null = null
  let timerAt = Number.POSITIVE_INFINITY
  let heartbeat: NodeJS.Timeout | null = null
  let round: Promise<void> | null = null
  let again = false
  let running = false

  function schedule(delayMs: number): void {
    const at = performance.now() + delayMs
    if (!running || (timer && timerAt <= at)) return
    if (timer) clearTimeout(timer)
    timerAt = at
    timer = setTimeout(() => {
      timer = null
      timerAt = Number.POSITIVE_INFINITY
      go()
    }, delayMs)
  }

  async function claimRound(): Promise<void> {
    const room = carrier.room()
    if (room <= 0) return
    const tasks = await worker.claim(room)
    await carrier.hand(tasks)
    if (tasks.length >= room) return
    const due = await worker.nextDueAt()
    schedule(due ? Math.min(Math.max(due.getTime() - clock.now().getTime(), 1), POLL_MS) : POLL_MS)
  }

  function go(): void {
    if (!running) return
    if (round) {
      again = true
      return
    }
    round = claimRound()
      .catch((error: unknown) => {
        log.warn({ error: error instanceof Error ? error.message : String(error) }, 'claiming failed')
        schedule(POLL_MS)
      })
      .finally(() => {
        round = null
        if (again) {
          again = false
          go()
        }
      })
  }

  async function beat(): Promise<void> {
    try {
      if ((await worker.heartbeat()).length > 0) go()
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.message : String(error) }, 'heartbeat failed')
    }
  }

  return {
    start() {
      running = true
      heartbeat = setInterval(beat, LEASE_MS / 3)
      void beat()
      go()
    },
    wake(dueAt) {
      const delayMs = dueAt ? dueAt.getTime() - clock.now().getTime() : 0
      if (delayMs <= 0) go()
      else schedule(Math.min(delayMs, POLL_MS))
    },
    async drain() {
      for (;;) {
        const tasks = await worker.claim(100)
        if (tasks.length === 0) return
        for (const task of tasks) await worker.run(task)
      }
    },
    async stop() {
      running = false
      if (timer) clearTimeout(timer)
      if (heartbeat) clearInterval(heartbeat)
      await round
      await carrier.drain()
      await worker.giveBack()
    },
  }
}
