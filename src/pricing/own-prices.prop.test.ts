import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SEGMENTS } from '../scoring/index.ts'
import { choosePrice, curveOf } from './demand/choose-price.ts'
import { demandOf, groupOf } from './demand/segment-demand.ts'
import { ownAnswers } from './own-prices.ts'
import { ladderOf, type PriceInput, priceFor } from './price-for.ts'
import { aPriceInput } from './price-input.fixtures.ts'

const LADDER = ladderOf('USD')
const input = aPriceInput({ segment: 'VIP', bounds: { floorMinor: 300, ceilingMinor: 10_000 } })
const stepAbove = (minor: number): number => LADDER.find((step) => step > minor) ?? (LADDER.at(-1) as number)
const stepBelow = (minor: number): number => LADDER.findLast((step) => step < minor) ?? (LADDER[0] as number)

const anyAnswers = fc.array(
  fc
    .record({ segment: fc.constantFrom(...SEGMENTS), step: fc.nat(160), shown: fc.nat(500), part: fc.nat(100) })
    .map(({ part, ...rest }) => ({ ...rest, taken: Math.floor((rest.shown * part) / 100) })),
  { maxLength: 4 },
)
const paid = fc.array(fc.constantFrom(...LADDER), { maxLength: 10 })
/** A fan with any past: bought before, and answers to prices of ours. */
const anyFan = fc
  .record({ segment: fc.constantFrom(...SEGMENTS), answers: anyAnswers, before: paid, taken: paid, passed: paid })
  .map(({ segment, answers, before, taken, passed }): PriceInput => {
    const answered = (all: number[]) => all.map((priceMinor) => ({ priceMinor, scale: 1 }))
    const own = { ownUnlocks: [...before, ...taken], ownTaken: answered(taken), ownIgnored: answered(passed) }
    return { ...input, segment, answers, ...own }
  })

it('who usually pays $16 to $27 is asked at most $30, however much fans like them pay, and Why says so', () => {
  const whale = { ...input, segment: 'Whale' as const, ownUnlocks: [1_600, 1_600, 2_200, 2_700, 2_700] }
  const eager = { ...whale, answers: [{ segment: 'Whale' as const, step: 106, shown: 300, taken: 270 }] }
  expect(priceFor(eager)).toMatchObject({ priceMinor: 3_000, usual: { fromMinor: 1_600, toMinor: 2_700 } })
  expect(priceFor(eager).reasons).toContain('not above $30: one step over what this fan usually pays')
  // Listed at twice the usual, it is still theirs to pay what they pay; listed above that, its own price is the most.
  expect(priceFor({ ...eager, typicalMinor: 1_000 }).priceMinor).toBe(3_000)
  const dear = priceFor({ ...eager, asset: { ...input.asset, priceMinor: 4_000 }, typicalMinor: 1_000 })
  expect(dear.priceMinor).toBe(4_000)
  expect(dear.reasons).toContain('not above $40: what it is listed at, more than this fan usually pays')
  expect(priceFor({ ...eager, ownUnlocks: [2_700, 2_700] }).priceMinor).toBeGreaterThan(3_000)
})

it('one step over what is usual is the most; a purchase never brings it below that price’s neighbour, nor a price let pass up', () => {
  fc.assert(
    fc.property(anyFan, fc.constantFrom(...LADDER), fc.boolean(), (fan, minor, ours) => {
      const { priceMinor, usual } = priceFor(fan)
      if (usual) expect(priceMinor).toBeLessThanOrEqual(Math.max(stepAbove(usual.toMinor), fan.asset.priceMinor))
      const answered = { priceMinor: minor, scale: 1 }
      const ownTaken = ours ? [answered, ...fan.ownTaken] : fan.ownTaken
      const bought = priceFor({ ...fan, ownUnlocks: [minor, ...fan.ownUnlocks], ownTaken })
      expect(bought.priceMinor).toBeGreaterThanOrEqual(Math.min(priceMinor, stepBelow(minor)))
      const passed = priceFor({ ...fan, ownIgnored: [answered, ...fan.ownIgnored] })
      expect(passed.priceMinor).toBeLessThanOrEqual(priceMinor)
    }),
    { numRuns: 100 },
  )
})

it('thirty purchases at one price bring the suggestion to it or next to it, whatever the segment', () => {
  for (const [segment, minor] of SEGMENTS.flatMap((segment) => LADDER.map((minor) => [segment, minor] as const))) {
    const { priceMinor } = priceFor({ ...input, segment, ownUnlocks: Array(30).fill(minor) })
    expect(priceMinor, `${segment} ${minor}`).toBeGreaterThanOrEqual(stepBelow(minor))
    expect(priceMinor, `${segment} ${minor}`).toBeLessThanOrEqual(stepAbove(minor))
  }
})

it('a fan without a past is asked exactly what their segment is asked', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SEGMENTS), anyAnswers, (segment, answers) => {
      const curve = curveOf(demandOf(null, answers), groupOf(segment))
      const ask = { pricesMinor: LADDER, minorPerUnit: 100, own: [], asks: [], exploring: false, lean: 0 as const }
      expect(priceFor({ ...input, segment, answers }).priceMinor).toBe(choosePrice(curve, ask).rung.priceMinor)
    }),
    { numRuns: 100 },
  )
})

it('an unlock of a price of ours counts once, as taken, and others as bought', () => {
  const one = { priceMinor: 900, scale: 1 }
  const own = { ownUnlocks: [900, 900, 1_500], ownTaken: [one], ownIgnored: [{ priceMinor: 3_000, scale: 2 }] }
  expect(ownAnswers(own, 100)).toEqual([
    { price: 9, came: 'bought' },
    { price: 15, came: 'bought' },
    { price: 9, came: 'taken' },
    { price: 15, came: 'passed' },
  ])
})
