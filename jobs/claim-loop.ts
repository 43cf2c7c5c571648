import type { ClaimedTask } from '../src/facts/index.ts'
import type { Clock } from '../src/kernel/clock.ts'
import type { Carrier } from './carrier.ts'
import { LEASE_MS, mostPerAgency, type Worker, type WorkerLog } from './worker.ts'

const POLL_MS = 1_000
/** A busy loop looks again so soon, instead of asking after each round when the next task falls due. */
const SOON_MS = 20

/** Claims due tasks when woken, when the next falls due, and at least once a second. */
export interface ClaimLoop {
  start(): void
  /** Something is owed, due at `dueAt` (null: now). Coalesced: many wakes make one claim round. */
  wake(dueAt: Date | null): void
  /** A worker has room again: claims what was left behind, if anything was. */
  free(): void
  /** Claims and runs until nothing is due by the clock: how tests and the sample agency's past move on. */
  drain(): Promise<void>
  stop(): Promise<void>
}

export function createClaimLoop(deps: { worker: Worker; carrier: Carrier; clock: Clock; log: WorkerLog }): ClaimLoop {
  const { worker, carrier, clock, log } = deps
  const timer = earliestTimer(go)
  let heartbeat: NodeJS.Timeout | null = null
  let round: Promise<void> | null = null
  let again = false
  let running = false
  /** Due tasks may have been left behind because there was no more room: who gets room takes them. */
  let leftBehind = false

  function schedule(delayMs: number): void {
    if (running) timer.set(delayMs)
  }

  async function claimRound(): Promise<void> {
    leftBehind = true
    const room = await carrier.room()
    if (room <= 0) return
    const tasks = await worker.claim(room)
    leftBehind = tasks.length >= mostPerAgency(room)
    if (tasks.length > 0) await hand(tasks, carrier, worker)
    // Where there was one, more may come soon.
    if (tasks.length > 0) return schedule(SOON_MS)
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
      carrier.start()
      heartbeat = setInterval(beat, LEASE_MS / 3)
      void beat()
      go()
    },
    wake(dueAt) {
      const delayMs = dueAt ? dueAt.getTime() - clock.now().getTime() : 0
      if (delayMs <= 0) go()
      else schedule(Math.min(delayMs, POLL_MS))
    },
    free() {
      if (leftBehind) go()
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
      timer.clear()
      if (heartbeat) clearInterval(heartbeat)
      await round
      await carrier.drain()
      await worker.giveBack()
    },
  }
}

async function hand(tasks: readonly ClaimedTask[], carrier: Carrier, worker: Worker): Promise<void> {
  try {
    await carrier.hand(tasks)
  } catch (error) {
    await worker.giveBack(tasks)
    throw error
  }
}

/** One timer, for the earliest of the times it was set for. */
function earliestTimer(ring: () => void): { set(delayMs: number): void; clear(): void } {
  let timer: NodeJS.Timeout | null = null
  let timerAt = Number.POSITIVE_INFINITY
  const clear = (): void => {
    if (timer) clearTimeout(timer)
    timer = null
    timerAt = Number.POSITIVE_INFINITY
  }
  return {
    set(delayMs) {
      const at = performance.now() + delayMs
      if (timerAt <= at) return
      clear()
      timerAt = at
      timer = setTimeout(() => {
        clear()
        ring()
      }, delayMs)
    },
    clear,
  }
}
