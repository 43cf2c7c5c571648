import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capLeft, isPressing, limitVerdict, limitWindowMs, type Pressing, type Taken } from './limit.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const START = new Date('2026-11-20T00:00:00Z').getTime()
const cap = fc.option(fc.integer({ min: 0, max: 20_000 }))
const rules = fc.record({
  maxPerHour: fc.integer({ min: 1, max: 6 }),
  cooldownMinutes: fc.nat({ max: 90 }),
  plainPerHour: fc.option(fc.integer({ min: 1, max: 6 })),
  perDayMinor: cap,
  perFanMinor: cap,
})
const price = fc.option(fc.integer({ min: 0, max: 9_000 }))
const pressing = fc.record({ priceMinor: price, approach: fc.boolean() })

interface Asked extends Pressing {
  at: number
}
const seen = (taken: readonly Asked[], since: number): Taken[] =>
  taken.filter(({ at }) => at > since).map((one) => ({ ...one, at: new Date(one.at) }))

const plainPrice = (priceMinor: number): Pressing => ({ priceMinor, approach: false })
const sum = (all: readonly Asked[]) => all.reduce((total, one) => total + (one.priceMinor ?? 0), 0)
const upTo = (most: number | null) => most ?? Number.POSITIVE_INFINITY

/** What passed keeps every limit, in whatever hour, day or month one looks. */
function expectKept(taken: readonly Asked[], limits: Parameters<typeof limitVerdict>[1]): void {
  const priced = taken.filter(isPressing)
  const plain = taken.filter((one) => !isPressing(one))
  const from = (all: readonly Asked[], start: number, ms: number) =>
    all.filter(({ at }) => at >= start && at < start + ms)
  for (const [n, { at }] of priced.entries()) {
    expect(from(priced, at, HOUR_MS).length).toBeLessThanOrEqual(limits.maxPerHour)
    expect(sum(from(priced, at, DAY_MS))).toBeLessThanOrEqual(upTo(limits.perDayMinor))
    expect(sum(from(priced, at, 30 * DAY_MS))).toBeLessThanOrEqual(upTo(limits.perFanMinor))
    const next = priced[n + 1]
    if (next) expect(next.at - at).toBeGreaterThanOrEqual(limits.cooldownMinutes * MINUTE_MS)
  }
  for (const { at } of plain) expect(from(plain, at, HOUR_MS).length).toBeLessThanOrEqual(upTo(limits.plainPerHour))
}

describe('limits of replies', () => {
  it('never let more through in any hour, day or month, nor two prices or approaches closer than the cool-down, however often one asks', () => {
    const gap = fc.oneof(fc.nat({ max: 30 * MINUTE_MS }), fc.nat({ max: 2 * DAY_MS }))
    fc.assert(
      fc.property(rules, fc.array(fc.tuple(gap, pressing), { maxLength: 40 }), (limits, asks) => {
        const taken: Asked[] = []
        let now = START
        for (const [ms, ask] of asks) {
          now += ms
          const recent = seen(taken, now - limitWindowMs(limits))
          if (limitVerdict(recent, limits, new Date(now), ask).kind === 'free') taken.push({ ...ask, at: now })
        }
        expectKept(taken, limits)
      }),
    )
  })

  it('say when it is free again, to the millisecond, and of a price above a cap that it never is', () => {
    const offset = fc.nat({ max: 40 * DAY_MS })
    const times = fc.array(fc.tuple(offset, pressing), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(rules, times, pressing, (limits, all, asked) => {
        const now = START + 40 * DAY_MS
        const taken = all.map(([at, one]) => ({ ...one, at: START + at })).toSorted((a, b) => a.at - b.at)
        const at = (ms: number) => limitVerdict(seen(taken, ms - limitWindowMs(limits)), limits, new Date(ms), asked)
        const verdict = at(now)
        if (verdict.kind === 'free') return
        if (verdict.freeAt === null) expect(asked.priceMinor).toBeGreaterThan(verdict.allowed)
        if (verdict.freeAt === null) return
        const free = verdict.freeAt.getTime()
        expect(free).toBeGreaterThan(now)
        expect(at(free - 1).kind).toBe('full')
        const then = at(free)
        if (then.kind === 'full') expect(then.limit).not.toBe(verdict.limit)
      }),
    )
  })

  it('leave exactly what still fits under the caps: that much passes, and one more does not', () => {
    const times = fc.array(fc.tuple(fc.nat({ max: 40 * DAY_MS }), pressing), { maxLength: 8 })
    fc.assert(
      fc.property(rules, times, (limits, all) => {
        const often = { ...limits, maxPerHour: 60, cooldownMinutes: 0 }
        const now = new Date(START + 40 * DAY_MS)
        const sorted = all.map(([at, one]) => ({ ...one, at: new Date(START + at) }))
        const taken = sorted.toSorted((a, b) => a.at.getTime() - b.at.getTime())
        const left = capLeft(taken, often, now)
        if (left === null) expect([often.perDayMinor, often.perFanMinor]).toEqual([null, null])
        if (left === null) return
        const full = limitVerdict(taken, often, now, plainPrice(left.leftMinor + 1))
        expect(full.kind).toBe('full')
        const over = taken.some(({ priceMinor }) => priceMinor !== null) && left.leftMinor === 0
        if (!over) expect(limitVerdict(taken, often, now, plainPrice(left.leftMinor)).kind).toBe('free')
      }),
    )
  })
})
