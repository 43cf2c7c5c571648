import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { StartupError } from '../../kernel/startup-error.ts'
import type { Binaries } from './binaries.ts'
import type { ServerUser } from './server-user.ts'

/** What every process of the server is started with. */
export interface RunAs {
  binaries: Binaries
  user: ServerUser | null
}

export function programPath(binaries: Binaries, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(binaries.nativeDir, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/** Options of `spawn` for a program of the server: its user, and an environment without our secrets. */
export function spawnOptions({ user }: RunAs, cwd: string) {
  return {
    cwd,
    windowsHide: true,
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
    // API keys in our environment are none of the server's business. (Windows programs need theirs to find DLLs.)
    ...(process.platform === 'win32' ? {} : { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } }),
  }
}

/** Runs a program to its end; throws an error that holds its output unless it ended well. */
export async function runProgram(as: RunAs, name: 'initdb' | 'pg_ctl', args: string[], cwd: string): Promise<void> {
  const child = spawn(programPath(as.binaries, name), args, {
    ...spawnOptions(as, cwd),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('close', done)).catch(
    (error) => {
      throw cannotExecute(as, error)
    },
  )
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${output.trim()}`)
}

/** What it means when the system won't run one of the programs at all. */
export function cannotExecute({ binaries }: RunAs, error: Error): StartupError {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
  return new StartupError(
    missing
      ? `PostgreSQL's programs in ${binaries.nativeDir} can't run on this system: they, or glibc's loader, are missing.`
      : `PostgreSQL's programs in ${binaries.nativeDir} may not be executed (${error.message}).`,
    missing
      ? 'Run `npm ci` again, or set DATABASE_URL to a PostgreSQL 15 or newer.'
      : 'Is the file system mounted noexec, or closed to this user? Move the project, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    error,
  )
}
