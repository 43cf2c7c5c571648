import type { Sql } from '../database/sql.ts'
import { REPLY_MAX } from '../desk/index.ts'
import { boundsOf, type Draft, useOfOffers } from '../drafting/index.ts'
import { alarmsOf, type Guardrails } from '../guardrails/index.ts'
import { judgeBeside, type OfferBehind } from '../offers/index.ts'
import type { ApprovalsDeps } from './hold-draft.ts'
import type { Refusal } from './refusal.ts'

/** Part: why the rules refuse exactly this reply; what they found is noted. */
export async function rulesRefusal(
  { guardrails, offers }: Pick<ApprovalsDeps, 'guardrails' | 'offers'>,
  sql: Sql,
  draft: Draft,
  { text, priceMinor, stage }: { text: string; priceMinor: number | null; stage: 'edit' | 'final' },
  rules: Guardrails,
): Promise<Refusal | null> {
  const use = useOfOffers(draft, priceMinor)
  const standing = use && (await offers.standing(sql, draft.agencyId, use, rules.floorMinor))
  const name = draft.knowledge.price?.offer?.name ?? ''
  if (standing?.why) return { kind: 'offer-over', name, why: standing.why }
  const least = standing?.floorMinor ?? 0
  if (priceMinor !== null && priceMinor < least) {
    const { ceilingMinor } = boundsOf(draft, rules)
    return { kind: 'price-out-of-bounds', floorMinor: least, ceilingMinor, currency: draft.currency }
  }
  const beside = standing?.behind ?? null
  const refusal = judgeReply(draft, { text, priceMinor, beside }, rules, stage)
  if (refusal?.kind === 'guardrail')
    await guardrails.raise(sql, draft, alarmsOf(stage, refusal.findings), rules.version)
  return refusal
}

/** Pure: whether exactly this reply may be approved for this draft; null when it may. Fails closed. */
function judgeReply(
  draft: Draft,
  { text, priceMinor, beside }: { text: string; priceMinor: number | null; beside: OfferBehind | null },
  rules: Guardrails,
  stage: 'edit' | 'final',
): Refusal | null {
  if (text === '') return { kind: 'no-text' }
  if (text.length > REPLY_MAX) return { kind: 'too-long', length: text.length, max: REPLY_MAX }
  const price = priceMinor === null ? null : { minor: priceMinor, currency: draft.currency }
  try {
    const findings = judgeBeside(text, stage, rules, { price, beside }).findings.filter((finding) => finding.level >= 2)
    if (findings.length > 0) return { kind: 'guardrail', findings, text }
  } catch {
    return { kind: 'check-failed' }
  }
  return priceRefusal(draft, priceMinor, rules)
}

function priceRefusal(draft: Draft, priceMinor: number | null, rules: Guardrails): Refusal | null {
  if (priceMinor === null) return null
  if (draft.outcome !== 'DRAFT' || draft.assetId === null) return { kind: 'price-not-allowed' }
  const { floorMinor, ceilingMinor } = boundsOf(draft, rules)
  if (!Number.isSafeInteger(priceMinor) || priceMinor < floorMinor || priceMinor > ceilingMinor) {
    return { kind: 'price-out-of-bounds', floorMinor, ceilingMinor, currency: draft.currency }
  }
  return null
}
