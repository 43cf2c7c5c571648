import type { FastifyReply } from 'fastify'

/** Why the web desk refused a request, as `application/problem+json` (RFC 9457). `code` is for the client's script. */
export interface Problem {
  status: 400 | 403 | 404 | 409 | 413 | 415 | 421 | 500 | 503
  code: string
  title: string
  detail: string
}

/** Answers with the problem, and its status. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', ...problem }))
}
