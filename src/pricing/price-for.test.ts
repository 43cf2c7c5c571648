import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SEGMENTS } from '../scoring/index.ts'
import { stepOf } from './demand/curves.ts'
import { type PriceInput, type PriceSuggestion, priceFor } from './price-for.ts'
import { aPriceInput } from './price-input.fixtures.ts'

const LADDER = [300, 500, 700, 900, 1200, 1500, 2000, 2500, 3000, 4000, 5000]
const input = aPriceInput()

describe('the suggested price', () => {
  it('follows what the fan usually pays, and says what would be taken at the next price', () => {
    const suggestion = priceFor({
      ...input,
      ownUnlocks: [2_000, 2_500, 2_500, 3_000, 3_000],
      similar: Array(212).fill(900),
    })
    expect(suggestion.usual).toEqual({ fromMinor: 2_500, toMinor: 3_000 })
    expect(suggestion.priceMinor).toBeGreaterThanOrEqual(2_000)
    expect(suggestion.priceMinor).toBeLessThanOrEqual(3_000)
    expect(suggestion.reasons[0]).toBe('usually pays $25–30 (5 unlocks)')
    expect(suggestion.reasons[1]).toMatch(/^about \d+% buy at \$\d+, \d+% at \$\d+$/)
    expect(suggestion.reasons).toContain('similar fans paid $9 in the middle (212 unlocks)')
  })

  it('asks more of a whale than of a new fan before anything was answered, and says that little is known', () => {
    const [whale, fresh] = (['Whale', 'New'] as const).map((segment) => priceFor({ ...input, segment }))
    expect(whale?.priceMinor).toBeGreaterThan(fresh?.priceMinor ?? 0)
    expect(fresh?.reasons).toContain('little history: 0 prices answered so far')
    expect(fresh?.reasons).toContain('0 unlocks, 4 purchases')
  })

  it('asks the same again while an earlier price for it is open, within the bounds, and says so', () => {
    const open = (openMinor: number) => priceFor({ ...input, openMinor })
    expect(open(2_600)).toMatchObject({ priceMinor: 2_600 })
    expect(open(2_600).reasons[0]).toBe('asked $26 for it already, still open')
    expect(open(9_000).priceMinor).toBe(3_500)
    expect(priceFor({ ...input, openMinor: null }).priceMinor).toBe(priceFor(input).priceMinor)
  })

  it('asks more for what the creator lists at twice the usual price', () => {
    const at = (priceMinor: number) =>
      priceFor({ ...input, typicalMinor: 1_500, asset: { ...input.asset, priceMinor } }).priceMinor
    expect(at(3_000)).toBeGreaterThan(at(1_500))
  })

  it('learns from answers: lower where prices were let pass, higher where they were taken', () => {
    const answered = (step: number, shown: number, taken: number) =>
      priceFor({ ...input, answers: [{ segment: 'Regular', step, shown, taken }] }).priceMinor
    expect(answered(stepOf(9), 200, 4)).toBeLessThan(priceFor(input).priceMinor)
    expect(answered(stepOf(25), 200, 120)).toBeGreaterThan(priceFor(input).priceMinor)
  })

  it('learns of one segment from another of the same creator', () => {
    const taken = [{ segment: 'Regular' as const, step: stepOf(30), shown: 300, taken: 200 }]
    expect(priceFor({ ...input, segment: 'New', answers: taken }).priceMinor).toBeGreaterThan(
      priceFor({ ...input, segment: 'New' }).priceMinor,
    )
  })

  it('can be made again from what was recorded with it', () => {
    const answers = [{ segment: 'Regular' as const, step: stepOf(15), shown: 40, taken: 15 }]
    const first = priceFor({ ...input, ownUnlocks: [1_500], answers, exploring: true })
    const { knew } = JSON.parse(JSON.stringify(first)) as PriceSuggestion
    const asset = { ...input.asset, priceMinor: knew.listedMinor }
    expect(priceFor({ ...knew, asset, history: input.history, similar: [] }).priceMinor).toBe(first.priceMinor)
  })

  it('tries a price for being unknown only while exploring, and never one that may cost more than an eighth', () => {
    const sure = priceFor(input)
    const tried = priceFor({ ...input, exploring: true })
    expect(sure.knew.tried).toBe(false)
    const revenue = ({ priceMinor, knew }: PriceSuggestion) =>
      priceMinor * (knew.chances.find((chance) => chance.priceMinor === priceMinor)?.share ?? 0)
    expect(revenue(tried)).toBeGreaterThanOrEqual(0.87 * revenue(sure))
  })

  it('stays within floor and ceiling and names the one that held it', () => {
    expect(priceFor({ ...input, ownUnlocks: Array(20).fill(9_000) })).toMatchObject({ priceMinor: 3_000 })
    expect(priceFor({ ...input, ownUnlocks: Array(20).fill(9_000) }).reasons).toContain('ceiling $35')
    const passed = Array(12).fill({ priceMinor: 500, scale: 1 })
    expect(priceFor({ ...input, ownIgnored: passed }).reasons).toContain('floor $5')
  })

  it('knows nothing of a message: no text enters but the title of the asset', () => {
    expect(priceFor({ ...input, asset: { ...input.asset, title: 'so lonely and drunk' } })).toEqual(priceFor(input))
  })

  const prices = fc.array(fc.oneof(fc.integer({ min: 100, max: 20_000 }), fc.constantFrom(0, -500, Number.NaN)), {
    maxLength: 12,
  })
  const anyAnswers = fc.array(
    fc
      .record({ segment: fc.constantFrom(...SEGMENTS), step: fc.nat(160), shown: fc.nat(500), part: fc.nat(100) })
      .map(({ part, ...rest }) => ({ ...rest, taken: Math.floor((rest.shown * part) / 100) })),
    { maxLength: 6 },
  )
  const anyInput: fc.Arbitrary<PriceInput> = fc
    .record({
      listed: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.constant(Number.NaN)),
      typicalMinor: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom(null, Number.NaN)),
      segment: fc.constantFrom(...SEGMENTS),
      ownUnlocks: prices,
      ownIgnored: prices.map((all) => all.map((priceMinor) => ({ priceMinor, scale: 1 }))),
      answers: anyAnswers,
      exploring: fc.boolean(),
      similar: prices,
      ladderMinor: fc.oneof(fc.constant(LADDER), fc.array(fc.integer({ min: 1, max: 10_000 }), { maxLength: 6 })),
      floorMinor: fc.nat(5_000),
      width: fc.nat(10_000),
    })
    .map(({ listed, floorMinor, width, ...rest }) => ({
      ...input,
      ...rest,
      asset: { ...input.asset, priceMinor: listed },
      bounds: { floorMinor, ceilingMinor: floorMinor + width },
    }))

  it('property bounds: the price is a whole amount within floor and ceiling, on the ladder or at a bound', () => {
    fc.assert(
      fc.property(anyInput, (any) => {
        const { priceMinor, floorMinor, ceilingMinor, reasons } = priceFor(any)
        expect(Number.isSafeInteger(priceMinor)).toBe(true)
        expect(priceMinor).toBeGreaterThanOrEqual(floorMinor)
        expect(priceMinor).toBeLessThanOrEqual(ceilingMinor)
        if (any.ladderMinor.length > 0) expect([...any.ladderMinor, floorMinor, ceilingMinor]).toContain(priceMinor)
        for (const reason of reasons) expect(reason).toMatch(/^(?!.*NaN).*\d/)
      }),
      { numRuns: 100 },
    )
  })

  it('property safety: a lower ceiling never raises the price', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(10_000), (any, less) => {
        const { floorMinor, ceilingMinor } = any.bounds
        const still = { ...any, exploring: false }
        const lower = { floorMinor, ceilingMinor: Math.max(floorMinor, ceilingMinor - less) }
        expect(priceFor({ ...still, bounds: lower }).priceMinor).toBeLessThanOrEqual(priceFor(still).priceMinor)
      }),
      { numRuns: 100 },
    )
  })

  it('property order: the order of what was paid never matters', () => {
    fc.assert(
      fc.property(anyInput, (any) => {
        const turned = { ...any, ownUnlocks: any.ownUnlocks.toReversed(), similar: any.similar.toReversed() }
        const { priceMinor, reasons, usual } = priceFor(any)
        expect(priceFor(turned)).toMatchObject({ priceMinor, reasons, usual })
      }),
      { numRuns: 100 },
    )
  })
})
