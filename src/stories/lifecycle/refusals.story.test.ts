import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scratchFolder } from '../../database/testing/scratch.ts'
import { killAll, READY_WITHIN_MS, type Start, serverOf, startProgram } from './program.ts'

let scratch: Awaited<ReturnType<typeof scratchFolder>>
let dataDir: string
const timeout = 2 * READY_WITHIN_MS

beforeAll(async () => {
  scratch = await scratchFolder()
  dataDir = join(scratch.path, 'data')
})
afterAll(async () => {
  await killAll([dataDir])
  await scratch.remove()
}, timeout)

/** Starts a program that can't start, and returns what it says. */
async function refused(settings: Start['settings'] = {}): Promise<string> {
  const program = startProgram({ dataDir, settings })
  expect(await program.ended, program.said()).toBe('exit 1')
  expect(program.said()).not.toMatch(/\n {4}at /) // a stack is for bugs
  return program.said()
}

test('a misspelt and a malformed setting are named, with what is meant and allowed, before anything is touched', {
  timeout,
}, async () => {
  const said = await refused({ DOOR_PROT: '1', WEB_PORT: 'abc' })
  expect(said).toContain('DOOR_PROT is not a setting; did you mean DOOR_PORT?')
  expect(said).toMatch(/WEB_PORT: “abc” can't be used: .*number/i)
  expect(said).toContain('.env.example shows every setting')
  expect(await serverOf(dataDir)).toBeNull()
})

test('a port that is taken is named with its setting, and no server is left behind', { timeout }, async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const said = await refused({ WEB_PORT: String(port) })
  other.close()
  expect(said).toContain(`Port ${port} on 127.0.0.1 is taken.`)
  expect(said).toContain('set WEB_PORT to another port')
  expect(await serverOf(dataDir)).toBeNull()
})

test('a DATABASE_URL where nothing answers is named, and its password is not', { timeout }, async () => {
  const said = await refused({ DATABASE_URL: 'postgresql://desk:s3cret@127.0.0.1:1/desk' })
  expect(said).toContain('Nothing answers at 127.0.0.1:1, where DATABASE_URL points.')
  expect(said).not.toContain('s3cret')
})
