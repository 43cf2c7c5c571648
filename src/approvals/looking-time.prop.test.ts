import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lookingTime } from './looking-time.ts'

const at = new Date('2026-11-20T14:00:00Z')
const before = (ms: number): Date => new Date(at.getTime() - ms)

it('counts from the latest of drawing, posting and the decision before', () => {
  expect(lookingTime({ drawnAt: before(9_000), postedAt: before(8_000), decidedBefore: before(60_000), at })).toBe(
    8_000,
  )
  expect(lookingTime({ drawnAt: before(9_000), postedAt: before(8_000), decidedBefore: before(2_000), at })).toBe(2_000)
  // Drawn anew under the buttons: it was read anew.
  expect(lookingTime({ drawnAt: before(1_000), postedAt: before(8_000), decidedBefore: null, at })).toBe(1_000)
  expect(lookingTime({ drawnAt: before(4_000), postedAt: null, decidedBefore: null, at })).toBe(4_000)
})

it('is never negative, never more than a day, and never grows by a later posting, drawing or decision', () => {
  const ms = fc.integer({ min: -10_000, max: 200_000_000 })
  fc.assert(
    fc.property(ms, fc.option(ms), fc.option(ms), fc.nat({ max: 10_000 }), (drawn, posted, decided, later) => {
      const seen = (shift: number) =>
        lookingTime({
          drawnAt: before(drawn - shift),
          postedAt: posted === null ? null : before(posted - shift),
          decidedBefore: decided === null ? null : before(decided - shift),
          at,
        })
      expect(seen(0)).toBeGreaterThanOrEqual(0)
      expect(seen(0)).toBeLessThanOrEqual(86_400_000)
      expect(seen(later)).toBeLessThanOrEqual(seen(0))
    }),
  )
})
