/** What people pressed, typed or sent and is still being worked on: a process that ends waits for it. */
export interface UnderWay {
  track<T>(work: Promise<T>): Promise<T>
  /** Resolves when nothing is under way, what began meanwhile included. */
  idle(): Promise<void>
}

export function createUnderWay(): UnderWay {
  const under = new Set<Promise<unknown>>()
  return {
    track(work) {
      under.add(work)
      const forget = () => void under.delete(work)
      work.then(forget, forget)
      return work
    },
    async idle() {
      while (under.size > 0) await Promise.allSettled(under)
    },
  }
}
