import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase } from '../../database/testing/test-database.ts'
import { furnish } from './furnish.ts'
import { FANS, furnishFlows, playMonth, stateOf } from './month.ts'
import { FLOW_MOMENTS } from './points.ts'
import { type ChildProgram, makeChildProgram } from './run-child.ts'
import { expireLeases } from './survive.ts'
import { START } from './world.ts'

/** Each costs the start of a program; `MONTH_KILLS` asks for more, or fewer. `days.prop.test.ts` dies fifty times, in memory. */
const KILLS = Number(process.env.MONTH_KILLS ?? FLOW_MOMENTS.length)

let program: ChildProgram
beforeAll(async () => {
  program = await makeChildProgram('month-child.ts')
})
afterAll(() => program.remove())

async function month() {
  const made = await testDatabase({ max: 2 })
  await furnish(made.url, START)
  await furnishFlows(made.url)
  return made
}

it(`a month of ${FANS} fans and 6 flows on the real store ends in the same state after ${KILLS} kills -9 where flows commit`, async () => {
  const quiet = await month()
  await playMonth(quiet.url, 0)
  const wanted = await stateOf(quiet.url)
  await quiet.drop()
  expect(wanted.runs.length).toBeGreaterThan(200)
  expect(wanted.cards.length).toBeGreaterThan(20)
  expect(wanted.notices.length).toBeGreaterThan(20)

  const killed = await month()
  const died = new Set<string>()
  for (let n = 0; n < KILLS; n += 1) {
    const moment = FLOW_MOMENTS[n % FLOW_MOMENTS.length] ?? ''
    expect(await program.run([killed.url, String(n), moment]), `${moment}, kill ${n + 1}`).toBe('SIGKILL')
    died.add(moment)
    await expireLeases(killed.database)
  }
  await playMonth(killed.url, KILLS)
  expect(died.size).toBe(Math.min(KILLS, FLOW_MOMENTS.length))
  expect(await stateOf(killed.url)).toEqual(wanted)
  await killed.drop()
}, 1_800_000)
