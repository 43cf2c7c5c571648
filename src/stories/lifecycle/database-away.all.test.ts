import { afterAll, beforeAll, test } from 'vitest'
import { type Serving, serve } from './outage.ts'

const AWAY_MS = 30_000

let serving: Serving
beforeAll(async () => {
  serving = await serve()
}, 120_000)
afterAll(() => serving.close(), 60_000)

for (const [how, what] of [
  ['refused', 'nothing answers where the database was'],
  ['silent', 'the network to the database swallows everything'],
  ['closed', 'the database lets nobody in'],
] as const) {
  test(`${what} for 30 s: the door says so in time, nothing is lost, all goes on by itself`, { timeout: 180_000 }, () =>
    serving.survives(how, AWAY_MS),
  )
}
