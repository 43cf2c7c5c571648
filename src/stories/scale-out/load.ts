import { setTimeout as pause } from 'node:timers/promises'
import { post } from '../lifecycle/visitor.ts'
import type { Fleet } from './fleet.ts'

/** Sources that send again until they are answered, as they are told to: to whichever door takes it. */
export interface Load {
  /** Fans whose message was taken so far. */
  taken: string[]
  /** Stops beginning new requests, and resolves when every one begun was taken. */
  end(): Promise<void>
}

/** `name` tells its fans from another load's. */
export function beginLoad(
  fleet: Fleet,
  { name, senders, everyMs }: { name: string; senders: number; everyMs: number },
): Load {
  const taken: string[] = []
  let ending = false
  let next = 0

  async function send(fan: string): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const doors = fleet.doors()
      const door = doors[(next + attempt) % Math.max(1, doors.length)]
      const answer = door && (await post(door, fleet.source, [fan]).catch(() => null))
      if (answer && answer.status === 202) break
      await pause(100)
    }
    taken.push(fan)
  }

  const working = Array.from({ length: senders }, async () => {
    while (!ending) {
      next += 1
      await send(`${name}-${next}`)
      await pause(everyMs)
    }
  })
  return {
    taken,
    async end() {
      ending = true
      await Promise.all(working)
    },
  }
}
