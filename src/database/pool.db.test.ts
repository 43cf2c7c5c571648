import { createServer, type Server, type Socket } from 'node:net'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Failure } from '../kernel/failure.ts'
import { type Database, openDatabase } from './pool.ts'
import { type TestDatabase, testDatabase } from './testing/test-database.ts'
import type { OnTransaction } from './transaction.ts'

let at: TestDatabase
let database: Database
const seen: Parameters<OnTransaction>[0][] = []

beforeAll(async () => {
  at = await testDatabase({ onTransaction: (one) => seen.push(one) })
  database = at.database
  await database.query('CREATE TABLE counters (name text PRIMARY KEY, value int8 NOT NULL)')
  await database.query("INSERT INTO counters VALUES ('a', 0), ('b', 0)")
})
afterEach(() => seen.splice(0))
afterAll(() => at.drop())

async function value(name: string): Promise<number | undefined> {
  const rows = await database.query<{ value: number }>('SELECT value FROM counters WHERE name = $1', [name])
  return rows[0]?.value
}

test('rows are read as SqlRow says, whatever the zone of this machine', async () => {
  const [row] = await database.query(`
    SELECT 9007199254740991::int8 AS int8, ARRAY[1, NULL]::int8[] AS int8s, 1.10::numeric AS numeric,
           '2026-03-01 12:00+02'::timestamptz AS timestamptz, '2026-03-01 12:00'::timestamp AS timestamp,
           '2026-03-01'::date AS date, '\\x00ff'::bytea AS bytea, current_setting('TimeZone') AS zone`)
  expect(row).toEqual({
    int8: Number.MAX_SAFE_INTEGER,
    int8s: [1, null],
    numeric: '1.10',
    timestamptz: new Date('2026-03-01T10:00:00Z'),
    timestamp: new Date('2026-03-01T12:00:00Z'),
    date: '2026-03-01',
    bytea: Buffer.from([0, 255]),
    zone: 'UTC',
  })
})

test('an int8 that a number cannot hold is an error instead of another number', async () => {
  await expect(database.query('SELECT 9007199254740993::int8 AS big')).rejects.toThrow('2^53')
  await expect(database.query('SELECT 1 AS still_works')).resolves.toEqual([{ still_works: 1 }])
})

test('reading int8 as numbers is of this pool alone', async () => {
  const plain = new pg.Client({ connectionString: at.url })
  await plain.connect()
  expect((await plain.query('SELECT 5::int8 AS five')).rows).toEqual([{ five: '5' }])
  await plain.end()
})

test('a transaction that returns is committed, and reported by its name', async () => {
  const result = await database.transaction('count', async (sql) => {
    await sql.query("UPDATE counters SET value = 1 WHERE name = 'a'")
    return 'done'
  })
  expect(result).toBe('done')
  expect(await value('a')).toBe(1)
  expect(seen).toEqual([{ name: 'count', durationMs: expect.any(Number), outcome: 'committed' }])
})

test('a transaction that throws is rolled back, and the error passes through', async () => {
  const bug = new Error('bug')
  const attempt = database.transaction('count', async (sql) => {
    await sql.query("UPDATE counters SET value = 99 WHERE name = 'a'")
    throw bug
  })
  await expect(attempt).rejects.toBe(bug)
  expect(await value('a')).not.toBe(99)
  expect(seen[0]?.outcome).toBe('rolled_back')
})

test('a constraint violation passes through with the fields of the driver, inside and outside a transaction', async () => {
  const violation = { code: '23505', constraint: 'counters_pkey', table: 'counters' }
  const insert = "INSERT INTO counters VALUES ('a', 0)"
  await expect(database.query(insert)).rejects.toMatchObject(violation)
  await expect(database.transaction('insert', (sql) => sql.query(insert))).rejects.toMatchObject(violation)
})

test('a transaction that swallowed a failed statement does not pretend to have committed', async () => {
  const attempt = database.transaction('swallow', async (sql) => {
    await sql.query("UPDATE counters SET value = 98 WHERE name = 'a'")
    await sql.query("INSERT INTO counters VALUES ('a', 0)").catch(() => {})
  })
  await expect(attempt).rejects.toThrow('transaction swallow commits')
  expect(await value('a')).not.toBe(98)
})

