import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type * as esbuild from 'esbuild'

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url))
/** Bundled by the esbuild that tsx brings: a child starts in a fifth of the time. */
const TSX = createRequire(createRequire(import.meta.url).resolve('tsx/package.json'))

/** Packages in CommonJS ask for it. */
const REQUIRE = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`

/** The program of `child.ts`, made once for a file of tests. */
export interface ChildProgram {
  /** Runs it to its end and says how it ended: `SIGKILL`, or its exit code with what it said. */
  run(args: readonly string[], killAfterMs?: number): Promise<string>
  remove(): Promise<void>
}

export async function makeChildProgram(): Promise<ChildProgram> {
  const folder = join(PROJECT, 'node_modules', '.cache', `huntaze-desk-crash-${process.pid}`)
  await mkdir(folder, { recursive: true })
  const program = join(folder, 'child.mjs')
  const { build } = TSX('esbuild') as typeof esbuild
  await build({
    entryPoints: [fileURLToPath(new URL('child.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    external: ['pg', '@prisma/*'],
    banner: { js: REQUIRE },
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    plugins: [{ name: 'own-urls', setup: keepOwnUrls }],
  })
  return {
    run: (args, killAfterMs) => runProgram(program, args, killAfterMs),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Files that lie beside a source file are looked for beside it, not beside the bundle. */
function keepOwnUrls({ onLoad }: esbuild.PluginBuild): void {
  onLoad({ filter: /\.ts$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8')
    return { loader: 'ts', contents: source.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)) }
  })
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
