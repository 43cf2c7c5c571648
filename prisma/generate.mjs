/**
 * Makes the database client when the schema, or Prisma, is another than it was made from; otherwise does nothing, quickly.
 * Several commands may start at once: one makes it, the others wait.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('..', import.meta.url))
const SCHEMA = join(PROJECT, 'prisma', 'schema')
const GENERATED = join(PROJECT, 'src', 'database', 'generated')
const STAMP = join(GENERATED, 'made-from.txt')
const LOCK = `${GENERATED}.lock`
/** One that was killed leaves its lock; generating takes a second or two. */
const STALE_AFTER_MS = 60_000

const require = createRequire(import.meta.url)
const madeFrom = hashOfInputs()

if (!isMade()) {
  await lock()
  try {
    if (!isMade()) generate()
  } finally {
    rmdirSync(LOCK)
  }
}

function hashOfInputs() {
  const hash = createHash('sha256').update(
    JSON.parse(readFileSync(require.resolve('prisma/package.json'), 'utf8')).version,
  )
  for (const name of readdirSync(SCHEMA).sort()) hash.update(name).update(readFileSync(join(SCHEMA, name)))
  return hash.digest('hex')
}

function isMade() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === madeFrom
}

async function lock() {
  mkdirSync(dirname(LOCK), { recursive: true })
  for (;;) {
    try {
      mkdirSync(LOCK)
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const age = Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > STALE_AFTER_MS) rmdirSync(LOCK)
    else await pause(100)
  }
}

function generate() {
  const cli = join(dirname(require.resolve('prisma/package.json')), 'build', 'index.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
    cwd: PROJECT,
    encoding: 'utf8',
    // The command line wants an engine, and generating needs none: any program that exists will do.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
  })
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}`)
    process.exitCode = 1
    return
  }
  writeFileSync(STAMP, madeFrom)
}
