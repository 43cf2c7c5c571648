/**
 * Demand families of `npm run bench:prices`. One more is one more entry here, or a file that exports `families` the same way,
 * given by `--families FILE`: `draw` makes a fan group's demand from the price at which about half of the group buys.
 */
import { normalTail } from '../src/pricing/demand/curves.ts'

export interface Family {
  name: string
  /** A group's demand: price in dollars → the share that buys. `random` gives numbers in [0, 1). */
  draw(middle: number, spread: number, random: () => number): (price: number) => number
}

/** The protocol's three, which creators have in turn. */
export const families: readonly Family[] = [
  { name: 'log-normal', draw: (middle, spread) => (price) => normalTail(Math.log(price / middle) / spread) },
  { name: 'logit', draw: (middle, spread) => (price) => 1 / (1 + Math.exp((price / middle - 1) / (spread / 2))) },
  { name: 'linear', draw: (middle) => (price) => Math.max(0, 1 - price / (2 * middle)) },
]

/** Not among the shapes that the product's model knows. */
export const unseen: readonly Family[] = [
  {
    name: 'two kinds of fans',
    draw: (middle, spread, random) => {
      const rich = 0.15 + 0.2 * random()
      return (price) =>
        rich * normalTail(Math.log(price / (2.2 * middle)) / spread) +
        (1 - rich) * normalTail(Math.log(price / (0.8 * middle)) / spread)
    },
  },
  {
    name: 'few are interested',
    draw: (middle, spread, random) => {
      const most = 0.2 + 0.6 * random()
      return (price) => most * normalTail(Math.log(price / middle) / spread)
    },
  },
  { name: 'constant elasticity', draw: (middle, spread) => (price) => 1 / (1 + (price / middle) ** (1.8 / spread)) },
  {
    name: 'shy of round prices',
    draw: (middle, spread) => (price) =>
      normalTail(Math.log(price / middle) / spread) * (price >= 20 ? 0.85 : 1) * (price >= 10 ? 0.92 : 1),
  },
]
