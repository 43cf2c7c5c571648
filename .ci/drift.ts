/**
 * Compares what the migrations make with what prisma/schema says. Prisma's engine can't be downloaded everywhere: where
 * its stand-in is missing too, nothing is checked, and that is said.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbedded } from '../src/database/embedded/start-embedded.ts'
import { FAST, scratchFolder } from '../src/database/testing/scratch.ts'

const ENGINE = '../shared/tools/prisma-schema-engine.mjs'
const WHAT = ['--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema', '--exit-code']
const DIFFERENT = 2

if (existsSync(ENGINE)) process.exitCode = await compare()
else process.stdout.write('drift: not checked (no schema engine here)\n')

async function compare(): Promise<number> {
  const scratch = await scratchFolder()
  const [dataDir, stateDir] = [join(scratch.path, 'data'), join(scratch.path, 'state')]
  const server = await startEmbedded({ dataDir, stateDir, settings: FAST })
  try {
    const { status } = spawnSync('node_modules/.bin/prisma', ['migrate', 'diff', ...WHAT], {
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: ENGINE, DATABASE_URL: server.url },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const said = status === 0 ? 'migrations and schema agree' : 'the schema could not be compared'
    process.stdout.write(`drift: ${status === DIFFERENT ? 'the migrations do not make this schema' : said}\n`)
    return status ?? 1
  } finally {
    await server.stop()
    await scratch.remove()
  }
}
