/** Why a fan is worth a message today. */
export const OCCASIONS = ['answer', 'leaving', 'subscription-ends', 'unsold-ppv', 'anniversary', 'birthday'] as const
export type Occasion = (typeof OCCASIONS)[number]

/** One reason to write to one fan. */
export interface Chance {
  fanId: string
  name: string
  segment: string
  occasion: Occasion
  /** What is expected within seven days if somebody writes, in minor units: the probability times the amount. */
  worthMinor: number
  /** Ours, in one sentence: `last bought 9 days ago, usually buys every 6 days`. */
  because: string
  isFrozen: boolean
  objects: boolean
  /** No more messages are allowed to them now. */
  isOverLimit: boolean
  /** Held out, so that it shows what writing brings. */
  isHeldOut: boolean
}

export interface ListedFan {
  fanId: string
  name: string
  segment: string
  worthMinor: number
  minutes: number
  /** The best occasion first. */
  occasions: Occasion[]
  because: string[]
}

export interface ActionList {
  fans: ListedFan[]
  /** What they may bring together, and how long all of it takes. */
  worthMinor: number
  minutes: number
  /** How many fans were left out, and why; objecting ones are not counted either. */
  frozen: number
  overLimit: number
  heldOut: number
}

/** Minutes that a card takes, by why it is written. */
export type Minutes = Record<Occasion, number>

/** Assumed until enough of them were measured: how long it takes to do well. */
export const ASSUMED_MINUTES: Minutes = {
  answer: 1,
  'unsold-ppv': 1.5,
  'subscription-ends': 2,
  anniversary: 2,
  birthday: 2,
  leaving: 3,
}
/** More is not done in a day. */
const DAY = { minutes: 45, fans: 20 }

/**
 * Whom to write to, by what a minute of it is expected to bring, until the minutes of a day are full: each fan once, for the
 * best of their occasions, since two reasons don't bring twice the money. The order of what comes in never matters; a fan who
 * is frozen, held out or objects to profiling never appears.
 */
export function actionList(chances: readonly Chance[], minutesOf: Minutes = ASSUMED_MINUTES, most = DAY): ActionList {
  const byFan = new Map<string, Chance[]>()
  for (const chance of chances) byFan.set(chance.fanId, [...(byFan.get(chance.fanId) ?? []), chance])
  const groups = [...byFan.values()].filter((own) => !own.some(({ objects }) => objects))
  const left = { frozen: 0, heldOut: 0, overLimit: 0 }
  const open = groups.filter((own) => {
    const why = whyLeftOut(own)
    if (why !== null) left[why] += 1
    return why === null
  })
  const ranked = open
    .map((own) => listed(own, minutesOf))
    .filter(({ worthMinor }) => worthMinor > 0)
    .toSorted((a, b) => rateOf(b) - rateOf(a) || b.worthMinor - a.worthMinor || (a.fanId < b.fanId ? -1 : 1))
  const fans: ListedFan[] = []
  let minutes = 0
  for (const fan of ranked) {
    if (minutes + fan.minutes > most.minutes || fans.length === most.fans) break
    minutes += fan.minutes
    fans.push(fan)
  }
  return { fans, worthMinor: fans.reduce((sum, { worthMinor }) => sum + worthMinor, 0), minutes, ...left }
}

function whyLeftOut(own: readonly Chance[]): 'frozen' | 'heldOut' | 'overLimit' | null {
  if (own.some(({ isFrozen }) => isFrozen)) return 'frozen'
  if (own.some((chance) => chance.isHeldOut)) return 'heldOut'
  return own.some(({ isOverLimit }) => isOverLimit) ? 'overLimit' : null
}

const rateOf = ({ worthMinor, minutes }: ListedFan): number => worthMinor / minutes

function listed(chances: readonly Chance[], minutesOf: Minutes): ListedFan {
  const rate = ({ worthMinor, occasion }: Chance) => worthMinor / minutesOf[occasion]
  const place = ({ occasion }: Chance) => OCCASIONS.indexOf(occasion)
  const best = chances.toSorted(
    (a, b) => rate(b) - rate(a) || place(a) - place(b) || (a.because < b.because ? -1 : a.because > b.because ? 1 : 0),
  )
  const [first] = best
  return {
    ...{ fanId: first?.fanId ?? '', name: first?.name ?? '', segment: first?.segment ?? '' },
    ...{ worthMinor: first?.worthMinor ?? 0, minutes: minutesOf[first?.occasion ?? 'answer'] },
    occasions: [...new Set(best.map(({ occasion }) => occasion))],
    because: [...new Set(best.map(({ because }) => because))],
  }
}
