import fc from 'fast-check'
import { expect, it } from 'vitest'
import { issueTicket, readTicket } from './ticket.ts'

const now = new Date('2026-11-20T14:00:00Z')
const agency = fc.uuid()
const later = (ms: number) => new Date(now.getTime() + ms)

it('an install ticket names its agency for an hour, and nobody’s when anything of it was changed', () => {
  fc.assert(
    fc.property(
      agency,
      fc.string(),
      fc.nat(100),
      fc.constantFrom('0', 'a', '-', '.'),
      (agencyId, secret, at, letter) => {
        const ticket = issueTicket(secret, agencyId, now)
        expect(readTicket(secret, ticket, later(3_600_000))).toBe(agencyId)
        expect(readTicket(secret, ticket, later(3_600_001))).toBeNull()
        expect(readTicket(`${secret}x`, ticket, now)).toBeNull()
        const changed = ticket.slice(0, at) + letter + ticket.slice(at + 1)
        // The last letter of base64 holds spare bits.
        if (changed !== ticket && at < ticket.length - 1) expect(readTicket(secret, changed, now)).toBeNull()
      },
    ),
    { numRuns: 200 },
  )
})
