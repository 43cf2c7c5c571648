/**
 * Tasks of an agency that are done together, one batch at a time. Fifty workers that each held one of them would each wait
 * for the agency's lock in a transaction of its own, to find its task done with another's: in this process they wait here,
 * and who was taken along is told so without a look at the database.
 */
export interface Crowd {
  /** Runs `work` after what this process does for the agency already. */
  inTurn<T>(agencyId: string, work: () => Promise<T>): Promise<T>
  /** These were done with another's task, in a transaction that has committed. */
  take(agencyId: string, taskIds: readonly number[]): void
  wasTaken(agencyId: string, taskId: number): boolean
}

export function createCrowd(): Crowd {
  const last = new Map<string, Promise<void>>()
  /** Of the last batch alone: whoever waited longer asks the database. */
  const taken = new Map<string, ReadonlySet<number>>()
  return {
    async inTurn(agencyId, work) {
      const before = last.get(agencyId) ?? Promise.resolve()
      const working = before.then(work)
      const over = working.then(
        () => {},
        () => {},
      )
      last.set(agencyId, over)
      try {
        return await working
      } finally {
        if (last.get(agencyId) === over) {
          last.delete(agencyId)
          taken.delete(agencyId)
        }
      }
    },
    take: (agencyId, taskIds) => {
      taken.set(agencyId, new Set(taskIds))
    },
    wasTaken: (agencyId, taskId) => taken.get(agencyId)?.has(taskId) ?? false,
  }
}
