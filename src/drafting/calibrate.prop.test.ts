import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrated, reliability } from './calibrate.ts'
import type { Tenth } from './outcome-store.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const tenths = fc.array(
  fc
    .record({
      writer: fc.constantFrom('m', 'other'),
      tenth: fc.integer({ min: 0, max: 9 }),
      own: fc.nat(200),
      others: fc.nat(200),
      ownShare: share,
      otherShare: share,
    })
    .map(({ writer, tenth, own, others, ownShare, otherShare }): Tenth => {
      const [k, j] = [Math.round(own * ownShare), Math.round(others * otherShare)]
      return { writer, tenth, own: { decided: own, accepted: k }, all: { decided: own + others, accepted: k + j } }
    }),
  { maxLength: 12 },
)
const decided = (n: number, k: number, of: 'own' | 'others' = 'own'): Tenth => ({
  writer: 'm',
  tenth: 8,
  own: of === 'own' ? { decided: n, accepted: k } : { decided: 0, accepted: 0 },
  all: { decided: n, accepted: k },
})

describe('calibrated confidence', () => {
  it('is a probability, whatever was said and done, and the writer’s own word where nothing was', () => {
    fc.assert(
      fc.property(share, tenths, (said, past) => {
        const { confidence } = calibrated(said, 'm', past)
        expect(confidence).toBeGreaterThanOrEqual(0)
        expect(confidence).toBeLessThanOrEqual(1)
        expect(calibrated(said, 'm', []).confidence).toBeCloseTo(said, 2)
      }),
    )
  })

  it('never falls when one more draft was sent as it was', () => {
    fc.assert(
      fc.property(share, fc.nat(100), fc.nat(100), (said, n, k) => {
        const tenth = Math.min(9, Math.floor(said * 10 + 1e-6))
        const at = (count: number, accepted: number) =>
          calibrated(said, 'm', [{ ...decided(count, Math.min(accepted, count)), tenth }]).confidence
        expect(at(n + 1, k + 1)).toBeGreaterThanOrEqual(at(n + 1, k))
      }),
    )
  })

  it('comes to what operators do, by this creator’s decisions sooner than by the others’', () => {
    expect(calibrated(0.85, 'm', [decided(400, 100)]).confidence).toBeCloseTo(0.27, 1)
    // Eighty of this creator's against eighty of the others'.
    const mixed = { ...decided(160, 80), own: { decided: 80, accepted: 8 } }
    expect(calibrated(0.85, 'm', [mixed]).confidence).toBeLessThan(0.5)
    expect(calibrated(0.85, 'm', [decided(20, 18, 'others')]).confidence).toBeGreaterThan(0.8)
  })

  it('learns nothing from another writer', () => {
    expect(calibrated(0.85, 'other', [decided(400, 0)])).toEqual({ confidence: 0.85, decisions: 0 })
  })

  it('shows how sure writers were beside how often they were right', () => {
    expect(reliability([decided(8, 2), { ...decided(2, 2), writer: 'other' }])).toEqual([
      { said: 0.85, decided: 10, accepted: 0.4 },
    ])
  })
})
