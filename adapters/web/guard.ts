import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Problem, sendProblem } from './problem.ts'
import type { Sessions } from './session.ts'

/** Everything comes from our own files; a fan's words could run nothing even if they were markup. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types desk',
].join('; ')

/** Sent with every answer. */
export const SECURITY_HEADERS: Record<string, string> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
}

const FOREIGN_HOST: Problem = {
  status: 421,
  code: 'foreign_host',
  title: 'Not this desk',
  detail: 'The web desk answers only under the address of this machine.',
}
const FOREIGN_ORIGIN: Problem = {
  status: 403,
  code: 'foreign_origin',
  title: 'Not from this desk',
  detail: 'Another site may not use the web desk.',
}
const STALE_PAGE: Problem = {
  status: 403,
  code: 'stale_page',
  title: 'Page too old',
  detail: 'This page was opened before the desk was restarted. Reload it.',
}

/** The port we listen on; 80 (no port in the header) while not listening, as in `inject`. */
function listeningPort(server: FastifyInstance): number {
  const [address] = server.addresses()
  return typeof address === 'object' ? address.port : 80
}

/**
 * A page of another site can make its own name point to 127.0.0.1 (DNS rebinding) and would then be "same origin" with
 * us: only the Host header still tells. Sign-in does not exist yet, so this is the wall.
 */
function isOurHost(host: string | undefined, port: number): boolean {
  const match = /^(127\.0\.0\.1|localhost|\[::1\])(?::(\d{1,5}))?$/i.exec(host ?? '')
  return match !== null && Number(match[2] ?? 80) === port
}

/** Any other port of this machine is same-site too, so site is not enough: the origin must be ours. */
function isOurOrigin(request: FastifyRequest): boolean {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined ? site === 'same-origin' : origin.toLowerCase() === `http://${host?.toLowerCase()}`
}

/** Another site may link to us, but not load our parts or hold our streams. */
function isForeignRead(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return (site === 'cross-site' || site === 'same-site') && request.headers['sec-fetch-mode'] !== 'navigate'
}

function problemOf(server: FastifyInstance, sessions: Sessions, request: FastifyRequest): Problem | null {
  if (!isOurHost(request.headers.host, listeningPort(server))) return FOREIGN_HOST
  if (request.method === 'GET' || request.method === 'HEAD') return isForeignRead(request) ? FOREIGN_ORIGIN : null
  if (!isOurOrigin(request)) return FOREIGN_ORIGIN
  return sessions.holds(request) ? null : STALE_PAGE
}

/** Before any route, and before a body is read: our address, our own page, this browser's token. */
export function guard(server: FastifyInstance, sessions: Sessions): void {
  server.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    reply.headers(SECURITY_HEADERS)
    const problem = problemOf(server, sessions, request)
    if (problem !== null) return sendProblem(reply, problem)
  })
}
