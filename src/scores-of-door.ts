import type { Agencies } from './agency/index.ts'
import type { Ground } from './facts/index.ts'
import type { Fans } from './fans/index.ts'
import type { Scoring } from './scoring/index.ts'

interface Slices {
  ground: Ground
  agencies: Agencies
  fans: Fans
  scoring: Scoring
}

/** What the door shows of segments and scores, from the slices that know it. */
export function scoresOfDoor({ ground, agencies, fans, scoring }: Slices) {
  const { database } = ground
  return {
    recompute: scoring.recompute,
    progress: (agencyId: string) => scoring.counts(database, agencyId),
    top: (agencyId: string, wanted: Parameters<Scoring['top']>[2]) => scoring.top(database, agencyId, wanted),
    async fan(agencyId: string, fanId: string) {
      const fan = await fans.fan(database, agencyId, fanId)
      const creator = fan && (await agencies.creator(database, agencyId, fan.creatorId))
      if (!fan || !creator) return null
      const refused = fan.profilingRefusedAt !== null
      const profile = await scoring.profile(database, agencyId, fan, creator)
      const { segment, reasons } = await scoring.score(database, agencyId, fan, creator.currency)
      const outlook = await scoring.outlook(database, agencyId, fan, creator.currency)
      const { id, creatorId, accountId, externalId, name, spentMinor, purchaseCount } = fan
      const { firstSeenAt, firstPurchaseAt, lastPurchaseAt } = fan
      const bought = { spentMinor, currency: creator.currency, purchaseCount, firstPurchaseAt, lastPurchaseAt }
      const known = { profilingRefused: refused, segment, reasons, outlook, profile }
      return { id, creatorId, accountId, externalId, name, firstSeenAt, ...bought, ...known }
    },
  }
}
