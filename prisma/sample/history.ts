import type { EventInput } from '../../src/inbox/index.ts'
import { type Chance, chanceOf } from './chance.ts'
import { FANS_OF_BELLA, FANS_OF_NOOR, type Manner, type SampleFan } from './fans.ts'
import { BELLA, NOOR, type SampleAsset, type SampleCreator } from './people.ts'
import { CREATOR_LINES, FAN_LINES, OFFER_LINES } from './writing.ts'

export const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Messages this near to the present would open cards. */
const NEAREST_MS = 26 * 3_600_000
const MONTH_DAYS = 30

type Range = readonly [number, number]

/** All in days ago, or in numbers of purchases. */
interface Habits {
  joined: Range
  /** Nothing but renewals is bought after this. */
  lastBought: Range
  unlocks: Range
  tips: Range
  tipMinor: Range
  chats: Range
  /** `stopped`: the subscription ran out. `none`: there never was one. */
  subscription: 'running' | 'stopped' | 'none'
}

const HABITS: Record<Manner, Habits> = {
  whale: habits([150, 200], [2, 6], [6, 7], [6, 9], [2_000, 6_000], [5, 8], 'running'),
  vip: habits([120, 150], [3, 12], [4, 5], [4, 5], [2_000, 3_500], [3, 5], 'running'),
  regular: habits([60, 110], [8, 25], [1, 2], [0, 1], [500, 1_000], [2, 4], 'running'),
  new: habits([4, 11], [2, 3], [0, 1], [0, 0], [500, 500], [1, 1], 'running'),
  leaving: habits([140, 200], [38, 52], [3, 4], [3, 4], [1_500, 2_500], [4, 6], 'stopped'),
  gone: habits([150, 200], [98, 130], [1, 2], [0, 1], [500, 1_500], [2, 3], 'stopped'),
  looking: habits([3, 20], [3, 3], [0, 0], [0, 0], [0, 0], [1, 2], 'none'),
}

function habits(
  joined: Range,
  lastBought: Range,
  unlocks: Range,
  tips: Range,
  tipMinor: Range,
  chats: Range,
  subscription: Habits['subscription'],
): Habits {
  return { joined, lastBought, unlocks, tips, tipMinor, chats, subscription }
}

/** Everything that happened up to some 26 hours before `present`, oldest first, with the same ids every time. */
export function historyBefore(present: Date): EventInput[] {
  const events = [
    ...FANS_OF_BELLA.flatMap((fan) => lifeOf(BELLA, fan, present)),
    ...FANS_OF_NOOR.flatMap((fan) => lifeOf(NOOR, fan, present)),
  ]
  return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1))
}

/** One fan's life: what they bought, when they were subscribed, and what was written. */
function lifeOf(creator: SampleCreator, fan: SampleFan, present: Date): EventInput[] {
  const chance = chanceOf(`${creator.account} ${fan.id}`)
  const habit = HABITS[fan.manner]
  const life = new Life(creator, fan, present, chance)
  const joined = chance.between(...habit.joined)
  const lastBought = Math.min(chance.between(...habit.lastBought), joined - 0.5)

  if (habit.subscription !== 'none') {
    life.subscribes(joined, habit.subscription === 'stopped' ? lastBought : 0)
  }
  const bought = chance.whole(...habit.unlocks)
  for (const [asset, daysAgo] of unlocksOf(creator, bought, joined, lastBought, chance)) life.unlocks(asset, daysAgo)
  const tips = chance.whole(...habit.tips)
  for (let n = 0; n < tips; n += 1) life.tips(chance.between(lastBought, joined), chance.whole(...habit.tipMinor))
  const chats = chance.whole(...habit.chats)
  for (let n = 0; n < chats; n += 1) life.chats(chance.between(lastBought, joined))
  if (fan.manner === 'regular' && chance.happens(0.25)) life.refunded()
  return life.events
}

/** Assets in the order in which they came out, each bought some time after that. */
function unlocksOf(
  { assets }: SampleCreator,
  count: number,
  joined: number,
  lastBought: number,
  chance: Chance,
): [SampleAsset, number][] {
  const offered = assets.filter((asset) => asset.daysAgo > lastBought + 1)
  const chosen = offered.slice(Math.max(0, offered.length - count))
  return chosen.map((asset) => [asset, chance.between(lastBought, Math.min(asset.daysAgo - 0.5, joined))])
}

class Life {
  readonly events: EventInput[] = []
  #written = 0
  #bought = 0
  #lastUnlock: { id: string; amountMinor: number; daysAgo: number } | null = null

  constructor(
    private readonly creator: SampleCreator,
    private readonly fan: SampleFan,
    private readonly present: Date,
    private readonly chance: Chance,
  ) {}

