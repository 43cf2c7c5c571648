import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Spent, spendingBrake } from './spending-brake.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const NOW = new Date('2026-11-20T14:04:00Z')
const FLOOR = 20_000
const ago = (ms: number, amountMinor: number): Spent => ({ at: new Date(NOW.getTime() - ms), amountMinor })
const later = (ms: number) => new Date(NOW.getTime() + ms)

/** $45 a week, for eight weeks. */
const HABIT = Array.from({ length: 8 }, (_, n) => ago((7 * n + 6) * DAY_MS, 4_500))
const SPREE = [ago(10 * HOUR_MS, 30_000), ago(5 * HOUR_MS, 14_000), ago(0, 20_000)]

const amount = fc.integer({ min: 1, max: 100_000 })
const purchases = (fromMs: number, toMs: number, maxLength = 12) =>
  fc.array(fc.record({ ms: fc.integer({ min: fromMs, max: toMs }), amount }), { maxLength })
const spentAgo = (all: { ms: number; amount: number }[]) => all.map(({ ms, amount: of }) => ago(ms, of))
const habit = purchases(5 * DAY_MS, 120 * DAY_MS, 20)

describe('the spending brake', () => {
  it('says what was spent in a day, what a usual week is, and until when nothing is offered', () => {
    const brake = spendingBrake([...HABIT, ...SPREE], FLOOR, NOW)
    expect(brake).toMatchObject({ spentMinor: 64_000, since: later(-10 * HOUR_MS), until: later(72 * HOUR_MS) })
    expect(brake?.weeklyMinor).toBeGreaterThan(4_400)
    expect(brake?.weeklyMinor).toBeLessThan(5_400)
  })

  it('is off for what is usual, for small sums, and once three days have passed', () => {
    const whale = HABIT.map((one) => ({ ...one, amountMinor: 60_000 }))
    expect(spendingBrake([...whale, ...SPREE], FLOOR, NOW)).toBeNull()
    expect(spendingBrake([...HABIT, ago(0, 19_999)], FLOOR, NOW)).toBeNull()
    expect(spendingBrake([...HABIT, ...SPREE], FLOOR, later(72 * HOUR_MS - 1))).not.toBeNull()
    expect(spendingBrake([...HABIT, ...SPREE], FLOOR, later(72 * HOUR_MS))).toBeNull()
  })

  it('is never on because little is known: fewer than three days with a purchase, or less than three weeks', () => {
    const twoDays = fc.tuple(fc.nat({ max: 23 }), fc.nat({ max: 23 }), amount, amount)
    fc.assert(
      fc.property(twoDays, purchases(0, 4 * DAY_MS), ([a, b, one, two], spree) => {
        const day = Math.floor(NOW.getTime() / DAY_MS) * DAY_MS
        const on = (days: number, hour: number, of: number) => ({
          at: new Date(day - days * DAY_MS + hour * HOUR_MS),
          amountMinor: of,
        })
        const few = [on(40, a, one), on(40, b, one), on(30, b, two)]
        expect(spendingBrake([...few, ...spentAgo(spree)], FLOOR, NOW)).toBeNull()
      }),
    )
    fc.assert(
      fc.property(purchases(0, 24 * DAY_MS), (young) => {
        expect(spendingBrake(spentAgo(young), FLOOR, NOW)).toBeNull()
      }),
    )
  })

  it('is never off because more is spent: whatever is added of the last three days, it lasts at least as long', () => {
    fc.assert(
      fc.property(habit, purchases(0, 3 * DAY_MS), purchases(0, 3 * DAY_MS - 1), (before, spree, more) => {
        const spent = [...HABIT, ...spentAgo(before), ...spentAgo(spree)]
        const brake = spendingBrake(spent, FLOOR, NOW)
        if (brake === null) return
        const still = spendingBrake([...spent, ...spentAgo(more)], FLOOR, NOW)
        expect(still?.until.getTime()).toBeGreaterThanOrEqual(brake.until.getTime())
        expect(brake.spentMinor).toBeGreaterThanOrEqual(FLOOR)
      }),
      { numRuns: 300 },
    )
  })

  it('stays on until the time it named, whatever is bought meanwhile', () => {
    const after = fc.array(fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), amount }), { maxLength: 6 })
    const moment = fc.double({ min: 0, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(habit, purchases(0, 3 * DAY_MS), after, moment, (before, spree, bought, share) => {
        const spent = [...HABIT, ...spentAgo(before), ...spentAgo(spree)]
        const brake = spendingBrake(spent, FLOOR, NOW)
        if (brake === null) return
        const left = brake.until.getTime() - NOW.getTime()
        const more = bought.map((one) => ({ at: later(Math.floor(one.share * left)), amountMinor: one.amount }))
        expect(spendingBrake([...spent, ...more], FLOOR, later(Math.floor(share * left)))).not.toBeNull()
      }),
      { numRuns: 300 },
    )
  })
})
