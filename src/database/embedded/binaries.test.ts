import { chmod, mkdir, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { scratchFolder } from '../testing/scratch.ts'
import { executableBinaries } from './binaries.ts'
import { canReach } from './server-user.ts'
import { mendSymlinks } from './symlinks.ts'

const NOBODY = { uid: 65534, gid: 65534 }
let scratch: Awaited<ReturnType<typeof scratchFolder>>
let nativeDir: string

/** A package as `npm ci --ignore-scripts` leaves it: the library without its links. */
beforeEach(async () => {
  scratch = await scratchFolder()
  nativeDir = join(scratch.path, 'closed', 'package', 'native')
  await mkdir(join(nativeDir, 'lib'), { recursive: true })
  await mkdir(join(nativeDir, 'bin'))
  await writeFile(join(nativeDir, 'bin', 'postgres'), 'program', { mode: 0o700 })
  await writeFile(join(nativeDir, 'lib', 'libicuuc.so.60.2'), 'library')
  const link = { source: 'native/lib/libicuuc.so.60.2', target: 'native/lib/libicuuc.so.60' }
  await writeFile(join(nativeDir, 'pg-symlinks.json'), JSON.stringify([link]))
})
afterEach(() => scratch.remove())

test('library links that --ignore-scripts left out are made, once', async () => {
  expect(await mendSymlinks(nativeDir)).toBe(1)
  expect(await readlink(join(nativeDir, 'lib', 'libicuuc.so.60'))).toBe('libicuuc.so.60.2')
  expect(await mendSymlinks(nativeDir)).toBe(0)
})

test('a package without a list of links (Windows) needs none', async () => {
  await rm(join(nativeDir, 'pg-symlinks.json'))
  expect(await mendSymlinks(nativeDir)).toBe(0)
})

test("a directory closed to others is out of the server user's reach, one that doesn't exist yet is not", async () => {
  expect(await canReach(join(nativeDir, 'bin'), NOBODY)).toBe(true)
  expect(await canReach(join(nativeDir, 'not', 'there'), NOBODY)).toBe(true)
  await chmod(join(scratch.path, 'closed'), 0o700)
  expect(await canReach(join(nativeDir, 'bin'), NOBODY)).toBe(process.getuid?.() === NOBODY.uid)
})

test('binaries below a home of mode 0700 are copied once to where the server user may execute them', async () => {
  await mendSymlinks(nativeDir)
  await chmod(join(scratch.path, 'closed'), 0o700)
  const found = { nativeDir, version: '18.4.0' }
  const stateDir = join(scratch.path, 'state')
  const log: string[] = []
  const nobody = { uid: 65533, gid: 65533 }
  const copies = await Promise.all(
    [1, 2].map(() => executableBinaries(found, nobody, stateDir, (line) => log.push(line))),
  )
  expect(copies[0]).toEqual(copies[1])
  const copy = copies[0]?.nativeDir ?? ''
  expect(log[0]).toContain(copy)
  expect(await canReach(join(copy, 'bin'), nobody)).toBe(true)
  expect((await stat(join(copy, 'bin', 'postgres'))).mode & 0o777).toBe(0o755)
  expect(await readlink(join(copy, 'lib', 'libicuuc.so.60'))).toBe('libicuuc.so.60.2')
})
