import { createHmac, timingSafeEqual } from 'node:crypto'

/** An install link is opened soon, or asked for again. */
const VALID_MS = 60 * 60_000

const sign = (secret: string, body: string): Buffer =>
  createHmac('sha256', `${secret} install-ticket`).update(body).digest()

/** Says for an hour that whoever opens the link installs for this agency. */
export function issueTicket(secret: string, agencyId: string, now: Date): string {
  const body = `${agencyId}.${now.getTime() + VALID_MS}`
  return `${body}.${sign(secret, body).toString('base64url')}`
}

/** The agency of a ticket that holds; null for any other. */
export function readTicket(secret: string, ticket: string, now: Date): string | null {
  const [, agencyId = '', until = '', mac = ''] = /^([0-9a-f-]{36})\.(\d{1,15})\.([\w-]{43})$/.exec(ticket) ?? []
  if (agencyId === '' || Number(until) < now.getTime()) return null
  const given = Buffer.from(mac, 'base64url')
  const right = sign(secret, `${agencyId}.${until}`)
  return given.length === right.length && timingSafeEqual(given, right) ? agencyId : null
}
