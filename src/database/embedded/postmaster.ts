import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What `postmaster.pid` says about the server of a cluster. */
export interface Postmaster {
  pid: number
  port: number
  state: 'starting' | 'ready' | 'stopping'
}

/** Reads `postmaster.pid` in the cluster; null when there is none, or it is half written. */
export async function readPostmaster(clusterDir: string): Promise<Postmaster | null> {
  const text = await readFile(pidFile(clusterDir), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!Number.isSafeInteger(pid) || pid <= 0 || !Number.isSafeInteger(port)) return null
  const state = lines[7] === 'ready' ? 'ready' : lines[7] === 'stopping' ? 'stopping' : 'starting'
  return { pid, port, state }
}

/**
 * The server that runs on this cluster; null when none does. A `postmaster.pid` whose process is gone stays, since
 * PostgreSQL reads in it whether orphans still hold the shared memory. One whose number was given to another program
 * is removed: PostgreSQL would take that program for a server and refuse to start.
 */
export async function findLivePostmaster(clusterDir: string): Promise<Postmaster | null> {
  const written = await readPostmaster(clusterDir)
  if (!written || !isRunning(written.pid)) return null
  if (await isServerOf(written.pid, clusterDir)) return written
  // Unless another start has just written a new one.
  if ((await readPostmaster(clusterDir))?.pid === written.pid) await rm(pidFile(clusterDir), { force: true })
  return null
}

/** Whether a process with this number exists. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The command line tells: a server is always started with `-D` and its cluster. (Its working directory would tell more, but root in a container may not look.) */
async function isServerOf(pid: number, clusterDir: string): Promise<boolean> {
  if (process.platform === 'win32') return true
  const commandLine =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : await promisify(execFile)('ps', ['-ww', '-p', String(pid), '-o', 'command=']).then(
          ({ stdout }) => stdout,
          () => '',
        )
  return commandLine.includes('postgres') && commandLine.includes(clusterDir)
}

function pidFile(clusterDir: string): string {
  return join(clusterDir, 'postmaster.pid')
}
