import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { StartupError } from '../../kernel/startup-error.ts'
import { isRunning } from './postmaster.ts'
import { type RunAs, runProgram } from './run-program.ts'

/** The server's superuser, and the name of the database in it. */
export const DATABASE_USER = 'huntaze'

/**
 * Makes the cluster in `serverDir` unless it is there. It is built under a name of its own and renamed when whole: a
 * kill in the middle leaves nothing that looks like a cluster, and of two first starts one wins and both go on.
 * `sync` false skips the flush to disk, for servers that are thrown away.
 */
export async function initCluster(as: RunAs, serverDir: string, sync: boolean): Promise<{ made: boolean }> {
  if (await exists(join(serverDir, 'data', 'PG_VERSION'))) {
    await refuseOtherVersion(as, serverDir)
    return { made: false }
  }
  await sweepHalfMade(serverDir)
  const half = `${serverDir}.new-${process.pid}-${randomBytes(3).toString('hex')}`
  try {
    await build(as, half, sync)
    await rename(half, serverDir)
    return { made: true }
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    if (await exists(join(serverDir, 'data', 'PG_VERSION'))) return { made: false } // the other start was faster
    throw explain(error, serverDir)
  }
}

async function build(as: RunAs, half: string, sync: boolean): Promise<void> {
  const passwordFile = join(half, 'password')
  const clusterDir = join(half, 'data')
  await mkdir(half, { mode: 0o700 })
  await mkdir(clusterDir, { mode: 0o700 })
  await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
  if (as.user) {
    // The folder stays ours and the server's user only passes through: it can't lay a link where we write our files.
    await chmod(half, 0o711)
    await chown(clusterDir, as.user.uid, as.user.gid)
    await chown(passwordFile, as.user.uid, as.user.gid)
  }
  const args = ['-D', clusterDir, '-U', DATABASE_USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  // PostgreSQL's own C.UTF-8: text sorts the same on every system, whatever locales it has.
  args.push('--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8')
  // The flush costs 0.1 s of a cold start and is kept: without it, a power cut in the first minute could tear catalog
  // files that the write-ahead log no longer covers.
  args.push('--no-instructions', sync ? '--sync-method=fsync' : '--no-sync')
  await runProgram(as, 'initdb', args, half)
}

function explain(error: unknown, serverDir: string): StartupError {
  if (error instanceof StartupError) return error
  const { message } = error as Error
  // Containers often run as a bare number.
  if (/could not look up effective user ID/.test(message)) {
    return new StartupError(
      `PostgreSQL can't make its database for a user without a name: ${message}`,
      'Run as a user of /etc/passwd (`docker run --user node`, for example), or set DATABASE_URL to a PostgreSQL 15 or newer.',
      error,
    )
  }
  return new StartupError(
    `The database could not be made in ${serverDir}: ${message}`,
    'Free some disk space or mend the permissions if the message says so; else set DATABASE_URL to a PostgreSQL 15 or newer.',
    error,
  )
}

/** Removes what a first start left that was killed in the middle. */
async function sweepHalfMade(serverDir: string): Promise<void> {
  const prefix = `${basename(serverDir)}.new-`
  for (const name of await readdir(dirname(serverDir))) {
    if (!name.startsWith(prefix) || isRunning(Number.parseInt(name.slice(prefix.length), 10))) continue
    // Its initdb may still be writing there, until it notices; then the next start sweeps.
    await rm(join(dirname(serverDir), name), { recursive: true, force: true }).catch(() => {})
  }
}

async function refuseOtherVersion({ binaries }: RunAs, serverDir: string): Promise<void> {
  const written = (await readFile(join(serverDir, 'data', 'PG_VERSION'), 'utf8')).trim()
  const ours = binaries.version.split('.')[0]
  if (written === ours) return
  throw new StartupError(
    `The database in ${serverDir} was written by PostgreSQL ${written}; this program brings ${ours}.`,
    `Dump it with PostgreSQL ${written} (pg_dump) and load it into the new one, or go back to the earlier program.`,
  )
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
