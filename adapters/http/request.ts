import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { sendProblem } from './problem.ts'
import { sayIssue } from './say-issue.ts'

/** Nothing at all is an empty object; what is no JSON is null, and fails the schema. */
export function jsonOf(request: FastifyRequest): unknown {
  const body = request.body as Buffer | undefined
  if (body === undefined || body.length === 0) return {}
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}

/** Null after `jsonOf`: a body that is no JSON, which no field can be wrong in. */
export const notJson = (reply: FastifyReply): FastifyReply =>
  sendProblem(reply, {
    ...{ status: 400, code: 'not-json', title: 'Not JSON' },
    detail: 'The body is not a JSON object in UTF-8, such as {"creator": "Bella"}. Nothing of this request was done.',
  })

export function malformed(reply: FastifyReply, error: z.ZodError): FastifyReply {
  const { request } = reply
  const input = request.method === 'GET' ? request.query : jsonOf(request)
  const errors = error.issues.map((issue) => ({ path: issue.path.join('.'), message: sayIssue(issue, input) }))
  const detail = 'Each error names the field and what is allowed.'
  return sendProblem(reply, { status: 400, code: 'malformed', title: 'Malformed', detail, errors })
}

export const notFound = (reply: FastifyReply, what: string): FastifyReply =>
  sendProblem(reply, { status: 404, code: 'not-found', title: 'Not found', detail: `Your agency has no such ${what}.` })
