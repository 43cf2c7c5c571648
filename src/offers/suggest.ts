import type { Asset } from '../content/index.ts'
import { formatMoney } from '../kernel/money.ts'
import { ladderOf, minorOfUnit, priceFor, type SegmentAnswers } from '../pricing/index.ts'
import { SEGMENTS, type Segment } from '../scoring/index.ts'
import { EVERYONE } from './audience.ts'
import { sumOf, type Terms } from './terms.ts'
import { words } from './words.ts'

/** Two assets and their buyers, of the creator's buyers in the same time. */
export interface Pair {
  a: string
  b: string
  buyersOfA: number
  buyersOfB: number
  both: number
  buyers: number
}

/** What the figures of one creator say; amounts in minor units of `currency`. */
export interface Figures {
  currency: string
  assets: readonly Asset[]
  pairs: readonly Pair[]
  answers: readonly SegmentAnswers[]
  typicalMinor: number | null
  bounds: { floorMinor: number; ceilingMinor: number }
  /** The hour of the creator's day in which most is bought; null where nothing was. */
  bestHour: number | null
}

export interface Suggestion {
  kind: 'price' | 'bundle' | 'discount'
  /** Of the offer that it would be; without its days. */
  terms: Omit<Terms, 'validFrom' | 'validUntil'>
  /** What is asked with it for what it covers; of a discount for everything, of what is usually listed. */
  priceMinor: number
  /** 0 to 1: more answers and buyers behind it, more of it. */
  confidence: number
  /** Our own sentences, each number in them from the figures. */
  reasoning: string[]
}

const FEWEST_BOTH = 5
const LEAST_LIFT = 1.2
const BUNDLE_OFF = 0.15
const MOST_EACH = 3
/** The newest of a creator's assets whose price is looked at: each takes a curve. */
const LOOKED_AT = 25
/** Under so many answers a segment says nothing of a discount. */
const FEWEST_SHOWN = 10
/** Answers that make half of the confidence there is. */
const HALF_SURE = 40

/** Prices, bundles and discounts that the figures of a creator propose. Pure: the same figures, the same suggestions. */
export function suggestOffers(figures: Figures): Suggestion[] {
  return [...bundles(figures), ...prices(figures), ...discounts(figures)]
}

const blank = {
  ...{ description: '', limitTotal: null, limitPerFan: 1, limitPerDay: null },
  stacks: false,
  floorMinor: 0,
}

/** What is really bought together: pairs of at least five buyers, far more of them than chance would give. */
function bundles({ pairs, assets, currency }: Figures): Suggestion[] {
  const unit = minorOfUnit(currency)
  const found = pairs.flatMap((pair): (Suggestion & { lift: number })[] => {
    const inside = assets.filter(({ id }) => id === pair.a || id === pair.b)
    const lift = (pair.both * pair.buyers) / Math.max(1, pair.buyersOfA * pair.buyersOfB)
    const sum = sumOf(inside)
    const priceMinor = Math.floor((sum * (1 - BUNDLE_OFF)) / unit) * unit
    if (inside.length < 2 || pair.both < FEWEST_BOTH || lift < LEAST_LIFT || priceMinor < 1 || priceMinor >= sum)
      return []
    const [first, second] = inside
    const name = `${first?.title.slice(0, 26)} + ${second?.title.slice(0, 26)}`
    const money = (minor: number) => formatMoney({ minor, currency })
    const neither = pair.buyers - pair.buyersOfA - pair.buyersOfB + pair.both
    const expected = Math.round((Math.max(0, neither) * pair.both * priceMinor) / pair.buyers)
    return [
      {
        kind: 'bundle',
        terms: {
          ...{ ...blank, name, discountType: 'bundle', discountValue: priceMinor, audience: EVERYONE },
          contentIds: inside.map(({ id }) => id),
        },
        priceMinor,
        confidence: sure(pair.both),
        reasoning: [
          words.boughtTogether(pair.both, pair.buyers, Math.round(lift * 10) / 10),
          words.bundlePrice(money(priceMinor), money(sum)),
          words.bundleValue(money(expected), Math.max(0, neither)),
        ],
        lift,
      },
    ]
  })
  return found
    .toSorted((x, y) => y.lift * y.confidence - x.lift * x.confidence)
    .slice(0, MOST_EACH)
    .map(({ lift: _, ...suggestion }) => suggestion)
}

