import { afterEach, expect, it, vi } from 'vitest'
import { holdAlone } from './hold-alone.ts'
import { type TestDatabase, testDatabase } from './testing/test-database.ts'

/** A loaded machine takes its time. */
const until = (check: () => void): Promise<void> => vi.waitFor(check, 15_000)

let db: TestDatabase
afterEach(() => db.drop())

/** A process that does the duty: what began and ended, in order. */
function worker(name: string, said: string[], key = 1) {
  const begin = async () => {
    said.push(`${name} begins`)
    return { stop: async () => void said.push(`${name} ends`) }
  }
  return holdAlone(db.url, { key, begin, failed: () => said.push(`${name} failed`), againAfterMs: 5 })
}

it('is done by one process at a time, and by the next one when that one stops', async () => {
  db = await testDatabase()
  const said: string[] = []
  const first = worker('first', said)
  await until(() => expect(said).toEqual(['first begins']))
  const second = worker('second', said)
  const other = worker('other', said, 2)
  await until(() => expect(said).toEqual(['first begins', 'other begins']))
  await first.stop()
  await until(() => expect(said.slice(2)).toEqual(['first ends', 'second begins']))
  await second.stop()
  await other.stop()
})

it('is given up with the connection that held it, and taken up again', async () => {
  db = await testDatabase()
  const said: string[] = []
  const only = worker('only', said)
  await until(() => expect(said).toEqual(['only begins']))
  await db.database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'huntaze-desk alone 1' AND datname = current_database()`,
  )
  await until(() => expect(said).toEqual(['only begins', 'only ends', 'only begins']))
  await only.stop()
})

it('is tried again when it could not begin', async () => {
  db = await testDatabase()
  let tries = 0
  const begin = async () => {
    tries += 1
    if (tries === 1) throw new Error('not yet')
    return { stop: async () => {} }
  }
  const failures: unknown[] = []
  const duty = holdAlone(db.url, { key: 1, begin, failed: (error) => failures.push(error), againAfterMs: 5 })
  await until(() => expect(tries).toBe(2))
  expect(failures).toHaveLength(1)
  await duty.stop()
})
