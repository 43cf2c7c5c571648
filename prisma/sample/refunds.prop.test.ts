import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayOf, plusDays } from '../../src/figures/index.ts'
import { historyBefore } from './history.ts'
import { NOOR } from './people.ts'
import { refundsAmong } from './refunds.ts'

const HOUR_MS = 3_600_000
/** The same events whenever it begins, so that one history does. */
const BEGAN = new Date('2026-01-01T00:00:00Z')
const history = historyBefore(BEGAN)

it('whenever the sample begins, five buyers of one film are refunded on the day before on Noor’s wall, hours ago', () => {
  const moments = fc.date({
    min: BEGAN,
    max: new Date('2028-01-01T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(moments, (present) => {
      const refunds = refundsAmong(history, present)
      const paid = new Map(
        history.flatMap((event) => (event.type === 'purchase' ? [[event.purchase.id, event] as const] : [])),
      )
      const yesterday = plusDays(dayOf(present, NOOR.zone), -1)
      expect(new Set(refunds.map(({ fan }) => fan.id)).size).toBe(5)
      for (const event of refunds) {
        if (event.type !== 'refund') throw new Error(event.type)
        const bought = paid.get(event.refund.of)
        expect(bought?.purchase).toMatchObject({ asset: 'blue-hour', amountMinor: event.refund.amountMinor })
        expect(Date.parse(bought?.at ?? '')).toBeLessThan(Date.parse(event.at))
        expect(dayOf(new Date(event.at), NOOR.zone)).toBe(yesterday)
        expect(present.getTime() - Date.parse(event.at)).toBeGreaterThan(HOUR_MS)
      }
    }),
    { numRuns: 100 },
  )
})
