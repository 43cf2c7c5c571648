import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Caller, opens, type Scope } from '../../src/api-keys/index.ts'
import type { Pace } from '../../src/kernel/pace.ts'
import { sendProblem } from './problem.ts'
import type { WrongKeys } from './wrong-keys.ts'

export interface ApiKeyDeps {
  /** Whose key this is; null when it is none that holds. */
  callerOf(key: string): Promise<Caller | null>
  /** Counts requests by key. */
  pace: Pace
  wrongKeys: WrongKeys
}

/** What a request counts for: one that makes a writer work counts for more. */
const POINTS: Partial<Record<Scope, number>> = { drafts: 10 }

/** Who sent a request with `Authorization: Bearer KEY`; null when nobody may, and then the refusal is sent. */
export async function authorize(
  deps: ApiKeyDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  scope: Scope,
): Promise<Caller | null> {
  const key = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const barredMs = key === undefined ? 0 : deps.wrongKeys.waitMs(request.ip, key)
  if (barredMs > 0) {
    const detail = 'Too many wrong keys came from this address. No further one is looked at for a while.'
    sendProblem(
      reply,
      { status: 429, code: 'too-many-wrong-keys', title: 'Too many wrong keys', detail },
      barredMs / 1000,
    )
    return null
  }
  const caller = key === undefined ? null : await deps.callerOf(key)
  if (key !== undefined && caller !== null) deps.wrongKeys.succeeded(key)
  if (caller === null) {
    if (key !== undefined) deps.wrongKeys.failed(request.ip)
    reply.header('www-authenticate', 'Bearer')
    const detail = 'Send Authorization: Bearer with a key of npm run api-key. It is missing, wrong, expired or revoked.'
    sendProblem(reply, { status: 401, code: 'bad-key', title: 'Bad key', detail })
    return null
  }
  if (!opens(caller.scopes, scope)) {
    const detail = `This key is for ${caller.scopes.join(', ')}; this address needs ${scope}.`
    sendProblem(reply, { status: 403, code: 'wrong-scope', title: 'Wrong scope', detail })
    return null
  }
  const waitMs = await deps.pace.take(`key:${caller.keyId}`, POINTS[scope] ?? 1)
  if (waitMs === 0) return caller
  const detail = 'More a minute than this door takes with one key. Nothing of this request was done.'
  sendProblem(reply, { status: 429, code: 'too-fast', title: 'Too fast', detail }, waitMs / 1000)
  return null
}
