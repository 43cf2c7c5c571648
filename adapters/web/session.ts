import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readCookie, writeCookie } from './cookies.ts'

const COOKIE = 'huntaze_desk_session'
const SESSION = /^[0-9a-f]{64}$/

/**
 * Tells one browser's own pages from everybody else's. The cookie says which browser, the token (its HMAC under a key
 * that lives as long as the process) proves that our page was read; another origin can read neither.
 */
export interface Sessions {
  /** The token for a page of this browser; gives it a session when it has none. */
  open(request: FastifyRequest, reply: FastifyReply): string
  /** Whether the token sent belongs to the session sent. */
  holds(request: FastifyRequest): boolean
}

/** Sessions of this process: after a restart every page needs a new token. */
export function createSessions(): Sessions {
  const key = randomBytes(32)
  const tokenOf = (session: string) => createHmac('sha256', key).update(session).digest()

  function sessionOf(request: FastifyRequest): string | null {
    const session = readCookie(request.headers.cookie, COOKIE)
    return session !== null && SESSION.test(session) ? session : null
  }

  return {
    open(request, reply) {
      const known = sessionOf(request)
      const session = known ?? randomBytes(32).toString('hex')
      if (known === null) reply.header('set-cookie', writeCookie(COOKIE, session))
      return tokenOf(session).toString('hex')
    },
    holds(request) {
      const session = sessionOf(request)
      const sent = request.headers['x-csrf-token']
      if (session === null || typeof sent !== 'string' || !SESSION.test(sent)) return false
      return timingSafeEqual(Buffer.from(sent, 'hex'), tokenOf(session))
    },
  }
}
