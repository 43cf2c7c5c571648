import type { Ground, TaskEnd } from '../src/facts/index.ts'
import { createBullmqCarrier } from './bullmq.ts'
import { type ClaimLoop, createClaimLoop } from './claim-loop.ts'
import { type Slices, taskHandlers } from './handlers.ts'
import { createInProcessCarrier } from './in-process.ts'
import type { RedisServer } from './redis.ts'
import { createWorker, type WorkerLog } from './worker.ts'

export interface LoopOptions {
  /** Carries tasks between processes; without it, or in a door, which takes none, they are carried in this one. */
  redis: RedisServer | undefined
  concurrency: number
  onEnd(end: TaskEnd): void
  log: WorkerLog
}

/** The workers of this process: the slices' tasks, claimed and carried. Nothing runs until it is started. */
export function createLoop(ground: Ground, slices: Slices, { redis, concurrency, onEnd, log }: LoopOptions): ClaimLoop {
  const worker = createWorker({ ...ground, handlers: taskHandlers(slices), log, onEnd })
  let free = (): void => {}
  const onFree = (): void => free()
  const carrier = redis
    ? createBullmqCarrier({ server: redis, concurrency, worker, onFree, log })
    : createInProcessCarrier({ concurrency, run: worker.run, onFree })
  const loop = createClaimLoop({ worker, carrier, clock: ground.clock, log })
  free = loop.free
  return loop
}
