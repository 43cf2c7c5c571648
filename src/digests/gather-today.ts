import type { Creator } from '../agency/index.ts'
import { isHeldOut } from '../drafting/index.ts'
import { dayOf, plusDays, type Span } from '../figures/index.ts'
import { type ActionList, ASSUMED_MINUTES, actionList, type Chance, type Minutes } from './action-list.ts'
import { bestHours } from './best-hours.ts'
import { chancesOf, type Reasons } from './chances.ts'
import type { DigestsDeps } from './deps.ts'
import { startOf } from './gather-circumstances.ts'
import { settledFans } from './insight-store.ts'
import { listKey } from './list-key.ts'
import { LIST_WORDS } from './list-words.ts'
import { type Language, unitOf } from './words.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Of whom most is expected, and who has waited longest. */
const MOST_FANS = 200
/** Those at the top of the list are asked about cards and limits, one by one. */
const MOST_LOOKED = 60
const ENDS_WITHIN_DAYS = 7
const UNSOLD_DAYS = 7
/** Prices of so many days say which share of them is taken. */
const PRICES_DAYS = 90
const HOURS_DAYS = 56
const LOOKS_DAYS = 28
const FEWEST_LOOKS = 20
const LEAST_MINUTES = 0.25
/** So long a fan of whom somebody said that it is done, or nothing, is only listed when they wait for an answer. */
const SETTLED_DAYS = 7

/** Whom to write to today, how that was ranked, and what came of yesterday. */
export interface Today {
  list: ActionList
  /** How many cards the minutes were measured on; 0: they are assumed. */
  measuredOn: number
  bestHours: { from: string; to: string } | null
  /** Who waits for an answer on an open card, the one most worth answering first; null when nobody does. */
  onCards: { fans: number; first: string } | null
  /** What came of what was written yesterday because a list said so: how many of those fans bought; null where nothing was. */
  yesterday: { written: number; buyers: number; broughtMinor: number } | null
}

/** The list of a creator's day, from what is stored now: nothing is kept of it. */
export async function gatherToday(
  deps: DigestsDeps,
  agencyId: string,
  creator: Creator,
  language: Language,
): Promise<Today> {
  const now = deps.ground.clock.now()
  const reasons = await reasonsOf(deps, agencyId, creator, now)
  const percent = await deps.drafting.heldOutPercent(deps.ground.database, agencyId, creator.id)
  const since = new Date(now.getTime() - SETTLED_DAYS * DAY_MS)
  const settled = new Set(await settledFans(deps.ground.database, agencyId, creator.id, since))
  const held = ({ id, purchases }: Reasons['fan']) =>
    purchases > 0 && isHeldOut(percent, { agencyId, fanId: id, at: now })
  const chances = reasons
    .flatMap((one) => chancesOf(one, LIST_WORDS[language], now, held(one.fan)))
    .filter(({ fanId, occasion }) => occasion === 'answer' || !settled.has(fanId))
    // Nobody wins back a fan for less than one unit of money: the churn digest tells of them.
    .filter(({ occasion, worthMinor }) => occasion !== 'leaving' || worthMinor >= unitOf(creator.currency))
  const { minutes, measuredOn } = await minutesOf(deps, agencyId, creator, now)
  const { open, onCards } = await openOnes(deps, agencyId, creator, chances, minutes)
  return {
    ...{ list: actionList(open, minutes), measuredOn, onCards },
    bestHours: bestHours(await hoursOf(deps, agencyId, creator, now)),
    yesterday: await yesterdayOf(deps, agencyId, creator, now),
  }
}

