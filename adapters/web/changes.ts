import { randomUUID } from 'node:crypto'
import type { Change } from './deps.ts'

/** Notifying takes a lock of the whole database at commit, so changes travel together. */
const GATHER_MS = 50
/** PostgreSQL allows 7,999 bytes a notification; a change has 74. */
const CHANGES_PER_NOTICE = 90
const CHANNEL = 'desk_changed'

/** The database's notifications, as far as live updates need them. */
export interface Notices {
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  notify(channel: string, payload: string): Promise<void>
}

/** What the web desk tells its open pages, in every process. */
export interface Changes {
  changes(heard: (change: Change) => void): () => void
  announce(change: Change): Promise<void>
  /** Hears of changes that other processes announce. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** Live updates: at once within this process, through the database to all others. A lost one costs a reload, no more. */
export function createChanges(notices: Notices, onError: (error: unknown) => void): Changes {
  const me = randomUUID()
  const listeners = new Set<(change: Change) => void>()
  const gathered = new Map<string, Change>()
  let timer: NodeJS.Timeout | null = null
  let unlisten: (() => Promise<void>) | null = null

  const tell = (change: Change): void => {
    for (const heard of listeners) heard(change)
  }

  async function flush(): Promise<void> {
    timer = null
    const all = [...gathered.keys()]
    gathered.clear()
    for (let n = 0; n < all.length; n += CHANGES_PER_NOTICE) {
      await notices.notify(CHANNEL, [me, ...all.slice(n, n + CHANGES_PER_NOTICE)].join(' '))
    }
  }

  return {
    changes(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    async announce(change) {
      tell(change)
      gathered.set(`${change.agencyId}/${change.subject}`, change)
      timer ??= setTimeout(() => void flush().catch(onError), GATHER_MS)
    },
    async start() {
      unlisten = await notices.listen(CHANNEL, (payload) => {
        const [from, ...changed] = payload.split(' ')
        if (from === me) return
        for (const one of changed) {
          const [agencyId, subject] = one.split('/')
          if (agencyId && subject) tell({ agencyId, subject })
        }
      })
    },
    async stop() {
      if (timer) clearTimeout(timer)
      await unlisten?.()
    },
  }
}
