import { afterAll, beforeAll, describe, it } from 'vitest'
import { inLane } from './lanes.ts'
import { MORE_POINTS, type Point, titleOf } from './points.ts'
import { type ChildProgram, makeChildProgram } from './run-child.ts'
import { survive } from './survive.ts'
import { EVERYBODY } from './workload.ts'

/** New stories begin for so long. */
const ROUNDS_MS = 90_000
const timeout = 300_000
/** `CRASH_SEED` tells the same stories again. */
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)

let program: ChildProgram
beforeAll(async () => {
  program = await makeChildProgram()
})
afterAll(() => program.remove())

describe.concurrent('after a kill -9', () => {
  for (const point of MORE_POINTS) {
    it(`${titleOf(point)}, every promise is kept`, { timeout }, () => inLane(() => survive(program, point)))
  }
})

it(`after kills at any moment (seed ${SEED}), one to three in a row, every promise is kept`, { timeout }, async () => {
  const random = randomFrom(SEED)
  const until = Date.now() + ROUNDS_MS
  const tell = async (): Promise<void> => {
    while (Date.now() < until) {
      const point = anyPoint(random)
      await survive(program, point, { mayNotCome: true }).catch((cause: unknown) => {
        throw new Error(`seed ${SEED}: ${titleOf(point)}: ${cause instanceof Error ? cause.message : cause}`, { cause })
      })
    }
  }
  await Promise.all([tell(), tell()])
})

/** Some four hundred moments pass in a story of five. */
function anyPoint(random: () => number): Point {
  const upTo = (most: number) => 1 + Math.floor(random() * most)
  const cast = EVERYBODY.filter(() => random() < 0.35)
  const deaths = Array.from({ length: upTo(3) }, () => `any#${upTo(400)}`)
  return { cast: cast.length > 0 ? cast : EVERYBODY, deaths }
}

/** mulberry32: small, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