/** Without those who have a card, of whom those who wait are counted; those over their limits are marked. Only the top of the list is looked at. */
async function openOnes(
  { drafting, guardrails, ground }: DigestsDeps,
  agencyId: string,
  { id: creatorId }: Creator,
  chances: readonly Chance[],
  minutes: Minutes,
): Promise<{ open: Chance[]; onCards: Today['onCards'] }> {
  const sql = ground.database
  const withCards = await drafting.withCards(sql, agencyId, [...new Set(chances.map(({ fanId }) => fanId))])
  const open = chances.filter(({ fanId }) => !withCards.has(fanId))
  const top = actionList(open, minutes, { minutes: Number.POSITIVE_INFINITY, fans: MOST_LOOKED })
  const rules = await guardrails.rules(sql, agencyId, creatorId)
  const full = new Set<string>()
  for (const { fanId } of top.fans) {
    const room = await guardrails.room(sql, agencyId, { fanId, priceMinor: null, approach: true }, rules)
    if (room.kind === 'full') full.add(fanId)
  }
  const looked = new Set(top.fans.map(({ fanId }) => fanId))
  const waiting = chances
    .filter(({ fanId, occasion }) => occasion === 'answer' && withCards.has(fanId))
    .toSorted((a, b) => b.worthMinor - a.worthMinor || (a.fanId < b.fanId ? -1 : 1))
  const shown = open
    .filter(({ fanId, isFrozen, isHeldOut }) => looked.has(fanId) || isFrozen || isHeldOut)
    .map((chance) => ({ ...chance, isOverLimit: full.has(chance.fanId) }))
  return { open: shown, onCards: waiting[0] ? { fans: waiting.length, first: waiting[0].name } : null }
}

async function reasonsOf(deps: DigestsDeps, agencyId: string, creator: Creator, now: Date): Promise<Reasons[]> {
  const { scoring, inbox, fans, pricing, ground } = deps
  const sql = ground.database
  const later = (days: number) => new Date(now.getTime() + days * DAY_MS)
  const [best, waiting, occasions, unsold] = await Promise.all([
    scoring.top(sql, agencyId, { creatorId: creator.id, segment: null, limit: MOST_FANS }),
    inbox.waitingFans(sql, agencyId, creator.id, MOST_FANS),
    fans.occasions(sql, agencyId, creator.id, {
      ...{ day: dayOf(now, creator.zone), zone: creator.zone, now, until: later(ENDS_WITHIN_DAYS) },
      currency: creator.currency,
    }),
    // A price gets a day before anybody asks about it.
    pricing.unsold(sql, agencyId, creator.id, { from: later(-UNSOLD_DAYS), until: later(-1) }),
  ])
  const own = unsold.filter(({ currency }) => currency === creator.currency)
  const ids = [...new Set([...best, ...waiting, ...occasions, ...own].map(({ fanId }) => fanId))]
  const known = await fans.listed(sql, agencyId, ids)
  const expected = await scoring.expected(sql, agencyId, ids)
  const assets = await deps.content.assets(
    sql,
    agencyId,
    own.map(({ assetId }) => assetId),
  )
  const shares = await takenShares(deps, agencyId, creator, now)
  const by = <Row extends { fanId: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.fanId, row]))
  const [waits, prices] = [by(waiting), by(own)]
  const falls = <What extends string>(what: What) =>
    by(occasions.filter((one): one is Extract<(typeof occasions)[number], { what: What }> => one.what === what))
  const [ends, years, born] = [falls('subscription-ends'), falls('anniversary'), falls('birthday')]
  return ids.flatMap((id): Reasons[] => {
    const fan = known.get(id)
    const price = prices.get(id)
    if (!fan) return []
    const title = assets.get(price?.assetId ?? '')?.title ?? ''
    const share = shares.get(price?.segment ?? 'none') ?? shares.get('all') ?? 0
    return [
      {
        ...{ fan, expected: expected.get(id) ?? null, waits: waits.get(id) ?? null, ends: ends.get(id) ?? null },
        ...{ unsold: price ? { ...price, title, share } : null, isBirthday: born.has(id) },
        anniversary: years.get(id)?.years ?? null,
      },
    ]
  })
}

