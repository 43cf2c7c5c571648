import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isId } from '../../src/kernel/ids.ts'
import { sendProblem } from './problem.ts'
import { checkSignature, NO_MATCH } from './signature.ts'

export interface AuthenticateDeps {
  openSource(sourceId: string): Promise<{ agencyId: string; secrets: string[] } | null>
  now(): Date
}

/** Checked for an unknown source: the same work and the same answer, so that nobody learns which sources exist. */
export const DECOY = randomBytes(32).toString('base64url')

/**
 * The source that signed `raw`, or null when nobody known did: then the refusal is sent, the same for a wrong signature and
 * an unknown source.
 */
export async function authenticate(
  deps: AuthenticateDeps,
  request: FastifyRequest,
  raw: Buffer,
  reply: FastifyReply,
): Promise<{ id: string; agencyId: string } | null> {
  const id = String(request.headers['x-source'] ?? '')
  const source = isId(id) ? await deps.openSource(id) : null
  const header = request.headers['x-signature']
  const nowSeconds = Math.floor(deps.now().getTime() / 1000)
  const secrets = source?.secrets ?? [DECOY]
  const verdict = checkSignature(typeof header === 'string' ? header : undefined, raw, secrets, nowSeconds)
  if (source && verdict.kind === 'valid') return { id, agencyId: source.agencyId }
  const detail = verdict.kind === 'invalid' ? verdict.why : NO_MATCH
  sendProblem(reply, { status: 401, code: 'bad-signature', title: 'Bad signature', detail })
  return null
}
