import type { FastifyInstance } from 'fastify'
import { actingOn } from '../acting.ts'
import type { WebDeskDeps } from '../deps.ts'
import { roleProblem } from '../least.ts'
import { QUEUES_PATH } from '../pages/desk.ts'
import { sendProblem } from '../problem.ts'
import { words } from '../words.ts'

/** The queue's dashboard styles its elements and makes markup in scripts, so our own policy would leave it empty. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** What carries tasks between processes, for admins; nothing without such a carrier. */
export function serveQueues(server: FastifyInstance, deps: WebDeskDeps): void {
  const { queues } = deps
  if (queues === undefined) return
  server.register(
    async (scope) => {
      scope.addHook('onRequest', async (request, reply) => {
        const acting = await actingOn(deps, request)
        if (acting === null)
          return sendProblem(reply, { status: 409, code: 'nobody', title: 'Nobody', detail: words.nobody })
        const problem = roleProblem(acting, 'admin')
        if (problem !== null) return sendProblem(reply, problem)
        reply.header('content-security-policy', CONTENT_SECURITY_POLICY)
      })
      await scope.register(queues)
    },
    { prefix: QUEUES_PATH },
  )
}
