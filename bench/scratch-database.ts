import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectDatabase } from '../src/database/connect.ts'
import type { Database } from '../src/database/pool.ts'

export interface ScratchDatabase {
  database: Database
  url: string
  /** CPU time of all of PostgreSQL's processes so far, in milliseconds; NaN where /proc doesn't tell. */
  cpuMs(): Promise<number>
  /** Memory that its processes hold of their own, shared buffers apart; 0 where /proc doesn't tell. */
  anonymousMib(): Promise<number>
  /** Stops the server and removes its files. */
  remove(): Promise<void>
}

/** An embedded PostgreSQL as `npm start` runs it (fsync on, on the project's own disk), empty but for the migrations. */
export async function scratchDatabase(): Promise<ScratchDatabase> {
  const parent = fileURLToPath(new URL('../.huntaze/bench/', import.meta.url))
  await mkdir(parent, { recursive: true })
  const dataDir = await mkdtemp(join(parent, `${process.pid}-`))
  await chmod(dataDir, 0o755)
  const stateDir = join(dataDir, 'state')
  const connected = await connectDatabase({ dataDir, stateDir, role: 'application', max: 4 })
  const [row] = await connected.database.query<{ folder: string; fsync: string }>(
    `SELECT current_setting('data_directory') AS folder, current_setting('fsync') AS fsync`,
  )
  if (row?.fsync !== 'on') throw new Error('the embedded server runs without fsync')
  const postmaster = Number.parseInt(await readFile(join(row.folder, 'postmaster.pid'), 'utf8'), 10)
  return {
    database: connected.database,
    url: connected.url,
    cpuMs: () => cpuMsOf(postmaster),
    anonymousMib: () => anonymousMibOf(postmaster),
    async remove() {
      await connected.close()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** /proc counts in hundredths of a second on every Linux that Node runs on. */
const TICK_MS = 10

async function cpuMsOf(postmaster: number): Promise<number> {
  try {
    const all = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(readStat))
    const own = all.find((process) => process?.pid === postmaster)
    if (!own) return Number.NaN
    const children = all.filter((process) => process?.parent === postmaster)
    const ticks = children.reduce((sum, process) => sum + (process?.ticks ?? 0), own.ticks + own.endedTicks)
    return ticks * TICK_MS
  } catch {
    return Number.NaN
  }
}

async function anonymousMibOf(postmaster: number): Promise<number> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const all = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')))
  const own = all.filter((status) => new RegExp(`^PPid:\\s+${postmaster}$`, 'm').test(status))
  return own.reduce((sum, status) => sum + Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024, 0)
}

async function readStat(pid: string) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (text === null) return null
  // After the program's name, which may hold anything, come the state and numbers (proc(5)): parent, …, utime, stime, cutime, cstime.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const sum = (from: number): number => Number(fields[from]) + Number(fields[from + 1])
  return { pid: Number(pid), parent: Number(fields[1]), ticks: sum(11), endedTicks: sum(13) }
}