test('a handle used after its transaction is a bug, not a statement in somebody else’s transaction', async () => {
  const leaked = await database.transaction('leak', async (sql) => sql)
  await expect(leaked.query('SELECT 1')).rejects.toThrow('transaction leak is used only while it is open')
})

test('a deadlock is a conflict that may be tried again later, and the other transaction commits', async () => {
  const add = (first: string, second: string, met: () => Promise<void>) =>
    database.transaction('deadlock', async (sql) => {
      await sql.query('UPDATE counters SET value = value + 10 WHERE name = $1', [first])
      await met()
      await sql.query('UPDATE counters SET value = value + 10 WHERE name = $1', [second])
    })
  let arrived = 0
  let open = () => {}
  const both = new Promise<void>((done) => {
    open = done
  })
  const met = () => {
    if (++arrived === 2) open()
    return both
  }
  const results = await Promise.allSettled([add('a', 'b', met), add('b', 'a', met)])
  const failed = results.find((result) => result.status === 'rejected')
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  expect(failed?.reason).toMatchObject({ name: 'Failure', code: 'database_conflict', retry: { kind: 'later' } })
  expect(seen.map((one) => one.outcome).sort()).toEqual(['committed', 'conflict'])
})

test('a serialization failure is a conflict that may be tried again later', async () => {
  const attempt = database.transaction('serial', async (sql) => {
    await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
    await sql.query('SELECT * FROM counters')
    await database.query("UPDATE counters SET value = value + 1 WHERE name = 'b'")
    await sql.query("UPDATE counters SET value = value + 1 WHERE name = 'b'")
  })
  await expect(attempt).rejects.toMatchObject({ code: 'database_conflict', retry: { kind: 'later' } })
})

test('a connection lost inside a transaction is database_away, and the pool goes on with another', async () => {
  const attempt = database.transaction('lost', async (sql) => {
    const [row] = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    await database.query('SELECT pg_terminate_backend($1)', [row?.pid])
    await sql.query('SELECT 1')
  })
  await expect(attempt).rejects.toMatchObject({ name: 'Failure', code: 'database_away', retry: { kind: 'later' } })
  expect(seen[0]?.outcome).toBe('away')
  await database.ping()
})

test('idle connections that the server closes do no harm', async () => {
  await Promise.all([database.ping(), database.ping(), database.ping()])
  await database.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  await expect
    .poll(() =>
      Promise.all([database.ping(), database.ping(), database.ping()]).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
})

test('a statement prepared before a migration changed its columns works again after one conflict', async () => {
  await database.query('CREATE TABLE shape (a int)')
  const one = openDatabase({ url: at.url, max: 1 })
  for (let i = 0; i < 3; i++) await one.query('SELECT * FROM shape')
  await database.query('ALTER TABLE shape ADD COLUMN b int')
  await expect(one.query('SELECT * FROM shape')).rejects.toMatchObject({ code: 'database_conflict' })
  expect(await one.query('SELECT * FROM shape')).toEqual([])
  await one.close()
})

test('Prisma reads over the same pool, and is refused after the close', async () => {
  const other = openDatabase({ url: at.url, max: 1 })
  expect(await other.prisma.$queryRaw`SELECT value FROM counters WHERE name = 'a'`).toEqual([
    { value: expect.any(BigInt) },
  ])
  await other.close()
  expect(() => other.prisma).toThrow(Failure)
  await expect(other.query('SELECT 1')).rejects.toMatchObject({ code: 'database_away' })
})

test('while nothing answers, everything is database_away', async () => {
  const away = openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none', max: 2 })
  for (const attempt of [
    away.ping(),
    away.query('SELECT 1'),
    away.notify('x', ''),
    away.transaction('t', async () => 1),
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: 'database_away' })
  }
  await away.close()
})

test('a server that accepts and then says nothing is database_away within seconds', async () => {
  const sockets: Socket[] = []
  const mute: Server = createServer((socket) => sockets.push(socket))
  await new Promise<void>((done) => mute.listen(0, '127.0.0.1', done))
  const { port } = mute.address() as { port: number }
  const away = openDatabase({ url: `postgresql://nobody@127.0.0.1:${port}/none`, max: 1 })
  await expect(away.ping()).rejects.toMatchObject({ code: 'database_away' })
  await away.close()
  for (const socket of sockets) socket.destroy()
  mute.close()
})
