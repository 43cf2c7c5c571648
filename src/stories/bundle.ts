import { mkdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type * as esbuild from 'esbuild'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))
/** Bundled by the esbuild that tsx brings: a child starts in a fifth of the time. */
const TSX = createRequire(createRequire(import.meta.url).resolve('tsx/package.json'))

/** Packages in CommonJS ask for it. */
const REQUIRE = `import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);`

/** A program made into one file, for tests that start it many times. */
export interface Bundle {
  file: string
  remove(): Promise<void>
}

export async function makeBundle(name: string, entry: string): Promise<Bundle> {
  const folder = join(PROJECT, 'node_modules', '.cache', `huntaze-desk-${name}-${process.pid}`)
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${name}.mjs`)
  const { build } = TSX('esbuild') as typeof esbuild
  await build({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    external: ['pg', '@prisma/*', 'bullmq', 'ioredis', '@bull-board/*', '@resvg/*'],
    banner: { js: REQUIRE },
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    plugins: [{ name: 'own-urls', setup: keepOwnUrls }],
  })
  return { file, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Files that lie beside a source file are looked for beside it, not beside the bundle. */
function keepOwnUrls({ onLoad }: esbuild.PluginBuild): void {
  onLoad({ filter: /\.ts$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8')
    return { loader: 'ts', contents: source.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)) }
  })
}