/** Which share of the prices shown in three months was taken, by segment; `all` of them under that name. */
async function takenShares({ figures }: DigestsDeps, agencyId: string, creator: Creator, now: Date) {
  const to = dayOf(now, creator.zone)
  const span: Span = { agencyId, creatorIds: [creator.id], from: plusDays(to, -PRICES_DAYS), to }
  const rows = (await figures.prices(span)).filter(({ currency }) => currency === creator.currency)
  const sum = (of: 'shown' | 'unlocked') => rows.reduce((total, row) => total + row[of], 0)
  const all = sum('shown') === 0 ? 0 : sum('unlocked') / sum('shown')
  return new Map([['all', all], ...rows.map((row): [string, number] => [row.segment, row.unlocked / row.shown])])
}

/** As measured on the creator's cards of four weeks, where there are enough of them. */
async function minutesOf({ approvals, ground }: DigestsDeps, agencyId: string, creator: Creator, now: Date) {
  const since = new Date(now.getTime() - LOOKS_DAYS * DAY_MS)
  const looks = await approvals.usualLooks(ground.database, agencyId, creator.id, since)
  const minutes = { ...ASSUMED_MINUTES }
  let measuredOn = 0
  for (const occasion of Object.keys(minutes) as (keyof Minutes)[]) {
    const look = occasion === 'answer' ? looks.answers : looks.approaches
    if (look === null || look.cards < FEWEST_LOOKS) continue
    minutes[occasion] = Math.max(LEAST_MINUTES, look.medianMs / MINUTE_MS)
    measuredOn = Math.max(measuredOn, look.cards)
  }
  return { minutes, measuredOn }
}

async function hoursOf({ figures }: DigestsDeps, agencyId: string, creator: Creator, now: Date): Promise<number[]> {
  const today = dayOf(now, creator.zone)
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7
  const span: Span = { agencyId, creatorIds: [creator.id], from: plusDays(today, -HOURS_DAYS), to: plusDays(today, -1) }
  const hours = new Array<number>(24).fill(0)
  for (const row of await figures.hours(span)) {
    if (row.weekday === weekday) hours[row.hour] = row.received + row.sales
  }
  return hours
}

/** What a list asked for and was sent yesterday, and what those fans bought within a day. */
async function yesterdayOf({ ground, drafting, fans }: DigestsDeps, agencyId: string, creator: Creator, now: Date) {
  const sql = ground.database
  const today = dayOf(now, creator.zone)
  const [from, until] = [startOf(creator.zone, plusDays(today, -1)), startOf(creator.zone, today)]
  // What is asked for is wanted for a day.
  const asked = { begin: listKey(creator.id), askedSince: new Date(from.getTime() - DAY_MS) }
  const sent = await drafting.sentUnderKeys(sql, agencyId, creator.id, { ...asked, from, until })
  if (sent.length === 0) return null
  const bought = (await fans.boughtAfter(sql, agencyId, sent, 1)).filter(
    ({ currency }) => currency === creator.currency,
  )
  const broughtMinor = bought.reduce((sum, { minor }) => sum + minor, 0)
  return { written: sent.length, buyers: bought.filter(({ minor }) => minor > 0).length, broughtMinor }
}

/** The same for a program of the agency; null when there is no such creator. */
export async function actionsOf(deps: DigestsDeps, agencyId: string, creatorId: string) {
  const creator = await deps.agencies.creator(deps.ground.database, agencyId, creatorId)
  if (!creator) return null
  const { list, measuredOn, bestHours: hours, yesterday } = await gatherToday(deps, agencyId, creator, 'en')
  const { fans, frozen, overLimit, heldOut } = list
  return {
    creator: { id: creator.id, name: creator.name },
    ...{ day: dayOf(deps.ground.clock.now(), creator.zone), currency: creator.currency },
    actions: fans.map(({ fanId, name, segment, occasions, because, worthMinor, minutes }) => ({
      ...{ fan: { id: fanId, name }, segment, occasions, because, expectedMinor: worthMinor, minutes },
    })),
    leftOut: { frozen, overLimit, heldOut },
    ...{ minutesMeasuredOn: measuredOn, bestHours: hours, yesterday },
  }
}
