import type { Creator } from '../agency/index.ts'
import { isHeldOut } from '../drafting/index.ts'
import { pastFacts } from '../facts/index.ts'
import { dayOf } from '../figures/index.ts'
import { quietOf } from './chances.ts'
import { type ChurnDigest, type ChurnFan, churnDigest, type WinBack } from './churn-digest.ts'
import type { DigestsDeps } from './deps.ts'
import { type LeavingFan, leavingSince } from './leaving-store.ts'
import { LIST_WORDS } from './list-words.ts'
import type { Language } from './words.ts'

const DAY_MS = 86_400_000
/** Of whom most is expected; the rest of a list is rarely done. */
const MOST_FANS = 200
/** As long as the same fans are held out. */
const GROUP_DAYS = 92

export type Horizon = 7 | 30

/** The churn digest as of now, and what became of those who were leaving one horizon before. */
export interface Leaving {
  digest: ChurnDigest
  /** How many were named then, and how many of them did not buy since; null where nobody was. */
  last: { told: number; left: number } | null
}

/** Who is likely to leave within the horizon, what was lost and won back in as many days, and what winning back brings. */
export async function gatherLeaving(
  deps: DigestsDeps,
  agencyId: string,
  creator: Creator,
  { horizonDays, language }: { horizonDays: Horizon; language: Language },
): Promise<Leaving> {
  const { ground, fans, drafting } = deps
  const sql = ground.database
  const now = ground.clock.now()
  const since = new Date(now.getTime() - GROUP_DAYS * DAY_MS)
  const named = await leavingSince(sql, agencyId, creator.id, since)
  const wanted = await drafting.flowWinBacks(sql, agencyId, creator.id, since)
  const moved = await fans.movedBuyers(sql, agencyId, creator.id, {
    now,
    days: horizonDays,
    currency: creator.currency,
  })
  const found = [...named, ...(await buyersAmong(deps, agencyId, wanted))]
  const groups = await groupsOf(deps, agencyId, await sinceChanged(deps, agencyId, creator, found, since), horizonDays)
  const digest = churnDigest({
    ...{ horizonDays, fans: await churnFans(deps, agencyId, creator, { horizonDays, language, named }) },
    ...moved,
    ...groups,
  })
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const before = named.filter(({ at, isHeldOut: held }) => !held && at > ago(2 * horizonDays) && at <= ago(horizonDays))
  if (before.length === 0) return { digest, last: null }
  const stayed = await fans.boughtWithin(sql, agencyId, before, horizonDays)
  return { digest, last: { told: before.length, left: before.length - stayed.size } }
}

type Found = Pick<LeavingFan, 'fanId' | 'at' | 'isHeldOut'>

/** Nobody is held out who never bought: those would all stand in the other group. */
async function buyersAmong(
  { ground, fans }: DigestsDeps,
  agencyId: string,
  wanted: readonly Found[],
): Promise<Found[]> {
  const ids = wanted.map(({ fanId }) => fanId)
  const known = await fans.listed(ground.database, agencyId, ids)
  return wanted.filter(({ fanId, at }) => {
    const first = known.get(fanId)?.firstPurchaseAt ?? null
    return first !== null && first <= at
  })
}

/** Another share held out is another trial: who was found before it says nothing of it. */
async function sinceChanged(
  { ground }: DigestsDeps,
  agencyId: string,
  { id: creatorId }: Creator,
  found: readonly Found[],
  since: Date,
): Promise<Found[]> {
  const names = ['hold-out.changed']
  const [last] = await pastFacts(ground.database, agencyId, { names, since, subject: creatorId, most: 1 })
  return found.filter(({ at }) => last === undefined || at >= last.at)
}

/**
 * Both groups are found by the same rule, whatever was done then, and only those count whose horizon is over: writing to
 * them is what differs. A fan counts once, from the first time.
 */
async function groupsOf(
  { ground, fans }: DigestsDeps,
  agencyId: string,
  found: readonly Found[],
  horizonDays: number,
): Promise<{ written: WinBack[]; heldOut: WinBack[] }> {
  const over = ground.clock.now().getTime() - horizonDays * DAY_MS
  const first = new Map<string, Found>()
  for (const one of found.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (one.at.getTime() <= over && !first.has(one.fanId)) first.set(one.fanId, one)
  }
  const members = [...first.values()]
  const bought = await fans.boughtWithin(ground.database, agencyId, members, horizonDays)
  const of = (held: boolean) =>
    members.filter((member) => member.isHeldOut === held).map(({ fanId }) => ({ fanId, bought: bought.has(fanId) }))
  return { written: of(false), heldOut: of(true) }
}

/** The fans of whom most is expected, as the newest scores have them; one without a score, or who objects, isn't among them. */
async function churnFans(
  { ground, scoring, fans, drafting }: DigestsDeps,
  agencyId: string,
  { id: creatorId, zone }: Creator,
  { horizonDays, language, named }: { horizonDays: Horizon; language: Language; named: readonly LeavingFan[] },
): Promise<ChurnFan[]> {
  const sql = ground.database
  const now = ground.clock.now()
  const top = await scoring.top(sql, agencyId, { creatorId, segment: null, limit: MOST_FANS })
  const ids = top.map(({ fanId }) => fanId)
  const [expected, known] = [await scoring.expected(sql, agencyId, ids), await fans.listed(sql, agencyId, ids)]
  const percent = await drafting.heldOutPercent(sql, agencyId, creatorId)
  // What was found today says nothing beside what is found today.
  const earlier = named.map(({ fanId, risk, at }) => ({ fanId, risk, day: dayOf(at, zone) }))
  const before = new Map(earlier.filter(({ day }) => day < dayOf(now, zone)).map((one) => [one.fanId, one]))
  return top.flatMap(({ fanId, segment }): ChurnFan[] => {
    const [fan, score] = [known.get(fanId), expected.get(fanId)]
    const { buys7 = null, buys30 = null, value30Minor = null } = score ?? {}
    if (!fan || buys7 === null || buys30 === null || value30Minor === null) return []
    const quiet = quietOf(fan, LIST_WORDS[language], now)
    return [
      {
        ...{ fanId, name: fan.name, segment, isFrozen: fan.isFrozen, objects: fan.objects },
        ...{ risk: 1 - (horizonDays === 7 ? buys7 : buys30), reasons: quiet ? [quiet.says] : [] },
        // Kept for thirty days alone: another horizon's says nothing beside it.
        before: horizonDays === 30 ? (before.get(fanId) ?? null) : null,
        // What is expected of them is what they bring if they buy, times how likely that is.
        monthlyMinor: buys30 > 0 ? Math.round(value30Minor / buys30) : 0,
        ...{ everyDays: quiet?.everyDays ?? null, isHeldOut: isHeldOut(percent, { agencyId, fanId, at: now }) },
      },
    ]
  })
}
