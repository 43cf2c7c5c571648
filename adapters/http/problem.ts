import type { FastifyReply } from 'fastify'
import type { FailureCode } from '../../src/kernel/failure.ts'

/** RFC 9457 problem details, as every error of the door is answered. */
export interface Problem {
  status: number
  code: string
  title: string
  detail: string
  errors?: { path: string; message: string }[]
}

/** What an operational failure is to a caller: the exhaustive table of `house.md`. */
export const PROBLEM_OF: Record<FailureCode, Pick<Problem, 'status' | 'title'>> = {
  database_away: { status: 503, title: 'The database is away' },
  database_conflict: { status: 503, title: 'The database is busy' },
  lease_lost: { status: 500, title: 'Failed' },
  platform_away: { status: 502, title: 'The platform is away' },
  platform_refused: { status: 502, title: 'The platform refused' },
  desk_away: { status: 502, title: 'The desk is away' },
  desk_slow_down: { status: 502, title: 'The desk asks to slow down' },
  desk_gone: { status: 502, title: 'The channel is gone' },
  writer_failed: { status: 502, title: 'The writer failed' },
  secret_unreadable: { status: 500, title: 'A secret is unreadable' },
  overloaded: { status: 429, title: 'Too fast' },
}

export function sendProblem(reply: FastifyReply, problem: Problem, retryAfterSeconds?: number): FastifyReply {
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfterSeconds))))
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: `urn:huntaze:problem:${problem.code}`, ...problem }))
}
