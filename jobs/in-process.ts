import type { Carrier, RunTask } from './carrier.ts'

/** Runs tasks in this process, at most `concurrency` at once; what waits in memory is as much again. */
export function createInProcessCarrier(options: { concurrency: number; run: RunTask; onFree: () => void }): Carrier {
  const { concurrency, run, onFree } = options
  const waiting: Parameters<RunTask>[0][] = []
  const working = new Set<Promise<void>>()

  function startNext(): void {
    while (working.size < concurrency) {
      const task = waiting.shift()
      if (!task) break
      const work = run(task).finally(() => {
        working.delete(work)
        startNext()
        onFree()
      })
      working.add(work)
    }
  }

  return {
    start() {},
    room: async () => concurrency * 2 - waiting.length - working.size,
    async hand(tasks) {
      waiting.push(...tasks)
      startNext()
    },
    async drain() {
      waiting.length = 0 // never started: their leases run out, and the worker gives them back before that
      await Promise.allSettled([...working])
    },
  }
}
