import type { Creator } from '../agency/index.ts'
import type { Card } from '../desk/index.ts'
import { dayOf, plusDays } from '../figures/index.ts'
import { unreachable } from '../kernel/invariant.ts'
import type { DigestsDeps } from './deps.ts'
import { leavingCard, type Reader, todayCard } from './digest-cards.ts'
import { gatherLeaving, type Horizon } from './gather-leaving.ts'
import { gatherToday } from './gather-today.ts'
import { morningOf } from './morning.ts'
import { morningCard, morningChart } from './morning-card.ts'
import { readDays } from './read-days.ts'
import type { PreviewedDigest } from './scheduled.ts'
import { revenueOf } from './unusual.ts'
import type { Language } from './words.ts'

/**
 * A digest as it is told now, of what is stored of the creator and nobody else. `at` says of which day: a late one tells the
 * figures of the day it is for, and whom to write to by what is known now.
 */
export async function previewDigest(
  deps: DigestsDeps,
  agencyId: string,
  creator: Creator,
  which: PreviewedDigest,
  { language, at, seesMoney }: { language: Language; at: Date; seesMoney: boolean },
): Promise<Card> {
  const today = dayOf(at, creator.zone)
  const reader: Reader = { creator: creator.name, currency: creator.currency, language, day: today, seesMoney }
  switch (which) {
    case 'today':
      return todayCard(reader, await gatherToday(deps, agencyId, creator, language))
    case 'leaving':
      return leaving(deps, agencyId, creator, { reader, horizonDays: 30 })
    case 'leaving-7':
      return leaving(deps, agencyId, creator, { reader, horizonDays: 7 })
    case 'morning':
      return morning(deps, agencyId, creator, { ...reader, day: plusDays(today, -1) }, at)
    default:
      return unreachable(which)
  }
}

/** Whom today's list names isn't told of again. */
async function leaving(
  deps: DigestsDeps,
  agencyId: string,
  creator: Creator,
  { reader, horizonDays }: { reader: Reader; horizonDays: Horizon },
): Promise<Card> {
  const { language } = reader
  const { list } = await gatherToday(deps, agencyId, creator, language)
  const listed = new Set(list.fans.map(({ fanId }) => fanId))
  return leavingCard(reader, await gatherLeaving(deps, agencyId, creator, { horizonDays, language }), listed)
}

async function morning(deps: DigestsDeps, agencyId: string, creator: Creator, reader: Reader, at: Date): Promise<Card> {
  const days = await readDays(deps, agencyId, creator, at)
  const money = revenueOf(days, creator.currency)
  const morning = morningOf(days, money?.expected.usual ?? null)
  return morningCard(reader, morning, money && morningChart(reader.language, money))
}
