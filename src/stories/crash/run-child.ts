import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { makeBundle } from '../bundle.ts'

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url))

/** A program that dies by itself, made once for a file of tests. */
export interface ChildProgram {
  /** Runs it to its end and says how it ended: `SIGKILL`, or its exit code with what it said. */
  run(args: readonly string[], killAfterMs?: number): Promise<string>
  remove(): Promise<void>
}

/** `entry`: the file beside this one that it is made of. */
export async function makeChildProgram(entry = 'child.ts'): Promise<ChildProgram> {
  const { file, remove } = await makeBundle(
    `crash-${entry.replace('.ts', '')}`,
    fileURLToPath(new URL(entry, import.meta.url)),
  )
  return { run: (args, killAfterMs) => runProgram(file, args, killAfterMs), remove }
}

async function runProgram(program: string, args: readonly string[], killAfterMs?: number): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], { cwd: PROJECT, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk
  })
  const timer = killAfterMs === undefined ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  if (timer) clearTimeout(timer)
  return signal ?? `exit ${code} ${said.slice(-2_000)}`.trim()
}
