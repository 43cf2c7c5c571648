import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findLivePostmaster } from '../../database/embedded/postmaster.ts'

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url))
/** A first start makes a database, and the machine that tests may be busy with more. */
export const READY_WITHIN_MS = 90_000

/** The real program, `src/main.ts`, in a process of its own. */
export interface Program {
  process: ChildProcess
  /** All that it said so far, on both streams. */
  said(): string
  /** Its addresses (of workers: where they say that they live), once it serves. Fails with what it said when it ends instead. */
  ready(): Promise<{ door: string; web: string }>
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<string>
  /** How it ended by itself: `exit 1`, or the signal. */
  ended: Promise<string>
}

export interface Start {
  dataDir: string
  settings?: Record<string, string>
  args?: string[]
  /** As the README says: through npm. */
  npm?: true
  /** A bundle of it, which starts in a fifth of the time. */
  bundle?: string
  /** Runs as another user than the one that tests; needs root. */
  uid?: number
}

const running = new Set<ChildProcess>()

export function startProgram({ dataDir, settings = {}, args = ['--empty'], uid, npm, bundle }: Start): Program {
  const { PATH, HOME, TMPDIR, LD_LIBRARY_PATH } = process.env
  const given = { PATH, HOME: uid === undefined ? HOME : '/tmp', TMPDIR, LD_LIBRARY_PATH }
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const [command = '', ...words] = npm
    ? ['npm', 'start', '--', ...args]
    : [process.execPath, ...(bundle ? [bundle] : ['--import', 'tsx', join(PROJECT, 'src/main.ts')]), ...args]
  const child = spawn(command, words, {
    cwd: PROJECT,
    env: { ...known, DATA_DIR: dataDir, DOOR_PORT: '0', WEB_PORT: '0', TURN_QUIET_MS: '50', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid: uid }),
  })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk))
  const ended = once(child, 'close').then(([code, signal]) => {
    running.delete(child)
    return (signal as string | null) ?? `exit ${code}`
  })
  return {
    process: child,
    said: () => output,
    ended,
    async ready() {
      for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await pause(25)) {
        const door = /(?:Door|Workers) +(http:\/\/[^/\s]+)\//.exec(output)?.[1]
        const web = /Web desk +(http:\/\/\S+)/.exec(output)?.[1] ?? ''
        if (door && output.includes('Stop with Ctrl-C')) return { door, web }
        if (child.exitCode !== null || child.signalCode !== null) break
      }
      throw new Error(`the program does not serve:\n${output}`)
    },
    async end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

/** For the end of a test: nothing that it started outlives it. */
export async function killAll(dataDirs: readonly string[]): Promise<void> {
  for (const child of running) child.kill('SIGKILL')
  for (const dataDir of dataDirs) {
    const server = await serverOf(dataDir)
    if (server !== null) process.kill(server, 'SIGQUIT')
    while ((await serverOf(dataDir)) !== null) await pause(25)
  }
}

/** The process of the embedded server on a data directory; null when none runs. */
export async function serverOf(dataDir: string): Promise<number | null> {
  return (await findLivePostmaster(join(dataDir, 'server', 'data')))?.pid ?? null
}
