import { z } from 'zod'
import type { Actor } from '../desk/index.ts'
import type { DigestsDeps } from './deps.ts'
import { writeWatch } from './insight-store.ts'
import { USUAL_BUDGET_DAYS } from './settle-insight.ts'

/** One false alarm in so many days, 7 to 365. */
export const BudgetDays = z.coerce.number().int().min(7).max(365)

/** Sets how many false alarms about a creator are accepted, as a fact; from the next day that is judged. */
export async function setBudget(
  { ground }: DigestsDeps,
  { agencyId, operatorId }: Actor,
  creatorId: string,
  days: number,
): Promise<void> {
  await ground.database.transaction('alert-budget.changed', async (sql) => {
    await writeWatch(sql, agencyId, creatorId, { falseAlarmDays: days }, USUAL_BUDGET_DAYS)
    const by = { kind: 'operator' as const, id: operatorId }
    const at = ground.clock.now()
    await ground.facts.record(sql, [
      { agencyId, name: 'alert-budget.changed', subject: creatorId, by, data: { days }, at },
    ])
  })
}
