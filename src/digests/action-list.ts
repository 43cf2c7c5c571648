/** Why a fan is worth a message today. */
export const OCCASIONS = ['answer', 'leaving', 'subscription-ends', 'unsold-ppv', 'anniversary'] as const
export type Occasion = (typeof OCCASIONS)[number]

/** One reason to write to one fan. */
export interface Chance {
  fanId: string
  name: string
  segment: string
  occasion: Occasion
  /** What is expected within seven days if somebody writes, in minor units: the probability times the amount. */
  worthMinor: number
  /** Ours, in one sentence: `quiet for 9 days, buys every 6`. */
  because: string
  isFrozen: boolean
  objects: boolean
  /** No more messages are allowed to them today. */
  isOverLimit: boolean
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
  /** What they may bring together. */
  worthMinor: number
  /** How many fans were left out, and why; objecting ones are not counted either. */
  frozen: number
  overLimit: number
}

/** How long it takes to do well. */
const MINUTES: Record<Occasion, number> = {
  answer: 1,
  'unsold-ppv': 1.5,
  'subscription-ends': 2,
  anniversary: 2,
  leaving: 3,
}
/** More is not done in a day. */
const MOST_MINUTES = 45

/**
 * Whom to write to, by what a minute of it is expected to bring, until the minutes of a day are full: each fan once, for the
 * best of their occasions, since two reasons don't bring twice the money. The order of what comes in never matters; a fan who
 * is frozen or objects to profiling never appears.
 */
export function actionList(chances: readonly Chance[], mostMinutes = MOST_MINUTES): ActionList {
  const byFan = new Map<string, Chance[]>()
  for (const chance of chances) byFan.set(chance.fanId, [...(byFan.get(chance.fanId) ?? []), chance])
  const groups = [...byFan.values()].filter((own) => !own.some(({ objects }) => objects))
  const open = groups.filter((own) => !own.some(({ isFrozen, isOverLimit }) => isFrozen || isOverLimit))
  const ranked = open
    .map(listed)
    .filter(({ worthMinor }) => worthMinor > 0)
    .toSorted((a, b) => rateOf(b) - rateOf(a) || b.worthMinor - a.worthMinor || (a.fanId < b.fanId ? -1 : 1))
  const fans: ListedFan[] = []
  let minutes = 0
  for (const fan of ranked) {
    if (minutes + fan.minutes > mostMinutes) break
    minutes += fan.minutes
    fans.push(fan)
  }
  const isFrozen = (own: readonly Chance[]) => own.some((chance) => chance.isFrozen)
  return {
    ...{ fans, worthMinor: fans.reduce((sum, { worthMinor }) => sum + worthMinor, 0) },
    frozen: groups.filter(isFrozen).length,
    overLimit: groups.filter((own) => !isFrozen(own) && own.some(({ isOverLimit }) => isOverLimit)).length,
  }
}

const rateOf = ({ worthMinor, minutes }: ListedFan): number => worthMinor / minutes

function listed(chances: readonly Chance[]): ListedFan {
  const rate = ({ worthMinor, occasion }: Chance) => worthMinor / MINUTES[occasion]
  const place = ({ occasion }: Chance) => OCCASIONS.indexOf(occasion)
  const best = chances.toSorted(
    (a, b) => rate(b) - rate(a) || place(a) - place(b) || (a.because < b.because ? -1 : a.because > b.because ? 1 : 0),
  )
  const [first] = best
  return {
    ...{ fanId: first?.fanId ?? '', name: first?.name ?? '', segment: first?.segment ?? '' },
    ...{ worthMinor: first?.worthMinor ?? 0, minutes: MINUTES[first?.occasion ?? 'answer'] },
    occasions: [...new Set(best.map(({ occasion }) => occasion))],
    because: [...new Set(best.map(({ because }) => because))],
  }
}
