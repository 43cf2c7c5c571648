import type { DryRun } from './dry-run.ts'

/** As long as a desk waits for an answer without saying anything. */
const PATIENCE_MS = 1_500
/** So many are kept: each is dropped when it has been read, and the oldest where nobody comes back. */
const MOST_KEPT = 50

interface Going {
  share: number
  done: Promise<Rehearsed>
}

export interface Rehearsed {
  run: DryRun
  cut: boolean
  fans: number
}

/** `share`: how much of it is done, 0 to 1. */
export type Looked = { kind: 'done'; found: Rehearsed } | { kind: 'going'; share: number }

/**
 * Dry runs that take longer than a person waits. They are only reading, so nothing is lost with them: asked for again, by
 * another process or after a restart, one begins anew. `patience` ends when the desk should say how far it is.
 */
export function createRehearsals(patience: () => Promise<null> = shortWhile) {
  const going = new Map<string, Going>()
  return {
    /** What was found, or how far it is: asked again under the same key, it goes on. */
    async look(key: string, begin: (told: (share: number) => void) => Promise<Rehearsed>): Promise<Looked> {
      const one = going.get(key) ?? start(begin)
      going.set(key, one)
      const oldest = going.size > MOST_KEPT ? going.keys().next().value : undefined
      if (oldest !== undefined) going.delete(oldest)
      try {
        const found = await Promise.race([one.done, patience()])
        if (found === null) return { kind: 'going', share: one.share }
        going.delete(key)
        return { kind: 'done', found }
      } catch (error) {
        going.delete(key)
        throw error
      }
    },
  }
}

function start(begin: (told: (share: number) => void) => Promise<Rehearsed>): Going {
  const one: Going = { share: 0, done: begin((share) => Object.assign(one, { share })) }
  // Whoever looks reads what went wrong; until somebody does, it is nobody's.
  one.done.catch(() => null)
  return one
}

function shortWhile(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), PATIENCE_MS).unref()
  })
}
