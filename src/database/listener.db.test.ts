import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDatabase } from './pool.ts'
import { type TestDatabase, testDatabase } from './testing/test-database.ts'

let at: TestDatabase
beforeAll(async () => {
  at = await testDatabase()
})
afterAll(() => at.drop())

const terminateListeners = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND query LIKE 'LISTEN%'`

test('what is notified is heard by every ear of that channel, until it stops listening', async () => {
  const [one, two, other] = [vi.fn(), vi.fn(), vi.fn()]
  const stopOne = await at.database.listen('cards', one)
  const stopTwo = await at.database.listen('cards', two)
  const stopOther = await at.database.listen('Other "channel"', other)
  await at.database.notify('cards', '1')
  await at.database.notify('Other "channel"', 'x')
  await vi.waitFor(() => expect(other).toHaveBeenCalledWith('x'))
  expect(one.mock.calls).toEqual([['1']])
  expect(two.mock.calls).toEqual([['1']])
  await stopOne()
  await at.database.notify('cards', '2')
  await vi.waitFor(() => expect(two).toHaveBeenCalledWith('2'))
  expect(one).toHaveBeenCalledTimes(1)
  await stopTwo()
  await stopOther()
})

test('a listener whose connection was terminated listens again by itself and tells that it may have missed something', async () => {
  const [heard, missed] = [vi.fn(), vi.fn()]
  const stop = await at.database.listen('cards', heard, missed)
  await at.database.query(terminateListeners)
  await vi.waitFor(() => expect(missed).toHaveBeenCalledTimes(1), { timeout: 10_000 })
  await at.database.notify('cards', 'after')
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('after'))
  await stop()
})

test('a database that is away when listening begins, and again later, is waited for', async () => {
  const gate = await openGate(at.url)
  const database = openDatabase({ url: gate.url, max: 1 })
  const [heard, missed] = [vi.fn(), vi.fn()]
  const listening = database.listen('cards', heard, missed)
  await gate.refused(2)
  gate.open()
  await listening
  gate.shut()
  await gate.refused(2)
  gate.open()
  await vi.waitFor(() => expect(missed).toHaveBeenCalledTimes(1), { timeout: 10_000 })
  await at.database.notify('cards', 'back')
  await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('back'))
  await database.close()
  await gate.close()
})

test('closing ends a wait for a database that is away', async () => {
  const database = openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none', max: 1 })
  const listening = database.listen('cards', () => {})
  const refused = expect(listening).rejects.toMatchObject({ code: 'database_away', retry: { kind: 'never' } })
  await database.close()
  await refused
})

/** A way to the database that can be shut: connections through it are refused, and those that are open are cut. */
async function openGate(url: string) {
  const target = new URL(url)
  const [host, port] = [target.hostname, Number(target.port || 5432)]
  const sockets = new Set<Socket>()
  let isOpen = false
  let refusals = 0
  const gate: Server = createServer((near) => {
    sockets.add(near)
    near.on('error', () => {})
    if (!isOpen) {
      refusals++
      near.destroy()
      return
    }
    const far = connect(port, host)
    far.on('error', () => near.destroy()).on('close', () => near.destroy())
    near.on('close', () => far.destroy())
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((done) => gate.listen(0, '127.0.0.1', done))
  target.hostname = '127.0.0.1'
  target.port = String((gate.address() as { port: number }).port)
  return {
    url: target.toString(),
    open: () => {
      isOpen = true
    },
    shut: () => {
      isOpen = false
      refusals = 0
      for (const socket of sockets) socket.destroy()
    },
    refused: (times: number) => vi.waitFor(() => expect(refusals).toBeGreaterThanOrEqual(times), { timeout: 10_000 }),
    close: () => new Promise((done) => gate.close(done)),
  }
}
