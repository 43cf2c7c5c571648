import { describe, expect, it } from 'vitest'
import { boundsOf, type FanHistory } from './rfm.ts'
import { segmentOf } from './segment.ts'

const NOW = new Date('2025-11-20T12:00:00Z')
const ago = (days: number) => new Date(NOW.getTime() - days * 86_400_000)

function fan(lastDays: number, purchases: number, spentMinor: number, firstDays = 300): FanHistory {
  return {
    firstPurchaseAt: ago(firstDays),
    lastPurchaseAt: ago(lastDays),
    purchases,
    spentMinor,
    since: ago(firstDays),
  }
}
const crowd = Array.from({ length: 100 }, (_, index) => fan(index + 1, index + 1, (index + 1) * 1_000))
const bounds = boundsOf(crowd, NOW, 'USD')
const segment = (history: FanHistory) => segmentOf(history, bounds, NOW, 'USD').segment

describe('segments', () => {
  it('follow the table in its order', () => {
    expect(segment({ firstPurchaseAt: null, lastPurchaseAt: null, purchases: 0, spentMinor: 0, since: ago(9) })).toBe(
      'Prospect',
    )
    expect(segment(fan(95, 90, 90_000))).toBe('Dormant')
    expect(segment(fan(70, 90, 90_000))).toBe('ChurnRisk')
    expect(segment(fan(2, 90, 90_000))).toBe('Whale')
    expect(segment(fan(2, 1, 1_000, 2))).toBe('New')
    expect(segment(fan(2, 20, 70_000))).toBe('VIP')
    expect(segment(fan(85, 3, 2_000))).toBe('Dormant')
    expect(segment(fan(30, 30, 30_000))).toBe('Regular')
  })

  it('say why in sentences that name their numbers', () => {
    expect(segmentOf(fan(2, 90, 124_000), bounds, NOW, 'USD').reasons).toEqual([
      'spent $1,240, in the top 20%',
      '90 purchases, in the top 20%',
      'last purchase 2 days ago',
    ])
    expect(segmentOf(fan(31, 1, 900, 31), bounds, NOW, 'USD').reasons).toEqual([
      '1 purchase',
      'spent $9',
      'last purchase 31 days ago',
    ])
  })

  it('make nobody a whale where all bought the same', () => {
    const same = Array.from({ length: 40 }, () => fan(20, 1, 1_000, 20))
    expect(segmentOf(fan(20, 1, 1_000, 20), boundsOf(same, NOW, 'USD'), NOW, 'USD').segment).toBe('Regular')
  })

  it('claim no share of few buyers, and say how few there are', () => {
    const { segment: name, reasons } = segmentOf(
      fan(2, 14, 80_000),
      boundsOf([fan(2, 14, 80_000)], NOW, 'USD'),
      NOW,
      'USD',
    )
    expect(name).toBe('Whale')
    expect(reasons).toEqual([
      'spent $800',
      '14 purchases',
      'last purchase 2 days ago',
      'fixed bounds: only 1 buyer so far',
    ])
  })
})
