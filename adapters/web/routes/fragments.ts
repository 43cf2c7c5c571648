import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Role } from '../../../src/desk/index.ts'
import { type Acting, actingAsShown, UNKNOWN_OPERATOR } from '../acting.ts'
import { type WebDeskDeps, waitingIn } from '../deps.ts'
import { html } from '../html.ts'
import { roleProblem } from '../least.ts'
import type { Live } from '../live.ts'
import { renderEntry, renderQueue } from '../pages/cards.ts'
import { renderHealth } from '../pages/desk.ts'
import { renderConversation, renderSimulator } from '../pages/simulator.ts'
import { type Problem, sendProblem } from '../problem.ts'
import { deadTasksFor, simulatorView } from './pages.ts'

const TOO_MANY: Problem = {
  status: 503,
  code: 'too_many_pages',
  title: 'Too many open pages',
  detail: 'Close some tabs of the desk.',
}

/** The parts an open page fetches again, and the stream that tells it when. */
export function serveFragments(server: FastifyInstance, deps: WebDeskDeps, live: Live): void {
  type Draw = (acting: Acting, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

  function fragment(path: string, least: Role, draw: Draw): void {
    server.get(path, async (request, reply) => {
      const acting = await actingAsShown(deps, request)
      if (acting === null) return sendProblem(reply, UNKNOWN_OPERATOR)
      const problem = roleProblem(acting, least)
      if (problem !== null) return sendProblem(reply, problem)
      reply.type('text/html; charset=utf-8')
      return draw(acting, request, reply)
    })
  }

  fragment('/queue', 'chatter', async ({ agency }) => String(renderQueue(await deps.queue(agency.id))))

  fragment('/waiting', 'chatter', async ({ agency }) => String(waitingIn(await deps.queue(agency.id))))

  fragment('/cards/:subject', 'chatter', async ({ agency }, request, reply) => {
    const { subject } = request.params as { subject: string }
    const entry = deps.isSubject(subject) ? await deps.card(agency.id, subject) : null
    return entry === null ? reply.code(204).send() : String(renderEntry(entry))
  })

  fragment('/health', 'chatter', async (acting) =>
    String(renderHealth(await deps.health(acting.agency.id), await deadTasksFor(deps, acting))),
  )

  /** `part=conversation` for a refresh that leaves what is being typed alone; else the whole simulator. */
  fragment('/simulator/view', 'chatter', async ({ agency }, request) => {
    const { fan, part } = request.query as { fan?: string; part?: string }
    const view = await simulatorView(deps, agency.id, fan ?? null)
    return String(part === 'conversation' ? html`${renderConversation(view.messages)}` : renderSimulator(view))
  })

  fragment('/live', 'chatter', async ({ agency }, _request, reply) => {
    reply.hijack()
    if (live.open(reply.raw, agency.id)) return
    reply.raw.writeHead(TOO_MANY.status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(TOO_MANY))
  })
}
