import { spawn } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isRunning, type Postmaster, readPostmaster } from './postmaster.ts'
import { cannotExecute, programPath, type RunAs, runProgram, spawnOptions } from './run-program.ts'

const LOOK_EVERY_MS = 5
/** Replaying the log after a crash takes seconds, after a long bulk load perhaps minutes. */
const READY_WITHIN_MS = 5 * 60_000
const STOPPED_WITHIN_MS = 30_000
const LOG_ROTATED_AT_BYTES = 5_000_000

/** The server ended before it was ready; `message` is the end of what it logged. */
export class ServerEnded extends Error {
  override readonly name = 'ServerEnded'
}

/** Starts the server of `serverDir` on `port` and waits until it is ready. Throws `ServerEnded` when it ends before. */
export async function runServer(
  as: RunAs,
  serverDir: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<Postmaster> {
  const clusterDir = join(serverDir, 'data')
  const logFile = join(serverDir, 'server.log')
  if (((await stat(logFile).catch(() => null))?.size ?? 0) > LOG_ROTATED_AT_BYTES) await rename(logFile, `${logFile}.1`)
  const log = await open(logFile, 'a', 0o600)
  const { size: logStart } = await log.stat()
  const args = ['-D', clusterDir]
  for (const [name, value] of Object.entries({ ...SETTINGS, port: String(port), ...settings })) {
    args.push('-c', `${name}=${value}`)
  }
  const child = spawn(programPath(as.binaries, 'postgres'), args, {
    ...spawnOptions(as, clusterDir),
    // A session of its own: Ctrl-C in the terminal reaches us alone, and we close the server when we are done with it.
    detached: true,
    // A file and not a pipe, since the server outlives a kill -9 of this process.
    stdio: ['ignore', log.fd, log.fd],
  })
  let ended: string | null = null
  let notRun: Error | null = null
  child.once('error', (error) => {
    ended = error.message
    notRun = error
  })
  child.once('exit', (code, signal) => (ended ??= `ended with ${code ?? signal}`))
  child.unref()
  await log.close()
  try {
    return await waitUntilReady(clusterDir, () => ended, child.pid)
  } catch (error) {
    if (notRun) throw cannotExecute(as, notRun)
    const said = (await readFile(logFile, 'utf8').catch(() => '')).slice(logStart)
    throw new ServerEnded(`${(error as Error).message}\n${said.slice(-2000)}`.trim(), { cause: error })
  }
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Without details, which quote the values of a row that broke a constraint: what people wrote stays out of logs.
  log_error_verbosity: 'terse',
}

/**
 * Waits until the server with process number `pid` says in `postmaster.pid` that it is ready. `ended` tells why it
 * won't be, or null.
 */
export async function waitUntilReady(
  clusterDir: string,
  ended: () => string | null,
  pid: number | undefined,
): Promise<Postmaster> {
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await pause(LOOK_EVERY_MS)) {
    const why = ended()
    if (why) throw new Error(`PostgreSQL ${why}.`)
    const postmaster = await readPostmaster(clusterDir)
    if (postmaster?.pid === pid && postmaster?.state === 'ready') return postmaster
  }
  throw new Error(`PostgreSQL was not ready within ${READY_WITHIN_MS / 1000} s.`)
}

/** Stops the server gracefully (open transactions are rolled back) and waits until it is gone. Does nothing when none runs. */
export async function stopServer(as: RunAs, clusterDir: string): Promise<void> {
  const running = await readPostmaster(clusterDir)
  if (!running || !isRunning(running.pid)) return
  // Windows has no signals to send.
  if (process.platform === 'win32')
    return runProgram(as, 'pg_ctl', ['stop', '-D', clusterDir, '-m', 'fast'], clusterDir)
  process.kill(running.pid, 'SIGINT')
  if (await isGone(clusterDir, running.pid)) return
  // It didn't end in half a minute: ends at once, and replays its log at the next start.
  process.kill(running.pid, 'SIGQUIT')
  await isGone(clusterDir, running.pid)
}

/** The file goes last, and tells more than the process, which stays as a zombie below an init that doesn't reap. */
async function isGone(clusterDir: string, pid: number): Promise<boolean> {
  for (const deadline = Date.now() + STOPPED_WITHIN_MS; Date.now() < deadline; await pause(LOOK_EVERY_MS)) {
    if ((await readPostmaster(clusterDir))?.pid !== pid || !isRunning(pid)) return true
  }
  return false
}
