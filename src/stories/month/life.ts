import { instantOf } from '../../agency/index.ts'
import type { EventInput } from '../../inbox/index.ts'
import { seeded } from '../../scoring/models/fixtures.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How one creator's days go; days are counted from 0, the first of their history. */
export interface Life {
  name: string
  zone: string
  account: string
  currency: string
  /** Of a middle day: sales, and what the dearest kind costs, in minor units. */
  sales: number
  priceMinor: number
  /** What fans write on a day; without it they only buy. */
  messages?: number
  /** Share of a usual day's sales that a day brings; 1 where nothing happens. */
  share(day: number): number
  /** When what happened at an instant reaches the door: then, later, or (null) never. */
  arrives(atMs: number, nth: number): number | null
}

/** An event with the moment at which it is posted. */
export interface Arriving {
  atMs: number
  event: EventInput
}

/** From Sunday on. */
const WEEK = [1.2, 0.85, 0.85, 0.9, 0.95, 1.1, 1.15]
const NEW_A_DAY = 2
/** Who buys: so few that no scores are fitted to them, which is told elsewhere. */
const FANS = 15
const SUBSCRIBED_MS = 30 * DAY_MS
const KINDS = ['ppv', 'tip', 'ppv', 'product', 'ppv', 'tip'] as const
const PRICE = { ppv: 1, tip: 0.4, product: 0.7 }
/** Everybody sleeps until nine; three of four sales come from 15:00 on. */
const hourOf = (draw: number): number => (draw < 0.25 ? 9 + draw * 24 : 15 + (draw - 0.25) * 12)

/**
 * What happens to a creator in `days` days from `first` (midnight UTC of a date, read on their wall) until `untilMs`, in the
 * order in which it reaches the door: sales by weekday and hour, what fans write, subscriptions of thirty days, half of them
 * renewed.
 */
export function eventsOf(life: Life, first: number, days: number, seed: number): Arriving[] {
  const random = seeded(seed)
  const until = instantOf(life.zone, first + days * DAY_MS).getTime()
  const happened: Happened[] = []
  for (let day = 0; day < days; day += 1) {
    const wall = first + day * DAY_MS
    const at = () => instantOf(life.zone, wall + Math.floor(hourOf(random()) * 60) * 60_000).getTime()
    const near = 0.9 + 0.2 * random()
    const count = Math.round(life.sales * (WEEK[new Date(wall).getUTCDay()] ?? 1) * near * life.share(day))
    for (let n = 0; n < count; n += 1) happened.push(sale(life, at(), { day, n }, random))
    for (let n = 0; n < (life.messages ?? 0); n += 1) {
      // All by one fan: this is about when something comes, not about answers.
      const message = { id: `m-${day}-${n}`, text: 'hello' }
      happened.push({ atMs: at(), fan: 'fan-0', what: { type: 'message.received', message } })
    }
    const gained = NEW_A_DAY + (random() < 0.3 ? 1 : 0) - (random() < 0.3 ? 1 : 0)
    for (let n = 0; n < gained; n += 1) happened.push(...subscription(life, at(), `${day}-${n}`, until, random))
  }
  return happened
    .filter(({ atMs }) => atMs < until)
    .flatMap((one, n) => {
      const atMs = life.arrives(one.atMs, n)
      return atMs === null ? [] : [{ atMs, event: asEvent(life, one, n) }]
    })
    .toSorted((a, b) => a.atMs - b.atMs)
}

interface Happened {
  atMs: number
  fan: string
  what: Pick<Extract<EventInput, { type: 'purchase' }>, 'type' | 'purchase'> | Subscribed | Said
}
type Said = Pick<Extract<EventInput, { type: 'message.received' }>, 'type' | 'message'>
type Subscribed = Pick<Extract<EventInput, { type: 'subscription.started' }>, 'subscription'> & {
  type: 'subscription.started' | 'subscription.renewed'
}

function sale(
  { priceMinor, currency }: Life,
  atMs: number,
  { day, n }: { day: number; n: number },
  random: () => number,
): Happened {
  const kind = KINDS[(day + n) % KINDS.length] ?? 'ppv'
  const amountMinor = Math.round(priceMinor * PRICE[kind] * (0.7 + 0.6 * random()))
  const fan = `fan-${Math.floor(random() * FANS)}`
  return { atMs, fan, what: { type: 'purchase', purchase: { id: `p-${day}-${n}`, kind, amountMinor, currency } } }
}

/** To a page that costs nothing, thirty days at a time; half of them go on. */
function subscription(life: Life, began: number, id: string, until: number, random: () => number): Happened[] {
  const [fan, happened] = [`new-${id}`, [] as Happened[]]
  for (let [atMs, isNew] = [began, true]; atMs < until; atMs += SUBSCRIBED_MS, isNew = false) {
    const ends = new Date(atMs + SUBSCRIBED_MS).toISOString()
    const subscription = { id: `s-${id}`, priceMinor: 0, currency: life.currency, until: ends }
    happened.push({ atMs, fan, what: { type: isNew ? 'subscription.started' : 'subscription.renewed', subscription } })
    if (random() < 0.5) break
  }
  return happened
}

const asEvent = ({ account }: Life, { atMs, fan, what }: Happened, n: number): EventInput => ({
  ...{ id: `${account}-${n}`, account, at: new Date(atMs).toISOString() },
  ...{ fan: { id: fan, name: fan }, ...what },
})
