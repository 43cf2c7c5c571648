import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limitVerdict, limitWindowMs } from './limit.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const START = new Date('2026-11-20T00:00:00Z').getTime()
const rules = fc.record({ maxPerHour: fc.integer({ min: 1, max: 6 }), cooldownMinutes: fc.nat({ max: 90 }) })

describe('limits of priced replies', () => {
  it('never let more through in any hour, nor two closer than the cool-down, however often one asks', () => {
    const asks = fc.array(fc.nat({ max: 30 * MINUTE_MS }), { maxLength: 40 })
    fc.assert(
      fc.property(rules, asks, (limits, gaps) => {
        const taken: number[] = []
        let now = START
        for (const gap of gaps) {
          now += gap
          const since = now - limitWindowMs(limits)
          const recent = taken.filter((at) => at > since).map((at) => new Date(at))
          if (limitVerdict(recent, limits, new Date(now)).kind === 'free') taken.push(now)
        }
        for (const [n, at] of taken.entries()) {
          const within = taken.filter((other) => other >= at && other < at + HOUR_MS).length
          expect(within).toBeLessThanOrEqual(limits.maxPerHour)
          const next = taken[n + 1]
          if (next !== undefined) expect(next - at).toBeGreaterThanOrEqual(limits.cooldownMinutes * MINUTE_MS)
        }
      }),
    )
  })

  it('say when it is free again, to the millisecond', () => {
    const times = fc.array(fc.nat({ max: 3 * HOUR_MS }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(rules, times, (limits, offsets) => {
        const now = new Date(START + 3 * HOUR_MS)
        const at = (ms: number) => new Date(ms)
        const taken = offsets.map((ms) => START + ms).toSorted((a, b) => a - b)
        const within = (ms: number) => taken.filter((t) => t > ms - limitWindowMs(limits)).map(at)
        const verdict = limitVerdict(within(now.getTime()), limits, now)
        if (verdict.kind === 'free') return
        const free = verdict.freeAt.getTime()
        expect(free).toBeGreaterThan(now.getTime())
        expect(limitVerdict(within(free - 1), limits, at(free - 1)).kind).toBe('full')
        const then = limitVerdict(within(free), limits, at(free))
        if (then.kind === 'full') expect(then.limit).not.toBe(verdict.limit)
      }),
    )
  })
})
