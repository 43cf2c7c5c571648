import type { DryRun } from './dry-run.ts'

/** As long as a desk waits for an answer without saying anything. */
const PATIENCE_MS = 1_500
/** So many are kept: each is dropped when it has been read, and the oldest where nobody comes back. */
const MOST_KEPT = 50

interface Going {
  share: number
  done: Promise<Rehearsed>
  /** Who waits for it; when nobody does any more it stops. */
  waiting: Set<string>
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
 * another process or after a restart, one begins anew. Each person waits for one, the newest that they asked for: what
 * nobody waits for any more stops. `patience` ends when the desk should say how far it is.
 */
export function createRehearsals(patience: () => Promise<null> = shortWhile) {
  const going = new Map<string, Going>()
  return {
    /** What was found, or how far it is: asked again under the same key, it goes on. `who`: whoever asks. */
    async look(
      key: string,
      who: string,
      begin: (told: (share: number) => void) => Promise<Rehearsed>,
    ): Promise<Looked> {
      const one = going.get(key) ?? start(begin, who)
      going.set(key, one)
      waitFor(going, one, who)
      const found = await Promise.race([one.done, patience()]).catch((error) => {
        forget(key, one)
        // Whoever pressed it asked for another one meanwhile; its button begins it anew.
        if (error instanceof Overtaken) return null
        throw error
      })
      if (found === null) return { kind: 'going', share: one.share }
      forget(key, one)
      return { kind: 'done', found }
    },
  }

  function forget(key: string, one: Going): void {
    if (going.get(key) === one) going.delete(key)
  }
}

/** From now on somebody waits for this one alone; what nobody waits for any more is told so, and so is the oldest of too many. */
function waitFor(going: Map<string, Going>, one: Going, who: string): void {
  for (const [key, other] of going) {
    if (other === one) continue
    other.waiting.delete(who)
    if (other.waiting.size === 0) going.delete(key)
  }
  one.waiting.add(who)
  const [oldest] = going
  if (going.size <= MOST_KEPT || !oldest) return
  going.delete(oldest[0])
  oldest[1].waiting.clear()
}

/** Stops a dry run that nobody waits for. */
class Overtaken extends Error {}

function start(begin: (told: (share: number) => void) => Promise<Rehearsed>, who: string): Going {
  const waiting = new Set([who])
  const told = (share: number): void => {
    if (waiting.size === 0) throw new Overtaken('nobody waits for this dry run any more')
    Object.assign(one, { share })
  }
  const one: Going = { share: 0, waiting, done: begin(told) }
  // Whoever looks reads what went wrong; until somebody does, it is nobody's.
  one.done.catch(() => null)
  return one
}

function shortWhile(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), PATIENCE_MS).unref()
  })
}
