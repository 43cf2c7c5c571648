import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { connectDatabase } from './connect.ts'
import { scratchFolder, writeMigrations } from './testing/scratch.ts'

const DESK = fileURLToPath(new URL('testing/desk-process.ts', import.meta.url))
const ROUNDS = 24
/** `CRASH_SEED` kills at the same moments again. */
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)

/** 0..1, evenly spread over the rounds whatever the seed. */
const moment = (round: number): number => (SEED * Math.SQRT2 + round * ((Math.sqrt(5) - 1) / 2)) % 1

test('after a kill -9 at any moment of the first start, the next start just works', { timeout: 180_000 }, async () => {
  const scratch = await scratchFolder()
  const stateDir = join(scratch.path, 'state')
  const migrations = await writeMigrations(join(scratch.path, 'migrations'), {
    '1_notes': 'CREATE TABLE notes (text text)',
    '2_more': 'ALTER TABLE notes ADD COLUMN more text',
  })
  for (let round = 0; round < ROUNDS; round++) {
    // Every third round begins with nothing, the others with what the last kill left.
    const dataDir = join(scratch.path, `data-${Math.floor(round / 3)}`)
    const desk = spawn(process.execPath, ['--import', 'tsx', DESK, dataDir, stateDir, migrations], { stdio: 'ignore' })
    const exited = once(desk, 'exit')
    await pause(moment(round) * 2_500)
    desk.kill('SIGKILL')
    await exited
    if (round % 3 !== 2) continue
    const connected = await connectDatabase({ dataDir, stateDir, migrations, role: 'application', max: 1 })
    expect(await connected.database.query('SELECT text, more FROM notes')).toEqual([])
    await connected.close()
  }
  await scratch.remove()
})
