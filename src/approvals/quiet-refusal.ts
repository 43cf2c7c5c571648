import type { Sql } from '../database/sql.ts'
import { type Guardrails, quietUntil } from '../guardrails/index.ts'
import { invariant } from '../kernel/invariant.ts'
import type { ApprovalsDeps, Held } from './hold-draft.ts'
import type { Refusal } from './refusal.ts'

/** Part: whether a reply at this price must wait for the end of the fan's quiet hours. A plain answer needn't. */
export async function quietRefusal(
  { ground, agencies }: Pick<ApprovalsDeps, 'ground' | 'agencies'>,
  sql: Sql,
  { draft, fan }: Pick<Held, 'draft' | 'fan'>,
  priceMinor: number | null,
  rules: Guardrails,
): Promise<Refusal | null> {
  if (priceMinor === null || rules.quietFrom === null) return null
  const creator = await agencies.creator(sql, draft.agencyId, draft.creatorId)
  invariant(creator, 'a draft keeps its creator')
  const zone = fan.zone ?? creator.zone
  const until = quietUntil(rules, zone, ground.clock.now())
  return until && { kind: 'quiet', until, zone }
}