/** What the demand curve of a segment says of a listed price. */
function curveAt(figures: Figures, segment: Segment, listedMinor: number) {
  const { currency, answers, typicalMinor, bounds } = figures
  const suggested = priceFor({
    asset: { id: '', title: '', priceMinor: listedMinor },
    ...{ typicalMinor, segment, answers, bounds, currency, ownUnlocks: [], ownTaken: [], ownIgnored: [], similar: [] },
    history: { purchases: 0, spentMinor: 0, firstPurchaseAt: null, lastPurchaseAt: null, since: new Date(0) },
    ladderMinor: [...ladderOf(currency), listedMinor],
    exploring: false,
    changes: { approved: 0, changed: 0, middle: 1 },
  })
  const shareAt = (minor: number) => suggested.knew.chances.find((each) => each.priceMinor === minor)?.share ?? null
  return { priceMinor: suggested.priceMinor, share: shareAt(suggested.priceMinor), listedShare: shareAt(listedMinor) }
}

/** Assets that would bring more for less, by the answers of the segment that answered most. */
function prices(figures: Figures): Suggestion[] {
  const segment = mostAnswered(figures.answers)
  if (segment === null) return []
  const shown = shownTo(figures.answers, segment)
  const found = figures.assets.slice(0, LOOKED_AT).flatMap((asset): Suggestion[] => {
    if (asset.priceMinor <= 0) return []
    const { priceMinor, share, listedShare } = curveAt(figures, segment, asset.priceMinor)
    if (share === null || listedShare === null || priceMinor < 1 || priceMinor > asset.priceMinor * 0.9) return []
    const money = (minor: number) => formatMoney({ minor, currency: figures.currency })
    const gain = Math.round(((share * priceMinor) / Math.max(1e-9, listedShare * asset.priceMinor) - 1) * 100)
    if (gain < 5) return []
    const off = asset.priceMinor - priceMinor
    const name = `${asset.title.slice(0, 40)} ${money(priceMinor)}`
    return [
      {
        kind: 'price',
        terms: {
          ...blank,
          name,
          discountType: 'fixed',
          discountValue: off,
          audience: EVERYONE,
          contentIds: [asset.id],
        },
        priceMinor,
        confidence: sure(shown),
        reasoning: [
          words.buyAt(
            segment,
            Math.round(share * 100),
            money(priceMinor),
            Math.round(listedShare * 100),
            money(asset.priceMinor),
          ),
          words.gain(gain),
          words.fromAnswers(shown),
        ],
      },
    ]
  })
  return found.toSorted((x, y) => y.priceMinor - x.priceMinor).slice(0, MOST_EACH)
}

/** The segment that lets most prices pass gets what would bring most of it, when most is bought. */
function discounts(figures: Figures): Suggestion[] {
  const { answers, typicalMinor, currency, bestHour } = figures
  if (typicalMinor === null) return []
  const passing = SEGMENTS.map((segment) => {
    const mine = answers.filter((each) => each.segment === segment)
    const [shown, taken] = [shownTo(answers, segment), mine.reduce((sum, each) => sum + each.taken, 0)]
    return { segment, shown, passed: shown === 0 ? 0 : 1 - taken / shown }
  }).filter(({ shown }) => shown >= FEWEST_SHOWN)
  return passing
    .toSorted((x, y) => y.passed - x.passed)
    .slice(0, 1)
    .flatMap(({ segment, shown, passed }): Suggestion[] => {
      const { priceMinor } = curveAt(figures, segment, typicalMinor)
      const percent = Math.min(50, Math.round((1 - priceMinor / typicalMinor) * 20) * 5)
      if (percent < 5) return []
      const money = formatMoney({ minor: priceMinor, currency })
      return [
        {
          kind: 'discount',
          terms: {
            ...{ ...blank, name: `${segment} ${percent}%`, discountType: 'percentage', discountValue: percent },
            ...{ audience: { ...EVERYONE, segments: [segment] }, contentIds: [] },
          },
          priceMinor: Math.round((typicalMinor * (100 - percent)) / 100),
          confidence: sure(shown),
          reasoning: [
            words.letPass(segment, Math.round(passed * 100), shown),
            words.bringsMost(money),
            ...(bestHour === null ? [] : [words.bestHour(bestHour)]),
          ],
        },
      ]
    })
}

const shownTo = (answers: Figures['answers'], segment: Segment): number =>
  answers.filter((each) => each.segment === segment).reduce((sum, each) => sum + each.shown, 0)

function mostAnswered(answers: Figures['answers']): Segment | null {
  const [most] = SEGMENTS.toSorted((a, b) => shownTo(answers, b) - shownTo(answers, a))
  return most && shownTo(answers, most) > 0 ? most : null
}

const sure = (behind: number): number => Math.round((behind / (behind + HALF_SURE)) * 100) / 100
