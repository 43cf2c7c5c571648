import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../database/testing/test-database.ts'
import { furnish } from './furnish.ts'
import { inLane } from './lanes.ts'
import { MORE_POINTS, POINTS, titleOf } from './points.ts'
import { brokenPromises } from './promises.ts'
import { type ChildProgram, makeChildProgram } from './run-child.ts'
import { survive } from './survive.ts'
import { EVERYBODY, playWorkload } from './workload.ts'
import { openWorld, START } from './world.ts'

/** Every point waits for its lane. */
const timeout = 240_000

let program: ChildProgram
beforeAll(async () => {
  program = await makeChildProgram()
})
afterAll(() => program.remove())

it('with nobody killed, every button does what it says, every promise is kept, and every transaction has its points', {
  timeout,
}, async () => {
  const { url, drop } = await testDatabase()
  await furnish(url, START)
  const seen = new Set<string>()
  const world = await openWorld(url, 0, (moment) => seen.add(moment.replace(/^before commit of /, '')))
  await playWorkload(world, EVERYBODY)
  const refused = await world.outside.database.query(`SELECT name, answer FROM outside.presses WHERE answer <> 'done'`)
  expect(refused).toEqual([])
  expect(await brokenPromises(world)).toEqual([])
  await world.stop()
  await drop()

  const named = [...POINTS, ...MORE_POINTS].flatMap(({ deaths }) => deaths).join(' ')
  const without = [...seen].filter((name) => !name.includes(' ') && !named.includes(`commit of ${name}`))
  expect(without, 'transactions without a point; add them in points.ts').toEqual([])
})

describe.concurrent('after a kill -9', () => {
  for (const point of POINTS) {
    it(`${titleOf(point)}, every promise is kept`, { timeout }, () => inLane(() => survive(program, point)))
  }
})

afterAll(() => {
  const moments = new Set(POINTS.flatMap(({ deaths }) => deaths))
  console.log(`${moments.size} moments of death in ${POINTS.length} stories:\n${POINTS.map(titleOf).join('\n')}`)
})
