import { afterAll, beforeAll, test } from 'vitest'
import { type Serving, serve } from './outage.ts'

/** `database-away.all.test.ts` has the full half minute. */
const AWAY_MS = 3_000

let serving: Serving
beforeAll(async () => {
  serving = await serve()
}, 120_000)
afterAll(() => serving.close(), 60_000)

test(
  'the database lets nobody in: the door answers 503 with Retry-After, then all goes on by itself',
  { timeout: 90_000 },
  () => serving.survives('closed', AWAY_MS),
)

test('nothing answers where the database was: the same', { timeout: 90_000 }, () =>
  serving.survives('refused', AWAY_MS),
)
