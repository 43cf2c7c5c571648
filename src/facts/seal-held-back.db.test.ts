import { expect, it } from 'vitest'
import { testDatabase } from '../database/testing/test-database.ts'
import { aFact, grounds } from './fixtures.ts'
import { sealFacts } from './seal.ts'

it('waits for a transaction of another database on the server, and seals what it held back once that ended', async () => {
  const g = await grounds()
  const agencyId = await g.agency()
  const seal = (): Promise<number> => sealFacts(g.database.transaction, agencyId)
  const other = await testDatabase()
  let hasBegun = (): void => {}
  let end = (): void => {}
  const begun = new Promise<void>((resolve) => {
    hasBegun = resolve
  })
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const running = other.database.transaction('hold', async (sql) => {
    await sql.query('SELECT pg_current_xact_id()')
    hasBegun()
    await ended
  })
  await begun
  const fact = aFact(agencyId, g.clock.now(), { subject: 'held back' })
  await g.database.transaction('record', (sql) => g.facts.record(sql, [fact]))
  expect(await seal()).toBe(0)
  end()
  await running
  // Other tests' transactions on this server may hold it back for a moment longer.
  await expect.poll(seal, { timeout: 20_000, interval: 10 }).toBe(1)
  await other.drop()
  await g.test.drop()
})
