import type { Creator } from '../agency/index.ts'
import type { Card } from '../desk/index.ts'
import { dayOf, plusDays } from '../figures/index.ts'
import { unreachable } from '../kernel/invariant.ts'
import { alertChart } from './alert-chart.ts'
import { type ChurnFan, churnDigest } from './churn-digest.ts'
import type { DigestsDeps } from './deps.ts'
import { leavingCard, morningCard, type Reader, todayCard } from './digest-cards.ts'
import { gatherToday } from './gather-today.ts'
import { readDays } from './read-days.ts'
import type { ScheduledDigest } from './scheduled.ts'
import { revenueOf, sourcesOf } from './unusual.ts'
import { type Language, WORDS } from './words.ts'

/** Of whom most is expected; the rest of a list is rarely done. */
const MOST_FANS = 60
const HORIZON_DAYS = 30

/**
 * A digest as it is told now, of what is stored of the creator and nobody else. `at` says of which day: a late one tells the
 * figures of the day it is for, and whom to write to by what is known now.
 */
export async function previewDigest(
  deps: DigestsDeps,
  agencyId: string,
  creator: Creator,
  which: ScheduledDigest,
  language: Language,
  at: Date,
): Promise<Card> {
  const today = dayOf(at, creator.zone)
  const reader: Reader = { creator: creator.name, currency: creator.currency, language, day: today }
  switch (which) {
    case 'today':
      return todayCard(reader, await gatherToday(deps, agencyId, creator, language))
    case 'leaving': {
      const fans = await knownFans(deps, agencyId, creator)
      const rest = { lost: [], wonBack: [], written: [], heldOut: [] }
      return leavingCard(reader, churnDigest({ horizonDays: HORIZON_DAYS, fans, ...rest }), null)
    }
    case 'morning':
      return morning(deps, agencyId, creator, { ...reader, day: plusDays(today, -1) }, at)
    default:
      return unreachable(which)
  }
}

/** The fans of whom most is expected, as the newest scores have them; one without a score, or who objects, isn't among them. */
async function knownFans(
  { ground, scoring, fans }: DigestsDeps,
  agencyId: string,
  creator: Creator,
): Promise<ChurnFan[]> {
  const wanted = { creatorId: creator.id, segment: null, limit: MOST_FANS }
  const known: ChurnFan[] = []
  for (const ranked of await scoring.top(ground.database, agencyId, wanted)) {
    const fan = await fans.fan(ground.database, agencyId, ranked.fanId)
    if (!fan || ranked.buys30 === null || ranked.value30Minor === null) continue
    known.push({
      ...{ fanId: fan.id, name: ranked.name, segment: ranked.segment, risk: 1 - ranked.buys30, riskBefore: null },
      // What is expected of them is what they bring if they buy, times how likely that is.
      monthlyMinor: ranked.buys30 > 0 ? Math.round(ranked.value30Minor / ranked.buys30) : 0,
      ...{ reasons: [], isFrozen: fan.frozenAt !== null, objects: fan.profilingRefusedAt !== null },
    })
  }
  return known
}

async function morning(deps: DigestsDeps, agencyId: string, creator: Creator, reader: Reader, at: Date): Promise<Card> {
  const words = WORDS[reader.language]
  const days = await readDays(deps, agencyId, creator, at)
  const money = revenueOf(days, creator.currency)
  const sources = sourcesOf(days)
  const earned = sources.filter(({ source }) => source !== 'refunds')
  return morningCard(reader, {
    earnedMinor: earned.reduce((sum, { cameMinor }) => sum + cameMinor, 0),
    usualMinor: money?.expected.usual ?? null,
    sources: sources
      .filter(({ cameMinor }) => cameMinor > 0)
      .map(({ source, cameMinor }) => ({ label: words.sources[source], minor: cameMinor })),
    chart: money ? alertChart(words, creator.name, money) : null,
  })
}
