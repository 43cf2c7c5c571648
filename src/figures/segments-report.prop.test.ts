import fc from 'fast-check'
import { expect, it } from 'vitest'
import { daysBetween } from './days.ts'
import { historyOf } from './segments-report.ts'

const DAYS = daysBetween('2026-10-01', '2026-10-12')
const segment = fc.constantFrom('Whale', 'VIP', 'Regular', 'New', 'ChurnRisk', 'Dormant', 'Prospect')

it('says of each day what was counted at its end, however fans moved since', () => {
  const move = fc.record({ fan: fc.nat(20), to: segment, day: fc.constantFrom(...DAYS) })
  fc.assert(
    fc.property(fc.array(segment, { minLength: 21, maxLength: 21 }), fc.array(move), (began, told) => {
      const fans = [...began]
      const counted = () => new Map(fans.map((its) => [its, fans.filter((other) => other === its).length] as const))
      const moves: { day: string; left: string; entered: string; fans: number }[] = []
      const ends = DAYS.map((day) => {
        for (const { fan, to } of told.filter((each) => each.day === day)) {
          moves.push({ day, left: fans[fan] ?? '', entered: to, fans: 1 })
          fans[fan] = to
        }
        return counted()
      })
      const history = historyOf(counted(), moves, DAYS)
      for (const [n, day] of DAYS.entries())
        for (const [its, byDay] of history)
          expect(byDay.get(day), `${its} ${day}`).toBe(ends[n]?.get(its as 'Whale') ?? 0)
    }),
    { numRuns: 100 },
  )
})
