import { createHash, randomBytes } from 'node:crypto'
import { access, constants, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { StartupError } from '../../kernel/startup-error.ts'
import { makeOpenDirectory } from './open-directory.ts'
import { canReach, type ServerUser, serverUser } from './server-user.ts'

/** Where one embedded server keeps everything, and whom it runs as (null: as us). */
export interface Home {
  /** Holds `data` (the cluster), `password`, `port` and `server.log`. Doesn't exist before the first start. */
  serverDir: string
  user: ServerUser | null
}

/**
 * Decides where the server of `dataDir` lives: in `dataDir/server`. Only when we are root and the server's user can't
 * get there (a checkout below /root, 0700) it lives in `stateDir` instead (/var/lib/huntaze-desk: survives reboots, as
 * /tmp doesn't), and `dataDir/kept-at` names the place. The name is remembered rather than computed from the path, so
 * that a project that is moved keeps its data, and one whose `.huntaze` was deleted begins anew.
 */
export async function findHome(dataDir: string, stateDir: string, log: (line: string) => void): Promise<Home> {
  await makeDirectory(resolve(dataDir))
  const directory = await realpath(dataDir)
  const keptAt = join(directory, 'kept-at')
  let home = await readKeptAt(keptAt)
  let user = await serverUser(join(home ?? directory, 'server', 'data'))
  if (!home && user && !(await canReach(directory, user))) {
    home = await keepElsewhere(directory, keptAt, stateDir)
    user = await serverUser(join(home, 'server', 'data'))
  }
  if (home) log(`The database is kept in ${home}, since the server's user may not enter ${directory}.`)
  const serverDir = join(home ?? directory, 'server')
  if (!user) await refuseForeign(home ?? directory, serverDir)
  return { serverDir, user }
}

async function readKeptAt(pointer: string): Promise<string | null> {
  const home = await readFile(pointer, 'utf8').then(
    (text) => text.trim(),
    () => null,
  )
  if (home && !(await stat(home).catch(() => null))) {
    throw new StartupError(
      `The database of this project was kept in ${home}, which is gone (or closed to this user).`,
      `Bring it back, or delete ${pointer} to begin with an empty database.`,
    )
  }
  return home
}

async function keepElsewhere(directory: string, pointer: string, stateDir: string): Promise<string> {
  const project = basename(dirname(dirname(directory))).replace(/[^\w.-]/g, '') || 'project'
  const key = createHash('sha256').update(directory).update(randomBytes(8)).digest('hex').slice(0, 12)
  const home = join(stateDir, `${project}-${key}`)
  try {
    await makeDirectory(home)
    // `wx`: of two first starts at the same time, one decides.
    await writeFile(pointer, `${home}\n`, { flag: 'wx' })
    return home
  } catch (error) {
    const theirs = await readKeptAt(pointer)
    if (theirs) return theirs
    throw new StartupError(
      `PostgreSQL doesn't run as root, the user it runs as may not enter ${directory}, and ${home} can't be made.`,
      "Put the project where every user may enter (/opt, /srv), don't run as root, or set DATABASE_URL.",
      error,
    )
  }
}

async function makeDirectory(directory: string): Promise<void> {
  // What lies in it is closed by itself.
  await makeOpenDirectory(directory).catch((error) => {
    throw unwritable(directory, error)
  })
}

/** Refuses a directory we can't write to, or whose server belongs to another user: PostgreSQL would, less clearly. */
async function refuseForeign(directory: string, serverDir: string): Promise<void> {
  const owner = (await stat(serverDir).catch(() => null))?.uid
  const us = process.getuid?.()
  if (owner !== undefined && us !== undefined && owner !== us) {
    throw new StartupError(
      `The database in ${serverDir} belongs to another user (uid ${owner}; this is uid ${us}). It was made by root?`,
      `Start as that user again, or take it over with the server stopped: sudo chown -R ${us} ${serverDir}`,
    )
  }
  await access(directory, constants.W_OK | constants.X_OK).catch((error) => {
    throw unwritable(directory, error)
  })
}

function unwritable(directory: string, error: unknown): StartupError {
  return new StartupError(
    `The data directory ${directory} can't be written to (${(error as Error).message}).`,
    'Make it writable for this user, choose another one with DATA_DIR, or set DATABASE_URL.',
    error,
  )
}
