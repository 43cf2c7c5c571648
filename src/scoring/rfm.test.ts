import { describe, expect, it } from 'vitest'
import { boundsOf, type FanHistory, scoresOf } from './rfm.ts'

const NOW = new Date('2025-11-20T12:00:00Z')
const DAY_MS = 86_400_000

function fan(daysAgo: number, purchases: number, spentMinor: number): FanHistory {
  const at = new Date(NOW.getTime() - daysAgo * DAY_MS)
  return { firstPurchaseAt: at, lastPurchaseAt: at, purchases, spentMinor, since: at }
}
const prospect: FanHistory = { firstPurchaseAt: null, lastPurchaseAt: null, purchases: 0, spentMinor: 0, since: NOW }
const hundred = Array.from({ length: 100 }, (_, index) => fan(index + 1, index + 1, (index + 1) * 100))

describe('RFM scores', () => {
  it('cut one unit above the type-7 quantiles of the buyers', () => {
    const bounds = boundsOf(hundred, NOW, 'USD')
    expect(bounds.fans).toBe(100)
    ;[21.8, 41.6, 61.4, 81.2].forEach((cut, index) => {
      expect(bounds.frequency[index]).toBeCloseTo(cut, 9)
    })
  })

  it('leave fans who never bought out of the bounds and without scores', () => {
    expect(boundsOf([...hundred, prospect, prospect], NOW, 'USD')).toEqual(boundsOf(hundred, NOW, 'USD'))
    expect(scoresOf(prospect, boundsOf(hundred, NOW, 'USD'))).toBeNull()
  })

  it('give the most recent, frequent and spending fifth a 5 and the last fifth a 1', () => {
    const bounds = boundsOf(hundred, NOW, 'USD')
    expect(scoresOf(fan(1, 100, 10_000), bounds)).toEqual({ r: 5, f: 5, m: 5 })
    expect(scoresOf(fan(100, 1, 100), bounds)).toEqual({ r: 1, f: 1, m: 1 })
  })

  it('let nobody stand out by spend or frequency where all are alike', () => {
    const alike = Array.from({ length: 40 }, () => fan(9, 1, 1_000))
    expect(scoresOf(fan(9, 1, 1_000), boundsOf(alike, NOW, 'USD'))).toEqual({ r: 5, f: 1, m: 1 })
  })

  it('do not go stale while time passes for all alike', () => {
    const later = new Date(NOW.getTime() + 40 * DAY_MS)
    expect(boundsOf(hundred, later, 'USD')).toEqual(boundsOf(hundred, NOW, 'USD'))
  })

  it('use fixed bounds under 20 buyers, scaled to the currency', () => {
    const few = boundsOf(hundred.slice(0, 19), NOW, 'USD')
    expect(few).toMatchObject({ fans: 19, frequency: [2, 3, 6, 12], monetaryMinor: [2_500, 7_500, 20_000, 50_000] })
    expect(boundsOf([], NOW, 'JPY').monetaryMinor).toEqual([2_500, 7_500, 20_000, 50_000])
    expect(scoresOf(fan(3, 12, 50_000), few)).toEqual({ r: 5, f: 5, m: 5 })
    expect(boundsOf(hundred.slice(0, 20), NOW, 'USD').frequency).not.toEqual(few.frequency)
  })
})
