import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundsOf, type FanHistory, scoresOf } from './rfm.ts'
import { segmentOf } from './segment.ts'

const NOW = new Date('2025-11-20T12:00:00Z')
const DAY_MS = 86_400_000

const history: fc.Arbitrary<FanHistory> = fc
  .record({
    daysAgo: fc.integer({ min: 0, max: 400 }),
    age: fc.integer({ min: 0, max: 400 }),
    // Few different values, so that ties are common.
    purchases: fc.integer({ min: 0, max: 6 }),
    spentMinor: fc.oneof(fc.constantFrom(500, 1_000), fc.integer({ min: -500, max: 200_000 })),
  })
  .map(({ daysAgo, age, purchases, spentMinor }) => {
    const last = new Date(NOW.getTime() - daysAgo * DAY_MS)
    const first = new Date(last.getTime() - age * DAY_MS)
    if (purchases === 0) return { firstPurchaseAt: null, lastPurchaseAt: null, purchases, spentMinor: 0, since: first }
    return { firstPurchaseAt: first, lastPurchaseAt: last, purchases, spentMinor, since: first }
  })
const histories = fc.array(history, { maxLength: 60 })
const RUNS = { numRuns: 200 }

describe('RFM properties', () => {
  it('property order: the order of the fans never matters', () => {
    const shuffled = histories.chain((fans) =>
      fc.tuple(fc.constant(fans), fc.shuffledSubarray(fans, { minLength: fans.length, maxLength: fans.length })),
    )
    fc.assert(
      fc.property(shuffled, ([fans, other]) => {
        expect(boundsOf(other, NOW, 'USD')).toEqual(boundsOf(fans, NOW, 'USD'))
      }),
      RUNS,
    )
  })

  it('property monotone: a purchase more recent or larger never lowers the score it feeds', () => {
    fc.assert(
      fc.property(histories, history, fc.integer({ min: 0, max: 400 }), fc.nat(100_000), (fans, fan, days, more) => {
        const bounds = boundsOf(fans, NOW, 'USD')
        const before = scoresOf(fan, bounds)
        if (before === null || fan.lastPurchaseAt === null) return
        const lastPurchaseAt = new Date(fan.lastPurchaseAt.getTime() + days * DAY_MS)
        const after = scoresOf(
          { ...fan, lastPurchaseAt, purchases: fan.purchases + 1, spentMinor: fan.spentMinor + more },
          bounds,
        )
        expect(after?.r).toBeGreaterThanOrEqual(before.r)
        expect(after?.f).toBeGreaterThanOrEqual(before.f)
        expect(after?.m).toBeGreaterThanOrEqual(before.m)
      }),
      RUNS,
    )
  })

  it('property ties: fans with equal values share every score', () => {
    fc.assert(
      fc.property(histories, (fans) => {
        const bounds = boundsOf(fans, NOW, 'USD')
        const seen = new Map<string, number>()
        for (const fan of fans) {
          const scores = scoresOf(fan, bounds)
          if (!scores) continue
          for (const [key, score] of [
            [`f${fan.purchases}`, scores.f],
            [`m${fan.spentMinor}`, scores.m],
            [`r${fan.lastPurchaseAt?.getTime()}`, scores.r],
          ] as const) {
            expect(seen.get(key) ?? score).toBe(score)
            seen.set(key, score)
          }
        }
      }),
      RUNS,
    )
  })

  it('property segment: every fan has one segment, and every reason names a number', () => {
    fc.assert(
      fc.property(histories, history, (fans, fan) => {
        const { segment, reasons } = segmentOf(fan, boundsOf(fans, NOW, 'USD'), NOW, 'USD')
        expect(segment === 'Prospect').toBe(fan.purchases === 0)
        expect(reasons.length).toBeGreaterThan(0)
        for (const reason of reasons) expect(reason).toMatch(/\d|today/)
      }),
      RUNS,
    )
  })
})
