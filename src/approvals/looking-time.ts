import type { Sql } from '../database/sql.ts'
import type { Actor } from '../desk/index.ts'
import type { Draft } from '../drafting/index.ts'
import type { ApprovalsDeps } from './hold-draft.ts'
import { lastDecidedAt } from './looking-store.ts'

/** An approval after less than this was hardly read. */
export const QUICK_MS = 3_000
/** Who was away looked no longer than this: a column holds no more. */
const LONGEST_MS = 86_400_000

/**
 * How long a person looked before they decided: from when the card stood there as it was approved, or from their decision
 * before, whichever was later. In milliseconds. Pure.
 */
export function lookingTime(seen: {
  drawnAt: Date
  postedAt: Date | null
  decidedBefore: Date | null
  at: Date
}): number {
  const { drawnAt, postedAt, decidedBefore, at } = seen
  const from = Math.max(drawnAt.getTime(), postedAt?.getTime() ?? 0, decidedBefore?.getTime() ?? 0)
  return Math.min(LONGEST_MS, Math.max(0, at.getTime() - from))
}

/** Part: of this operator on this card, on the desk where they press now. */
export async function lookedAt(
  { channels }: Pick<ApprovalsDeps, 'channels'>,
  sql: Sql,
  { agencyId, operatorId, via }: Actor,
  { id, drawnAt }: Draft,
  at: Date,
): Promise<number> {
  const postedAt = await channels.postedAt(sql, agencyId, id, via)
  return lookingTime({ drawnAt, postedAt, decidedBefore: await lastDecidedAt(sql, agencyId, operatorId), at })
}
