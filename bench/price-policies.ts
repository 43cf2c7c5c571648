/** What is measured by `npm run bench:prices`: the product's own function, and what else one could do. */

import { learn } from '../src/pricing/demand/belief.ts'
import { choosePrice, curveOf, type GroupCurve } from '../src/pricing/demand/choose-price.ts'
import { stepOf } from '../src/pricing/demand/curves.ts'
import { demandOf, groupOf } from '../src/pricing/demand/segment-demand.ts'
import { drawGamma } from '../src/scoring/models/fixtures.ts'

export const LADDER = [3, 5, 7, 9, 12, 15, 20, 25, 30, 40, 50]
const SEGMENTS_ASKED = ['Whale', 'VIP', 'Regular', 'New'] as const
export const SEGMENT_RULE = [25, 15, 9, 5]

/** One creator's: `choose` a rung of the ladder for a segment, then `see` whether it was taken. */
export interface Policy {
  choose(segment: number): number
  see(segment: number, rung: number, taken: boolean): void
}
export interface PolicyKind {
  name: string
  make(random: () => number): Policy
}

/** New answers of a segment are taken in together when they are so many of those known: delayed, as in life. */
const TAKEN_IN_AT = 0.02

/** The product's price, for fans without answers of their own. */
function product(exploring: boolean): PolicyKind {
  return {
    name: exploring ? 'the product, exploring' : 'the product',
    make() {
      const belief = demandOf(null, [])
      const groups = SEGMENTS_ASKED.map(groupOf)
      const known: (GroupCurve | null)[] = groups.map(() => null)
      const answers = groups.map(() => ({ all: 0, waiting: 0 }))
      const pricesMinor = LADDER.map((price) => price * 100)
      return {
        choose(segment) {
          const curve = known[segment] ?? curveOf(belief, groups[segment] ?? 0)
          known[segment] = curve
          const { rung } = choosePrice(curve, { pricesMinor, minorPerUnit: 100, own: [], asks: [], exploring, lean: 0 })
          return pricesMinor.indexOf(rung.priceMinor)
        },
        see(segment, rung, taken) {
          learn(belief, groups[segment] ?? 0, { step: stepOf(LADDER[rung] ?? 0), shown: 1, taken: taken ? 1 : 0 })
          const count = answers[segment]
          if (!count) return
          count.all += 1
          count.waiting += 1
          if (count.waiting < TAKEN_IN_AT * count.all) return
          count.waiting = 0
          known.fill(null)
        },
      }
    },
  }
}

const fixed = (name: string, prices: readonly number[]): PolicyKind => ({
  name,
  make: () => ({ choose: (segment) => LADDER.indexOf(prices[segment] ?? 0), see() {} }),
})

interface Tally {
  shown: number
  taken: number
}

/** A policy that knows nothing but how often each rung was taken by a segment. */
function bandit(name: string, choose: (rungs: readonly Tally[], random: () => number) => number): PolicyKind {
  return {
    name,
    make(random) {
      const tallies = SEGMENTS_ASKED.map(() => LADDER.map(() => ({ shown: 0, taken: 0 })))
      return {
        choose: (segment) => choose(tallies[segment] ?? [], random),
        see(segment, rung, taken) {
          const tally = tallies[segment]?.[rung]
          if (!tally) return
          tally.shown += 1
          tally.taken += taken ? 1 : 0
        },
      }
    },
  }
}

function mostBy(rungs: readonly Tally[], of: (tally: Tally, price: number) => number): number {
  const values = rungs.map((tally, rung) => of(tally, LADDER[rung] ?? 0))
  return values.indexOf(Math.max(...values))
}

const mean = ({ shown, taken }: Tally): number => (shown === 0 ? 0 : taken / shown)
const TOP = LADDER.at(-1) ?? 1

export const policies: readonly PolicyKind[] = [
  fixed('fixed 9', [9, 9, 9, 9]),
  fixed('segment rule 25/15/9/5', SEGMENT_RULE),
  bandit('ε-greedy 10 %', (rungs, random) =>
    random() < 0.1 ? Math.floor(random() * LADDER.length) : mostBy(rungs, (tally, price) => price * mean(tally)),
  ),
  bandit('UCB1', (rungs) => {
    const shown = rungs.reduce((sum, tally) => sum + tally.shown, 0)
    return mostBy(rungs, (tally, price) =>
      tally.shown === 0
        ? Number.POSITIVE_INFINITY
        : (price * mean(tally)) / TOP + Math.sqrt((2 * Math.log(shown)) / tally.shown),
    )
  }),
  bandit('Thompson, flat Beta', (rungs, random) =>
    mostBy(rungs, ({ shown, taken }, price) => {
      const yes = drawGamma(random, 1 + taken, 1)
      return (price * yes) / (yes + drawGamma(random, 1 + shown - taken, 1))
    }),
  ),
  product(false),
  product(true),
]
