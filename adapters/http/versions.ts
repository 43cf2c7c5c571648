import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from './problem.ts'

export const etagOf = (version: number): string => `"${version}"`

/** The version that the writer saw, from `If-Match`; null when it isn't said, and then the refusal is sent. */
export function seenVersion(request: FastifyRequest, reply: FastifyReply): number | null {
  const seen = /^"(\d{1,9})"$/.exec(request.headers['if-match'] ?? '')?.[1]
  if (seen !== undefined) return Number(seen)
  const detail = 'Send If-Match with the ETag that GET answered, such as "3", so that nobody’s change is lost.'
  sendProblem(reply, { status: 428, code: 'version-needed', title: 'Which version?', detail })
  return null
}

/** Somebody stored another version since: nothing was stored now. `by`: who, where that is known. */
export function changedMeanwhile(reply: FastifyReply, newest: number, by: string | null = null): FastifyReply {
  reply.header('etag', etagOf(newest))
  const detail = `It was changed meanwhile${by ? ` by ${by}` : ''}: the newest version is ${newest}. GET it and try again. Nothing was stored.`
  return sendProblem(reply, { status: 412, code: 'changed', title: 'Changed meanwhile', detail })
}
