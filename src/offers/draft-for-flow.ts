import { createHash } from 'node:crypto'
import type { Sql } from '../database/sql.ts'
import { bySystem } from '../facts/index.ts'
import { storeDraft } from './change-offer.ts'
import type { OffersDeps } from './deps.ts'
import { statusOf } from './offer.ts'
import { lockOffer } from './store.ts'
import { OfferFields } from './terms.ts'

const DAY_MS = 86_400_000

/** What a step of a flow offers. `key` names the step: all fans who come to it share one offer. */
export interface FlowOffer {
  agencyId: string
  creatorId: string
  key: string
  name: string
  /** Whoever bears it is whom the offer is for. */
  tag: string
  discountType: 'percentage' | 'fixed' | 'bogo'
  /** Percent, minor units of the creator's currency, or 0 of a bogo. */
  discountValue: number
  validDays: number
  assetIds: readonly string[]
}

/** An id that the same key always has, in the shape of a UUID of version 8 (RFC 9562). */
function idOf(agencyId: string, key: string): string {
  const hex = createHash('sha256').update(`${agencyId} ${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Part: the draft of the offer that a flow's step asks for, made once; a person starts it. `over`: it was ended, or its
 * time is past, and a person decides whether there is another. Terms that hold no offer throw a `ZodError`.
 */
export async function draftForFlow(deps: OffersDeps, sql: Sql, wanted: FlowOffer): Promise<'made' | 'there' | 'over'> {
  const { agencyId, creatorId, key, name, tag, validDays, assetIds } = wanted
  const now = deps.ground.clock.now()
  const id = idOf(agencyId, key)
  const known = await lockOffer(sql, agencyId, id)
  if (known) return ['ended', 'expired'].includes(statusOf(known, now)) ? 'over' : 'there'
  const terms = OfferFields.parse({
    ...{ name: name.slice(0, 60), discountType: wanted.discountType, discountValue: wanted.discountValue },
    ...{ contentIds: assetIds, audience: { tags: [tag] } },
    ...{ validFrom: now, validUntil: new Date(now.getTime() + validDays * DAY_MS) },
  })
  await storeDraft(deps, sql, { agencyId, creatorId, terms, id }, bySystem('flow'))
  return 'made'
}
