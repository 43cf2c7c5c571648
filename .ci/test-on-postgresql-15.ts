/**
 * Runs the tests that need a database against Debian's PostgreSQL 15, the oldest that is supported, on a server of their
 * own.
 */
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { choosePort } from '../src/database/embedded/port.ts'
import { type RunAs, runProgram } from '../src/database/embedded/run-program.ts'
import { runServer, stopServer } from '../src/database/embedded/run-server.ts'
import { serverUser } from '../src/database/embedded/server-user.ts'
import { FAST, scratchFolder } from '../src/database/testing/scratch.ts'

const PROGRAMS = '/usr/lib/postgresql/15'
const USER = 'huntaze'
const PASSWORD = 'only-for-tests'

if (existsSync(join(PROGRAMS, 'bin', 'postgres'))) process.exitCode = await testThere()
else {
  process.stderr.write(`PostgreSQL 15 is not in ${PROGRAMS}. On Debian: apt-get install postgresql-15\n`)
  process.exitCode = 1
}

async function testThere(): Promise<number> {
  const scratch = await scratchFolder()
  const clusterDir = join(scratch.path, 'data')
  const as: RunAs = { binaries: { nativeDir: PROGRAMS, version: '15' }, user: await serverUser(clusterDir) }
  try {
    await makeCluster(as, scratch.path, clusterDir)
    const port = await choosePort(scratch.path)
    await runServer(as, scratch.path, port, { ...FAST, max_connections: '300' })
    process.stdout.write(`PostgreSQL 15 runs on 127.0.0.1:${port}.\n`)
    return runTests(`postgresql://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`)
  } finally {
    await stopServer(as, clusterDir)
    await scratch.remove()
  }
}

async function makeCluster(as: RunAs, folder: string, clusterDir: string): Promise<void> {
  const passwordFile = join(folder, 'password')
  mkdirSync(clusterDir, { mode: 0o700 })
  writeFileSync(passwordFile, PASSWORD, { mode: 0o600 })
  if (as.user) for (const path of [clusterDir, passwordFile]) chownSync(path, as.user.uid, as.user.gid)
  const args = ['-D', clusterDir, '-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync']
  await runProgram(as, 'initdb', [...args, '--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions'], folder)
}

/** Arguments of this script go to vitest: reporters, a single file. */
function runTests(url: string): number {
  const files = ['.db.test.ts', '.story.test.ts']
  const { status } = spawnSync(
    'node_modules/.bin/vitest',
    ['run', '--project', 'unit', ...files, ...process.argv.slice(2)],
    {
      env: { ...process.env, TEST_DATABASE_URL: url },
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  return status ?? 1
}
