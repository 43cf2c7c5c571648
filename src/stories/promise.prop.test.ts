import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { scriptedPlatform, scriptedWriter } from './fakes.ts'
import { type StoryHouse, storyHouse } from './house.ts'
import { HAND_ACCOUNT, play } from './play-step.ts'
import { anyStep } from './random-desk.ts'
import { witness } from './witness.ts'

const RUNS = 100

let house: StoryHouse
const platform = scriptedPlatform()
const writer = scriptedWriter()

beforeAll(async () => {
  house = await storyHouse({ platform: 'scripted', platforms: [platform], writer })
  const { agencyId, creatorId } = house
  await house.app.platforms.addAccount({ agencyId, creatorId, platform: 'hand', externalId: HAND_ACCOUNT })
})
afterAll(() => house.close())

it('never lets a reply leave without one accepting decision, at the gate, on exactly that reply', async () => {
  const watch = witness(house, platform.calls)
  let refusals = 0
  let runs = 0
  const onRefused = (): void => {
    refusals += 1
  }
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 14, size: 'max' }), async (steps) => {
      const run = `run${++runs}`
      writer.away = false
      platform.next = []
      for (const step of steps) await play({ house, platform, writer, watch, run, onRefused }, step)
      expect(await watch.violations(`${run}-`)).toEqual([])
    }),
    { numRuns: RUNS },
  )
  expect(await watch.violations()).toEqual([])

  const counts = await house.app.ground.database.query<{ state: string; n: number }>(
    'SELECT state, count(*) AS n FROM deliveries GROUP BY state ORDER BY state',
  )
  const made = counts.reduce((sum, { n }) => sum + n, 0)
  console.log(`promise: ${runs} runs, ${made} deliveries, ${platform.calls.length} calls, ${refusals} refusals`, counts)
  expect(made).toBeGreaterThanOrEqual(50)
  expect(refusals).toBeGreaterThanOrEqual(50)
  expect(platform.calls.length).toBeGreaterThanOrEqual(50)
  expect(counts.map(({ state }) => state)).toEqual(expect.arrayContaining(['by-hand', 'sent', 'stopped', 'withdrawn']))
  // Refused tasks are part of it, dead ones would be bugs of ours.
  const dead = await house.app.ground.database.query('SELECT name, last_error FROM tasks WHERE state = $1', ['dead'])
  expect(dead).toEqual([])
}, 180_000)
