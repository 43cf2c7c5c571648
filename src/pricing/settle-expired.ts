import { bySystem, type Ground } from '../facts/index.ts'
import { hasExpired, markExpired } from './store.ts'

/** Each minute: prices whose time is over were let pass, which is a fact about their fan. None is told twice. */
export async function settleExpired({ database, clock, facts }: Ground): Promise<void> {
  const now = clock.now()
  if (!(await hasExpired(database, now))) return
  await database.transaction('settle-expired-prices', async (sql) => {
    const passed = await markExpired(sql, now)
    await facts.record(
      sql,
      passed.map(({ agencyId, fanId, quoteId }) => ({
        ...{ agencyId, name: 'price.passed', subject: fanId, by: bySystem('pricing'), at: now },
        data: { quoteId },
      })),
    )
  })
}