  /** From the day of joining until it runs out some days after `stopsAt`, or goes on (0). */
  subscribes(joined: number, stopsAt: number): void {
    const { creator, fan, present } = this
    const id = `${fan.id}-subscription`
    const bill = (daysAgo: number, first: boolean): void => {
      const until = new Date(present.getTime() - (daysAgo - MONTH_DAYS) * DAY_MS).toISOString()
      const subscription = {
        id,
        priceMinor: creator.subscriptionMinor,
        currency: creator.currency,
        until,
        autoRenew: true,
      }
      this.#add(daysAgo, { type: first ? 'subscription.started' : 'subscription.renewed', subscription })
      this.#buys(daysAgo, first ? 'subscription' : 'renewal', creator.subscriptionMinor)
    }
    let last = joined
    for (let daysAgo = joined; daysAgo > Math.max(stopsAt, 1.2); daysAgo -= MONTH_DAYS) {
      bill(daysAgo, daysAgo === joined)
      last = daysAgo
    }
    const ends = last - MONTH_DAYS
    if (stopsAt === 0 || ends < 1.2) return
    const until = new Date(present.getTime() - ends * DAY_MS).toISOString()
    const subscription = {
      id,
      priceMinor: creator.subscriptionMinor,
      currency: creator.currency,
      until,
      autoRenew: false,
    }
    this.#add(ends + 3, { type: 'subscription.expiring', subscription })
    this.#add(ends, { type: 'subscription.expired', subscription })
  }

  unlocks(asset: SampleAsset, daysAgo: number): void {
    const at = this.#talk(daysAgo, OFFER_LINES)
    const generous = this.fan.manner === 'whale' ? 1.2 : 1
    const amountMinor = Math.round((asset.priceMinor * generous) / 100) * 100
    const id = this.#buys(daysAgo, 'ppv', amountMinor, at + this.chance.whole(3, 40) * MINUTE_MS, asset.externalId)
    this.#lastUnlock = { id, amountMinor, daysAgo }
  }

  tips(daysAgo: number, minor: number): void {
    this.#buys(daysAgo, 'tip', Math.max(100, Math.round(minor / 100) * 100))
  }

  chats(daysAgo: number): void {
    this.#talk(daysAgo, CREATOR_LINES)
  }

  refunded(): void {
    if (!this.#lastUnlock || this.#lastUnlock.daysAgo < 4) return
    const { id, amountMinor, daysAgo } = this.#lastUnlock
    const refund = {
      id: `${id}-refund`,
      of: id,
      amountMinor,
      currency: this.creator.currency,
      reason: 'bought by mistake',
    }
    this.#add(daysAgo - 1, { type: 'refund', refund })
  }

  /** The fan writes, and is answered within the hour; returns when. */
  #talk(daysAgo: number, answers: readonly string[]): number {
    let at = this.#evening(daysAgo)
    const exchanges = this.chance.whole(1, 2)
    for (let n = 0; n < exchanges; n += 1) {
      this.#writes('message.received', at, this.chance.pick(FAN_LINES))
      at += this.chance.whole(2, 25) * MINUTE_MS
      this.#writes('message.sent', at, this.chance.pick(n === exchanges - 1 ? answers : CREATOR_LINES))
      at += this.chance.whole(1, 9) * MINUTE_MS
    }
    return at
  }

  #writes(type: 'message.received' | 'message.sent', at: number, text: string): void {
    this.#written += 1
    this.#add(0, { type, message: { id: `${this.fan.id}-m${this.#written}`, text } }, at)
  }

  #buys(
    daysAgo: number,
    kind: 'tip' | 'ppv' | 'subscription' | 'renewal',
    amountMinor: number,
    at?: number,
    asset?: string,
  ): string {
    this.#bought += 1
    const id = `${this.fan.id}-p${this.#bought}`
    const purchase = { id, kind, amountMinor, currency: this.creator.currency, ...(asset && { asset }) }
    this.#add(daysAgo, { type: 'purchase', purchase }, at)
    return id
  }

  #add(daysAgo: number, what: Record<string, unknown>, at = this.#evening(daysAgo)): void {
    const { creator, fan, present } = this
    const known = Math.min(at, present.getTime() - NEAREST_MS + this.events.length)
    const head = {
      id: `${creator.account}-${fan.id}-${this.events.length + 1}`,
      account: creator.account,
      fan: { id: fan.id, ...(fan.name && { name: fan.name }) },
      at: new Date(known).toISOString(),
    }
    this.events.push({ ...head, ...what } as EventInput)
  }

  /** Most of it happens between supper and midnight where the creator lives. */
  #evening(daysAgo: number): number {
    const day = Math.floor((this.present.getTime() - daysAgo * DAY_MS) / DAY_MS) * DAY_MS
    const hour = this.chance.pick([8, 12, 17, 18, 19, 19, 20, 20, 20, 21, 21, 22, 23]) - this.creator.utcOffsetHours
    return day + hour * 3_600_000 + this.chance.whole(0, 3_599) * 1_000
  }
}
