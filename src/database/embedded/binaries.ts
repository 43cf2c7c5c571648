import { randomBytes } from 'node:crypto'
import { cp, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartupError } from '../../kernel/startup-error.ts'
import { makeOpenDirectory, openToOthers } from './open-directory.ts'
import { isMusl, platformPackage } from './platform.ts'
import { canReach, type ServerUser } from './server-user.ts'
import { mendSymlinks } from './symlinks.ts'

/** PostgreSQL's programs on this machine. */
export interface Binaries {
  /** The folder with `bin`, `lib` and `share`. */
  nativeDir: string
  /** The npm package's version, which begins with PostgreSQL's: `18.4.0-beta.17`. */
  version: string
}

const SET_DATABASE_URL = 'Set DATABASE_URL to a PostgreSQL 15 or newer.'

/** Finds the binaries npm installed for this platform, with their library links mended. */
export async function findBinaries(): Promise<Binaries> {
  refuseMusl(process.platform, diagnosticReport)
  const name = platformPackage(process.platform, process.arch)
  if (!name) {
    throw new StartupError(`There is no built-in PostgreSQL for ${process.platform} ${process.arch}.`, SET_DATABASE_URL)
  }
  let nativeDir: string
  try {
    nativeDir = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (error) {
    throw new StartupError(
      `The built-in PostgreSQL (${name}) isn't installed.`,
      `Run \`npm ci\` without --omit=optional, on this kind of machine. Or: ${SET_DATABASE_URL}`,
      error,
    )
  }
  const { version } = JSON.parse(await readFile(join(nativeDir, '..', 'package.json'), 'utf8')) as { version: string }
  await mendSymlinks(nativeDir)
  return { nativeDir, version }
}

/** Says plainly that the binaries can't run on musl, instead of the puzzling "not found" that starting them gives. */
export function refuseMusl(platform: string, report: () => unknown): void {
  if (platform !== 'linux' || !isMusl(report())) return
  throw new StartupError(
    'This is a Linux with musl (Alpine, for example); the built-in PostgreSQL needs glibc.',
    `${SET_DATABASE_URL} Or use an image with glibc, such as node:20-slim.`,
  )
}

function diagnosticReport(): unknown {
  // Known to Node 20.13, not yet to its types.
  const report = process.report as NodeJS.ProcessReport & { excludeNetwork?: boolean }
  // Otherwise it asks the resolver for a name of every open socket's other end.
  report.excludeNetwork = true
  return report.getReport()
}

/**
 * The same binaries at a place where `user` may execute them. Below a home that is closed to others (0700) that is a
 * copy (60 MB, about 0.1 s, made once per version) in `stateDir`, which only root can write to.
 */
export async function executableBinaries(
  found: Binaries,
  user: ServerUser | null,
  stateDir: string,
  log: (line: string) => void,
): Promise<Binaries> {
  if (!user || (await canReach(join(found.nativeDir, 'bin'), user))) return found
  const copy = join(stateDir, `postgresql-${found.version}-${process.arch}`)
  if (!(await stat(copy).catch(() => null))) await copyOnce(found.nativeDir, copy)
  log(`PostgreSQL's programs run from ${copy}, since other users may not enter ${found.nativeDir}.`)
  return { ...found, nativeDir: copy }
}

/** Copies to a name of its own first, so that nobody ever sees half a copy. */
async function copyOnce(from: string, to: string): Promise<void> {
  const half = `${to}.${randomBytes(4).toString('hex')}`
  try {
    await makeOpenDirectory(dirname(to))
    // Static libraries and build files are a tenth of it, and nobody links here.
    const filter = (path: string) => !path.endsWith('.a') && !path.endsWith('pkgconfig')
    await cp(from, half, { recursive: true, verbatimSymlinks: true, filter })
    await openToOthers(half)
    await rename(half, to)
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    if (await stat(to).catch(() => null)) return // another process was faster
    throw new StartupError(
      `The server's user may not execute PostgreSQL's programs in ${from}, and copying them to ${to} failed ` +
        `(${(error as Error).message}).`,
      `Put the project where every user may enter (/opt, /srv), don't run as root, or: ${SET_DATABASE_URL}`,
      error,
    )
  }
}
