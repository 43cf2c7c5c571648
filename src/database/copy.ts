import { once } from 'node:events'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { databaseFailure } from './database-failure.ts'

/** Rows on their way into a table. */
export interface OpenCopy {
  /** Sends text in COPY's text format; waits while the server has enough to do. */
  write(text: string): Promise<void>
  /** Resolves when the server has taken all of it in. */
  end(): Promise<void>
  /** Takes it back when it has not ended; resolves when the server listens again. */
  abandon(): Promise<void>
}

/** Begins `COPY … FROM STDIN` on a client; errors are those of `databaseFailure`. */
export function openCopy(client: pg.PoolClient, statement: string): OpenCopy {
  const stream = client.query(copyFrom(statement))
  let over = false
  let failed: unknown = null
  const finished = once(stream, 'finish').then(
    () => {
      over = true
    },
    (error: unknown) => {
      over = true
      failed = databaseFailure(error)
      throw failed
    },
  )
  // Whoever writes or ends hears of it; until then it must not end the process.
  finished.catch(() => {})
  return {
    async write(text) {
      if (failed !== null) throw failed
      if (!stream.write(text)) await Promise.race([once(stream, 'drain'), finished])
    },
    async end() {
      stream.end()
      await finished
    },
    async abandon() {
      if (over) return
      stream.destroy(new Error('abandoned'))
      await finished.catch(() => {})
    },
  }
}
