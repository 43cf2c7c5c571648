/** Notifying takes a lock of the whole database at commit, so one bell stands for all that was owed meanwhile. */
const GATHER_MS = 20
const CHANNEL = 'tasks_owed'

/** The database's notifications, as far as waking needs them. */
export interface Notices {
  listen(channel: string, heard: () => void): Promise<() => Promise<void>>
  notify(channel: string, payload: string): Promise<void>
}

/** Wakes the workers of other processes. One that is lost costs the second until they look by themselves. */
export interface Bell {
  ring(): void
  /** Calls `heard` whenever another process rings, until the returned function is called. */
  listen(heard: () => void): Promise<() => Promise<void>>
}

export function createBell(notices: Notices): Bell {
  let timer: NodeJS.Timeout | null = null
  return {
    ring() {
      timer ??= setTimeout(() => {
        timer = null
        notices.notify(CHANNEL, '').catch(() => {})
      }, GATHER_MS)
      timer.unref()
    },
    listen: (heard) => notices.listen(CHANNEL, heard),
  }
}
