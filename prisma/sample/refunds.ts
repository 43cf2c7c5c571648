import { dayOf, plusDays } from '../../src/figures/index.ts'
import type { EventInput } from '../../src/inbox/index.ts'
import { NOOR } from './people.ts'
import { TODAY } from './today.ts'

/** What would not play any more: fans who had bought it lately asked for their money. */
const BROKEN = 'blue-hour'
const REFUNDS = 5
const FIRST_AT = 'T14:05:00Z'
const APART_MS = 23 * 60_000
const HOUR_MS = 3_600_000

/**
 * The one unusual day of the sample: on the day before `present` on Noor's wall the newest buyers of one film get their money
 * back, but for those whom today's cards are about. Oldest first, with the same ids every time.
 */
export function refundsAmong(history: readonly EventInput[], present: Date): EventInput[] {
  const day = plusDays(dayOf(present, NOOR.zone), -1)
  const firstAt = Date.parse(`${day}${FIRST_AT}`) - NOOR.utcOffsetHours * HOUR_MS
  const onCards = new Set(TODAY.map(({ fan }) => fan))
  const refunded = new Set(history.flatMap((event) => (event.type === 'refund' ? [event.refund.of] : [])))
  const bought = history.flatMap((event) => {
    if (event.type !== 'purchase' || event.account !== NOOR.account || event.purchase.asset !== BROKEN) return []
    return onCards.has(event.fan.id) || refunded.has(event.purchase.id) ? [] : [event]
  })
  return bought.slice(-REFUNDS).map(({ fan, account, purchase: { id: of, amountMinor, currency } }, n) => ({
    ...{ id: `${account}-${fan.id}-broken`, type: 'refund', account, fan },
    at: new Date(firstAt + n * APART_MS).toISOString(),
    refund: { id: `${of}-refund`, of, amountMinor, currency, reason: 'does not play' },
  }))
}
