import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connectDatabase } from './connect.ts'
import { explainConnection } from './connection-trouble.ts'
import { scratchFolder, writeMigrations } from './testing/scratch.ts'
import { onDatabase } from './testing/server.ts'
import { emptyDatabase } from './testing/test-database.ts'

let scratch: Awaited<ReturnType<typeof scratchFolder>>
let migrations: string
beforeAll(async () => {
  scratch = await scratchFolder()
  migrations = await writeMigrations(join(scratch.path, 'migrations'), { '1_notes': 'CREATE TABLE notes (text text)' })
})
afterAll(() => scratch.remove())

function connectTo(databaseUrl: string) {
  return connectDatabase({
    databaseUrl,
    dataDir: join(scratch.path, 'unused'),
    role: 'application',
    max: 2,
    migrations,
  })
}

function refused(what: RegExp, todo: RegExp) {
  return {
    name: 'StartupError',
    whatHappened: expect.stringMatching(what),
    whatToDo: expect.stringMatching(todo),
  }
}

test('a given database is migrated and opened, by as many processes as there are', async () => {
  const empty = await emptyDatabase()
  const replicas = await Promise.all([connectTo(empty.url), connectTo(empty.url), connectTo(empty.url)])
  expect(await replicas[2]?.database.query('SELECT * FROM notes')).toEqual([])
  expect(replicas.map((replica) => replica.embedded)).toEqual([false, false, false])
  await Promise.all(replicas.map((replica) => replica.close()))
  await empty.drop()
})

test.each([
  ['mysql://u:p@host/db', /does not begin with postgresql:/, /postgresql:\/\/user:password@host/],
  ['postgresql://user:pa#ss@host:5432/db', /not the address/, /percent-encoded/],
])('the malformed address %s is refused with the right form', async (url, what, todo) => {
  await expect(connectTo(url)).rejects.toMatchObject(refused(what, todo))
})

test('an unknown host is named', async () => {
  await expect(connectTo('postgresql://u:p@no-such-host.invalid/db')).rejects.toMatchObject(
    refused(/no-such-host\.invalid/, /spelling|built-in/),
  )
})

test('a port where nothing answers is named', async () => {
  await expect(connectTo('postgresql://u:p@127.0.0.1:1/db')).rejects.toMatchObject(
    refused(/Nothing answers at 127\.0\.0\.1:1/, /built-in/),
  )
})

test('something else than PostgreSQL behind the address is suspected', async () => {
  const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  await new Promise<void>((done) => web.listen(0, '127.0.0.1', done))
  const { port } = web.address() as { port: number }
  await expect(connectTo(`postgresql://u:p@127.0.0.1:${port}/db`)).rejects.toMatchObject(
    refused(new RegExp(`127.0.0.1:${port}`), /really PostgreSQL/),
  )
  web.close()
})

test('a missing database is named, with how to make it', async () => {
  const url = onDatabase(inject('testServer').adminUrl, 'no_such_database')
  await expect(connectTo(url)).rejects.toMatchObject(
    refused(/no database no_such_database/, /createdb no_such_database/),
  )
})

test('a wrong password is told without being shown', async () => {
  const url = new URL(inject('testServer').adminUrl)
  url.password = 'hunter2'
  const trouble = await connectTo(url.toString()).then(
    () => 'let in', // a server that trusts everybody
    (error) => error,
  )
  if (trouble === 'let in') return
  expect(trouble).toMatchObject(refused(/password/, /percent-encoded/))
  expect(`${trouble.whatHappened} ${trouble.whatToDo}`).not.toContain('hunter2')
})

test.each([
  ['28000', /does not let ann in/, /pg_hba\.conf/],
  ['42501', /may not change the schema of desk/, /GRANT/],
  ['53300', /no more connections/, /max_connections/],
  ['57P03', /starting up or shutting down/, /again/],
  ['ETIMEDOUT', /can't be reached/, /firewall/],
])('an error %s says what it means and what to do', (code, what, todo) => {
  const error = Object.assign(new Error('original words'), { code })
  expect(explainConnection('postgresql://ann@db.internal/desk', error)).toMatchObject(refused(what, todo))
})

test('an error that says nothing about the connection is left as it is', () => {
  const error = new Error('a bug')
  expect(explainConnection('postgresql://ann@db.internal/desk', error)).toBe(error)
})
