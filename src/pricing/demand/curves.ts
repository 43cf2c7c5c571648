/**
 * The demand curves that are thought possible. A curve is a shape at a place: the shape says how the share of buyers
 * falls with the price, the place is the price at which about half of those who buy at all still do. Prices are in *units*
 * (about a dollar) and are looked up in steps of five percent.
 */

/** Prices are told apart in steps of this much (natural logarithm). */
const PRICE_STEP = 0.05
const FIRST_LOG = Math.log(0.25)
export const PRICE_STEPS = 161

/** Places, as logarithms of units: from about one to about 250, in steps that the hierarchy shares. */
export const PLACE_STEP = 0.125
const PLACES = 46
export const placeAt = (index: number): number => index * PLACE_STEP - 0.125

interface Shape {
  /** What is thought of it before any answer. */
  weight: number
  /** The share that buys at `price` when the place is `place`, both in units. */
  share(price: number, place: number): number
}

/** Even at a price of nothing some don't look, and now and then somebody pays anything. */
export const LAPSE = 0.004
const lapsed = (share: number): number => LAPSE + (1 - 2 * LAPSE) * share

/** Abramowitz and Stegun 26.2.17 is right to 7e-8, far finer than what is known of any demand. */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x)
  const t = 1 / (1 + 0.2316419 * x)
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * series
}

const logNormal =
  (spread: number) =>
  (price: number, place: number): number =>
    normalTail(Math.log(price / place) / spread)
const logistic =
  (spread: number) =>
  (price: number, place: number): number =>
    1 / (1 + Math.exp((price / place - 1) / spread))
const linear =
  () =>
  (price: number, place: number): number =>
    Math.max(0, 1 - price / (2 * place))

/** The share that is interested at all: the most that buy at any price. */
const INTEREST = [
  { most: 1, weight: 0.65 },
  { most: 0.5, weight: 0.2 },
  { most: 0.2, weight: 0.15 },
] as const
const FALLS = [...[0.35, 0.6, 1].map(logNormal), ...[0.15, 0.3, 0.55].map(logistic), linear()] as const

const SHAPES: readonly Shape[] = FALLS.flatMap((fall) =>
  INTEREST.map(({ most, weight }) => ({
    weight: weight / FALLS.length,
    share: (price: number, place: number) => lapsed(most * fall(price, place)),
  })),
)

/** All curves, with the logarithms of their shares: `cell = shape × PLACES + place`. */
export interface Curves {
  shapes: number
  places: number
  weights: Float64Array
  /** By price step, then cell: the share that buys, and the logarithms of buying and not. */
  shares: readonly Float64Array[]
  bought: readonly Float64Array[]
  ignored: readonly Float64Array[]
}

let made: Curves | null = null

/** The same for all creators: made once, when the first price is asked for. */
export function curves(): Curves {
  if (made) return made
  const at = (price: number): Float64Array =>
    Float64Array.from({ length: SHAPES.length * PLACES }, (_, cell) => {
      const shape = SHAPES[Math.floor(cell / PLACES)]
      return shape ? shape.share(price, Math.exp(placeAt(cell % PLACES))) : 0
    })
  const shares = Array.from({ length: PRICE_STEPS }, (_, step) => at(priceOfStep(step)))
  made = {
    shapes: SHAPES.length,
    places: PLACES,
    weights: Float64Array.from(SHAPES, ({ weight }) => weight),
    shares,
    bought: shares.map((cells) => cells.map(Math.log)),
    ignored: shares.map((cells) => cells.map((share) => Math.log1p(-share))),
  }
  return made
}

/** The step of a price in units; the first or last one for prices beyond. */
export function stepOf(price: number): number {
  const step = Math.round((Math.log(price) - FIRST_LOG) / PRICE_STEP)
  return Math.min(PRICE_STEPS - 1, Math.max(0, step))
}

export const priceOfStep = (step: number): number => Math.exp(FIRST_LOG + step * PRICE_STEP)
