import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { scriptedPlatform, scriptedWriter } from './fakes.ts'
import { type StoryHouse, storyHouse } from './house.ts'
import { HAND_ACCOUNT, play } from './play-step.ts'
import { anyStep, type Step } from './random-desk.ts'
import { witness } from './witness.ts'

const RUNS = 100
const TWO_ABOVE_MINOR = 2_800

/** What chance may leave out in a hundred runs: a reply stopped by a grave message while it waited, one taken back, one for two, one unasked. */
const EXAMPLES: [Step[]][] = [
  [
    [
      { do: 'write', fan: 0, text: 'hey you' },
      { do: 'pass', ms: 5_000 },
      { do: 'press', fan: 0, who: 1, action: 'accept', filled: null, stale: 0 },
      { do: 'write', fan: 0, text: 'i want my money back, refund me' },
      { do: 'pass', ms: 11_000 },
    ],
  ],
  [
    [
      { do: 'write', fan: 1, text: 'hey you' },
      { do: 'pass', ms: 5_000 },
      { do: 'press', fan: 1, who: 1, action: 'accept', filled: null, stale: 0 },
      { do: 'press', fan: 1, who: 1, action: 'undo', filled: null, stale: 0 },
    ],
  ],
  [
    [
      { do: 'buy', fan: 2, amountMinor: 900, asset: false },
      { do: 'write', fan: 2, text: 'hey you' },
      { do: 'pass', ms: 5_000 },
      { do: 'press', fan: 2, who: 1, action: 'edit', filled: { text: 'just for you', price: '30.50' }, stale: 0 },
      { do: 'pass', ms: 2_000 },
      { do: 'press', fan: 2, who: 1, action: 'agree', filled: null, stale: 0 },
      { do: 'press', fan: 2, who: 2, action: 'agree', filled: null, stale: 0 },
      { do: 'pass', ms: 11_000 },
    ],
  ],
  // One that nobody asked for leaves by a decision too.
  [
    [
      { do: 'buy', fan: 0, amountMinor: 900, asset: false },
      { do: 'approach', fan: 0, sells: true, template: null },
      { do: 'pass', ms: 2_000 },
      { do: 'press', fan: 0, who: 1, action: 'accept', filled: null, stale: 0 },
      { do: 'pass', ms: 11_000 },
    ],
  ],
]

let house: StoryHouse
let platform: ReturnType<typeof scriptedPlatform>
let writer: ReturnType<typeof scriptedWriter>

beforeEach(async () => {
  platform = scriptedPlatform()
  writer = scriptedWriter()
  house = await storyHouse({ platform: 'scripted', platforms: [platform], writer })
  const { agencyId, creatorId } = house
  const rules = { floorMinor: 300, ceilingMinor: 20_000, secondPersonAboveMinor: TWO_ABOVE_MINOR }
  await house.app.guardrails.set({ agencyId, creatorId, ...rules })
  await house.app.platforms.addAccount({ agencyId, creatorId, platform: 'hand', externalId: HAND_ACCOUNT })
})
afterEach(() => house.close())

it('never lets a reply leave without one accepting decision, at the gate, on exactly that reply', async () => {
  const watch = witness(house, platform.calls, TWO_ABOVE_MINOR)
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
    { numRuns: RUNS, examples: EXAMPLES },
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
  const dear = 'SELECT count(*)::int AS n FROM deliveries WHERE price_minor > $1'
  const [two] = await house.app.ground.database.query<{ n: number }>(dear, [TWO_ABOVE_MINOR])
  expect(two?.n).toBeGreaterThanOrEqual(1)
  expect(counts.map(({ state }) => state)).toEqual(expect.arrayContaining(['by-hand', 'sent', 'stopped', 'withdrawn']))
  const unasked =
    'SELECT count(*)::int AS n FROM deliveries x JOIN drafts d ON d.id = x.draft_id WHERE d.approach_id IS NOT NULL'
  const [asked] = await house.app.ground.database.query<{ n: number }>(unasked)
  expect(asked?.n).toBeGreaterThanOrEqual(1)
  // Refused tasks are part of it, dead ones would be bugs of ours.
  const dead = await house.app.ground.database.query('SELECT name, last_error FROM tasks WHERE state = $1', ['dead'])
  expect(dead).toEqual([])
}, 180_000)
