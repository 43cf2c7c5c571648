/**
 * The door: signed events in, health, metrics and the API description out. Leaves to the inbox what an event means.
 */
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify'
import { Failure } from '../../src/kernel/failure.ts'
import { type ActionsDeps, serveActions } from './actions.ts'
import { type AnalyticsDeps, serveAnalytics } from './analytics.ts'
import type { ApiKeyDeps } from './api-key.ts'
import { type AskDraftDeps, serveAskDraft } from './ask-draft.ts'
import { type AutomationsDoorDeps, serveAutomations } from './automations.ts'
import { type EventsDeps, serveEvents } from './events.ts'
import { type ImportsDoorDeps, serveImports } from './imports.ts'
import type { Metrics } from './metrics.ts'
import { type OffersApi, serveOffers } from './offers.ts'
import { openApi } from './openapi.ts'
import { PROBLEM_OF, sendProblem } from './problem.ts'
import { type ScoresDeps, serveScores } from './scores.ts'
import { type SteeringDeps, serveSteering } from './steering.ts'
import { createWrongKeys } from './wrong-keys.ts'

export { createMetrics, type Metrics } from './metrics.ts'
export { signBody } from './signature.ts'

export interface HealthDeps {
  ping(): Promise<void>
  metrics: Metrics
  logger?: FastifyBaseLogger
}

export interface DoorDeps extends HealthDeps, Omit<EventsDeps, 'onReceipts'>, ImportsDoorDeps {
  scores: ScoresDeps
  /** What an agency's own programs may do with a key. */
  api: SteeringDeps &
    OffersApi &
    AskDraftDeps &
    AutomationsDoorDeps &
    AnalyticsDeps &
    ActionsDeps &
    Pick<ApiKeyDeps, 'callerOf'>
}

/** Five hundred events with long messages; a larger request is answered 413 before it is read. */
const BODY_MAX_BYTES = 8 * 1024 * 1024
const AWAY_RETRY_S = 5

/** Builds the door; nothing listens yet. */
export function createDoor(deps: DoorDeps): FastifyInstance {
  const server = createHealth(deps)
  // The signature is over the bytes as they came, so they stay bytes until it is checked.
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  serveEvents(server, { ...deps, onReceipts: deps.metrics.onReceipts })
  serveImports(server, deps)
  serveScores(server, { ...deps, ...deps.scores })
  const byKey = { ...deps.api, pace: deps.pace, wrongKeys: createWrongKeys(() => deps.now().getTime()) }
  serveSteering(server, byKey)
  serveOffers(server, byKey)
  serveAskDraft(server, byKey)
  serveAutomations(server, byKey)
  serveAnalytics(server, byKey)
  serveActions(server, byKey)
  server.get('/openapi.json', async () => openApi())
  return server
}

/** What a process without a door answers to those who watch it: alive, ready, metrics. */
export function createHealth(deps: HealthDeps): FastifyInstance {
  const server = Fastify({
    bodyLimit: BODY_MAX_BYTES,
    requestTimeout: 30_000,
    logController: new LogController({ disableRequestLogging: true }),
    ...(deps.logger && { loggerInstance: deps.logger }),
  }) as FastifyInstance
  server.setErrorHandler((error: FastifyError, request, reply) =>
    answerError(error, reply, (id) => request.log.error({ err: error, id }, 'request failed')),
  )
  server.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, {
      status: 404,
      code: 'not-found',
      title: 'Not found',
      detail: 'There is no such address; /openapi.json lists them.',
    }),
  )
  server.get('/healthz', async () => ({ ok: true }))
  server.get('/readyz', async (_request, reply) => {
    await deps.ping()
    return reply.send({ ok: true })
  })
  server.get('/metrics', async (_request, reply) =>
    reply.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics()),
  )
  return server
}

function answerError(error: FastifyError, reply: FastifyReply, log: (id: string) => void): FastifyReply {
  if (error instanceof Failure) {
    const { status, title } = PROBLEM_OF[error.code]
    const retryS = error.retry.kind === 'after' ? error.retry.retryAfterMs / 1000 : AWAY_RETRY_S
    const retry = status === 429 || status === 503 ? retryS : undefined
    // The connection may have been lost after the commit: only the journal knows what was stored.
    const posted = reply.request.method === 'POST'
    const detail = posted ? 'Send it again; what was stored is answered as a duplicate.' : 'Try again later.'
    return sendProblem(reply, { status, code: error.code, title, detail }, retry)
  }
  const status = error.statusCode ?? 500
  if (status === 413) {
    const detail = `A request may have ${BODY_MAX_BYTES} bytes. Send fewer events at once.`
    return sendProblem(reply, { status, code: 'too-large', title: 'Too large', detail })
  }
  if (status < 500)
    return sendProblem(reply, { status: 400, code: 'malformed', title: 'Malformed', detail: error.message })
  log(reply.request.id)
  return sendProblem(reply, { status: 500, code: 'failed', title: 'Failed', detail: `Reference ${reply.request.id}.` })
}
