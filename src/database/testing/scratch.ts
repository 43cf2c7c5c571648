import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRunning } from '../embedded/postmaster.ts'

/** Settings for servers that needn't survive a power cut. */
export const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

const FOLDER = 'huntaze-desk-tests-'

/** A temporary folder that every user may enter (as root the server runs as another one), gone when `remove` is called. */
export async function scratchFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `${FOLDER}${process.pid}-`))
  await chmod(path, 0o755)
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}

/** Removes the folders of runs that were killed with -9. A server that still runs there notices and ends in a minute. */
export async function sweepScratchFolders(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(FOLDER) || isRunning(Number.parseInt(name.slice(FOLDER.length), 10))) continue
    await rm(join(tmpdir(), name), { recursive: true, force: true, maxRetries: 3 }).catch(() => {})
  }
}

/** Writes `<directory>/<name>/migration.sql` for each entry, and returns the directory. */
export async function writeMigrations(directory: string, files: Record<string, string>): Promise<string> {
  await mkdir(directory, { recursive: true })
  for (const [name, sql] of Object.entries(files)) {
    await mkdir(join(directory, name), { recursive: true })
    await writeFile(join(directory, name, 'migration.sql'), sql)
  }
  return directory
}
