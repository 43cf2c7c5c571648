import type { Sql } from '../database/sql.ts'
import type { Cause, Ground } from '../facts/index.ts'
import { setFrozen } from './store.ts'

/**
 * Part: nothing is sold or sent to a frozen fan. The fact stops what is on its way. Freezing twice changes nothing, but
 * for a freeze of level 4, which only an admin ends.
 */
export async function freezeFan(
  { facts, clock }: Ground,
  sql: Sql,
  /** `draftId`: the card on which a person did it. */
  input: { agencyId: string; fanId: string; by: Cause; reason: string; draftId?: string },
): Promise<boolean> {
  const at = clock.now()
  const { agencyId, fanId, by, reason, draftId } = input
  if (!(await setFrozen(sql, agencyId, fanId, { at, reason }))) return false
  const data = draftId === undefined ? {} : { draftId }
  await facts.record(sql, [{ agencyId, name: 'fan.frozen', subject: fanId, by, data, at }])
  return true
}

/** Part: ends a freeze. */
export async function unfreezeFan(
  { facts, clock }: Ground,
  sql: Sql,
  input: { agencyId: string; fanId: string; by: Cause; draftId?: string },
): Promise<boolean> {
  const at = clock.now()
  if (!(await setFrozen(sql, input.agencyId, input.fanId, null))) return false
  const data = input.draftId === undefined ? {} : { draftId: input.draftId }
  await facts.record(sql, [
    { agencyId: input.agencyId, name: 'fan.thawed', subject: input.fanId, by: input.by, data, at },
  ])
  return true
}
