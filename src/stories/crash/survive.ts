import { expect } from 'vitest'
import { testDatabase } from '../../database/testing/test-database.ts'
import { furnish } from './furnish.ts'
import type { Point } from './points.ts'
import { brokenPromises } from './promises.ts'
import type { ChildProgram } from './run-child.ts'
import { type FanName, playWorkload } from './workload.ts'
import { openWorld, START, type World } from './world.ts'

const MOST_MINUTES = 30

/**
 * Runs the product to its death, or deaths, then without one to the end, and looks whether every promise was kept. A
 * moment that never comes is an error, unless it `mayNotCome`.
 */
export async function survive(
  program: ChildProgram,
  { cast, deaths }: Point,
  options: { mayNotCome?: true } = {},
): Promise<void> {
  const { url, database, drop } = await testDatabase({ max: 2 })
  await furnish(url, START)
  for (const [run, moment] of deaths.entries()) {
    const end = await program.run([url, String(run), cast.join(' '), moment])
    if (end === 'exit 0' && options.mayNotCome) break
    if (end !== 'SIGKILL') throw new Error(`${moment} was not reached: ${end}`)
    await expireLeases(database)
  }
  await playToTheEnd(url, deaths.length, cast)
  await drop()
}

/** The last run, which nobody kills: everything that was promised must hold after it. */
async function playToTheEnd(url: string, run: number, cast: readonly FanName[]): Promise<void> {
  const world = await openWorld(url, run)
  try {
    expect(await unkeptReceipts(world), 'what the door had answered for is stored').toEqual([])
    await playWorkload(world, cast)
    // Sources that are not sure send again: nothing of it may be new, nothing may change.
    for (const name of await world.outside.requests()) {
      expect(new Set(await world.tellAgain(name)), name).toEqual(new Set(['duplicate']))
    }
    await world.pass(2_000)
    await untilDigestsStand(world)
    expect(await brokenPromises(world)).toEqual([])
  } finally {
    await world.stop()
  }
}

/**
 * Figures are rolled up by the minute, and a digest that waited for them looks again a moment later. While anybody writes in
 * the same server, as stories beside this one do, figures don't count as whole: then they wait for another minute.
 */
async function untilDigestsStand(world: World): Promise<void> {
  for (let minutes = 0; minutes < MOST_MINUTES; minutes += 1) {
    await world.minute()
    await world.pass(21_000)
    const owed = await world.outside.database.query("SELECT FROM digest_posts WHERE state = 'owed' LIMIT 1")
    if (owed.length === 0) return
  }
}

async function unkeptReceipts({ outside }: World): Promise<string[]> {
  const rows = await outside.database.query<{ id: string }>(
    `SELECT event->>'id' AS id FROM outside.requests, jsonb_array_elements(body::jsonb->'events') event
     WHERE answered AND NOT EXISTS (SELECT FROM received WHERE event_id = event->>'id')`,
  )
  return rows.map(({ id }) => id)
}

/** Stands for the half minute that a worker's lease outlives it. */
export async function expireLeases(database: { query(text: string): Promise<unknown> }): Promise<void> {
  await database.query(`UPDATE tasks SET lease_until = clock_timestamp() - interval '1 second' WHERE state = 'running'`)
}
