import { type Curves, curves, PLACE_STEP, placeAt } from './curves.ts'

/** What was answered to prices of one step: how often it was shown, and how often taken. */
export interface Answers {
  step: number
  shown: number
  taken: number
}

/** Where a group's place is thought to be before any answer, as a logarithm of units. */
export interface Group {
  centre: number
}

/** How far creators lie from what is usual, and segments from their creator (standard deviations of logarithms). */
const CREATOR_SPREAD = 0.55
const GROUP_SPREAD = 0.3
/** How often a segment's curve has the shape of its creator's others. */
const SAME_SHAPE = 0.85
const SHIFT_MOST = 14
const SHIFTS = 2 * SHIFT_MOST + 1

/** What is believed of one creator's demand, kept so that one more answer costs little. */
export interface Belief {
  groups: { centre: number; log: Float64Array; answers: number; told: Float64Array | null }[]
}

export function newBelief(groups: readonly Group[]): Belief {
  const { shapes, places } = curves()
  return {
    groups: groups.map(({ centre }) => ({ centre, log: new Float64Array(shapes * places), answers: 0, told: null })),
  }
}

/** Takes in answers of one group. */
export function learn(belief: Belief, group: number, { step, shown, taken }: Answers): void {
  const mine = belief.groups[group]
  const { bought, ignored } = curves()
  const yes = bought[step]
  const no = ignored[step]
  if (!mine || !yes || !no || shown <= 0) return
  for (let cell = 0; cell < mine.log.length; cell += 1) {
    mine.log[cell] = (mine.log[cell] ?? 0) + taken * (yes[cell] ?? 0) + (shown - taken) * (no[cell] ?? 0)
  }
  mine.answers += shown
  mine.told = null
}

/** What is believed of one group's curve: a weight for each cell, together 1. */
export function weightsOf(belief: Belief, group: number): Float64Array {
  const all = curves()
  const mine = belief.groups[group]
  if (!mine) return new Float64Array(0)
  const others = toldByOthers(belief, group, all)
  const prior = priorOf(mine.centre, others, all)
  const most = maximum(mine.log)
  let total = 0
  for (let cell = 0; cell < prior.length; cell += 1) {
    const weight = (prior[cell] ?? 0) * likelihood((mine.log[cell] ?? 0) - most)
    prior[cell] = weight
    total += weight
  }
  for (let cell = 0; cell < prior.length; cell += 1) prior[cell] = (prior[cell] ?? 0) / total
  return prior
}

/** By shape and shift of the creator: what the other groups' answers and the prior say, together 1. */
function toldByOthers(belief: Belief, group: number, all: Curves): Float64Array {
  const joint = new Float64Array(all.shapes * SHIFTS)
  for (let shape = 0; shape < all.shapes; shape += 1) {
    for (let shift = 0; shift < SHIFTS; shift += 1) {
      const z = ((shift - SHIFT_MOST) * PLACE_STEP) / CREATOR_SPREAD
      joint[shape * SHIFTS + shift] = (all.weights[shape] ?? 0) * Math.exp((-z * z) / 2)
    }
  }
  belief.groups.forEach((other, index) => {
    if (index === group || other.answers === 0) return
    other.told ??= told(other, all)
    let total = 0
    for (let cell = 0; cell < joint.length; cell += 1) {
      joint[cell] = (joint[cell] ?? 0) * (other.told[cell] ?? 0)
      total += joint[cell] ?? 0
    }
    for (let cell = 0; cell < joint.length; cell += 1) joint[cell] = (joint[cell] ?? 0) / total
  })
  return joint
}

/** How likely a group's answers are under each shape and shift of its creator. */
function told({ centre, log }: Belief['groups'][number], all: Curves): Float64Array {
  const most = maximum(log)
  const kernel = kernelOf(centre)
  const out = new Float64Array(all.shapes * SHIFTS)
  const any = new Float64Array(SHIFTS)
  const likely = new Float64Array(all.places)
  for (let shape = 0; shape < all.shapes; shape += 1) {
    for (let place = 0; place < all.places; place += 1) {
      likely[place] = likelihood((log[shape * all.places + place] ?? 0) - most)
    }
    for (let shift = 0; shift < SHIFTS; shift += 1) {
      const sum = overlap(kernel, shift, likely)
      out[shape * SHIFTS + shift] = sum
      any[shift] = (any[shift] ?? 0) + (all.weights[shape] ?? 0) * sum
    }
  }
  for (let cell = 0; cell < out.length; cell += 1) {
    out[cell] = SAME_SHAPE * (out[cell] ?? 0) + (1 - SAME_SHAPE) * (any[cell % SHIFTS] ?? 0) + 1e-300
  }
  return out
}

/** What is thought of each cell of a group by what its creator's other groups told. */
function priorOf(centre: number, others: Float64Array, all: Curves): Float64Array {
  const kernel = kernelOf(centre)
  const prior = new Float64Array(all.shapes * all.places)
  const any = new Float64Array(all.places)
  const mine = new Float64Array(all.places)
  for (let shape = 0; shape < all.shapes; shape += 1) {
    mine.fill(0)
    for (let shift = 0; shift < SHIFTS; shift += 1) spread(kernel, shift, others[shape * SHIFTS + shift] ?? 0, mine)
    for (let place = 0; place < all.places; place += 1) {
      const density = mine[place] ?? 0
      prior[shape * all.places + place] = SAME_SHAPE * density
      any[place] = (any[place] ?? 0) + density
    }
  }
  for (let cell = 0; cell < prior.length; cell += 1) {
    const shape = all.weights[Math.floor(cell / all.places)] ?? 0
    prior[cell] = (prior[cell] ?? 0) + (1 - SAME_SHAPE) * shape * (any[cell % all.places] ?? 0) + 1e-18
  }
  return prior
}

/** Where a group's place lies for a shift of its creator: the density at place `first + shift + n`. */
interface Kernel {
  first: number
  densities: Float64Array
}
const KERNEL_REACH = 7

function kernelOf(centre: number): Kernel {
  const middle = (centre - placeAt(0)) / PLACE_STEP - SHIFT_MOST
  const first = Math.round(middle) - KERNEL_REACH
  const densities = Float64Array.from({ length: 2 * KERNEL_REACH + 1 }, (_, n) => {
    const z = ((first + n - middle) * PLACE_STEP) / GROUP_SPREAD
    return (Math.exp((-z * z) / 2) * PLACE_STEP) / (GROUP_SPREAD * Math.sqrt(2 * Math.PI))
  })
  return { first, densities }
}

function overlap({ first, densities }: Kernel, shift: number, values: Float64Array): number {
  let sum = 0
  for (let n = 0, place = first + shift; n < densities.length; n += 1, place += 1) {
    if (place >= 0 && place < values.length) sum += (densities[n] ?? 0) * (values[place] ?? 0)
  }
  return sum
}

function spread({ first, densities }: Kernel, shift: number, weight: number, into: Float64Array): void {
  if (weight < 1e-12) return
  for (let n = 0, place = first + shift; n < densities.length; n += 1, place += 1) {
    if (place >= 0 && place < into.length) into[place] = (into[place] ?? 0) + weight * (densities[n] ?? 0)
  }
}

/** Nothing below e^-40 of the likeliest can matter. */
const likelihood = (log: number): number => (log < -40 ? 0 : Math.exp(log))

function maximum(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY
  for (const value of values) if (value > most) most = value
  return most
}
