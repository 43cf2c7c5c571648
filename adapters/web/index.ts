/**
 * The web desk: cards, a fan simulator, the card gallery and the desk's health in a browser on this machine. Draws
 * cards from the database when a page asks, and tells open pages what changed. Leaves who may do what to the gate.
 * Listen on 127.0.0.1 only, until sign-in exists.
 */
import { randomInt } from 'node:crypto'
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from 'fastify'
import { Failure } from '../../src/kernel/failure.ts'
import { serveAssets } from './assets.ts'
import type { WebDeskDeps } from './deps.ts'
import { guard } from './guard.ts'
import { createLive } from './live.ts'
import { sendProblem } from './problem.ts'
import { serveDeeds } from './routes/deeds.ts'
import { serveFragments } from './routes/fragments.ts'
import { servePages } from './routes/pages.ts'
import { serveQueues } from './routes/queues.ts'
import { serveReportFiles } from './routes/reports.ts'
import { createSessions } from './session.ts'
import { words } from './words.ts'

export { createChanges } from './changes.ts'
export { createDesk } from './desk.ts'
export { QUEUES_PATH } from './pages/desk.ts'
export { chartFile } from './render-chart.ts'
export { createSimulator } from './simulator.ts'
export { createSource } from './source.ts'

/** A form with every field at its limit, several times over. */
const BODY_MAX_BYTES = 256 * 1024
const REFERENCE_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

export interface WebDesk {
  /** Not listening yet: `server.listen({ host: '127.0.0.1', port })`. */
  server: FastifyInstance
}

export interface WebDeskOptions {
  logger?: FastifyBaseLogger
}

/** Short enough to be read out to a colleague; stands in the log beside the error. */
function newReference(): string {
  return Array.from({ length: 6 }, () => REFERENCE_LETTERS[randomInt(REFERENCE_LETTERS.length)]).join('')
}

function answerErrors(server: FastifyInstance): void {
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode
    if (status !== undefined && status < 500) {
      const known = status === 413 || status === 415 ? status : 400
      return sendProblem(reply, { status: known, code: 'malformed', title: 'Not understood', detail: error.message })
    }
    const reference = newReference()
    const { messageId } = error as { messageId?: string }
    request.log.error({ err: error, reference, ...(messageId && { messageId }) }, 'web desk request failed')
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const later = error instanceof Failure && error.retry.kind !== 'never'
    return sendProblem(reply, {
      status: later ? 503 : 500,
      code: 'failed',
      title: 'Something failed',
      detail: isRead ? words.failedToRead(reference) : words.failed(reference),
    })
  })
  server.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, { status: 404, code: 'not_found', title: 'Not found', detail: 'There is no such page.' }),
  )
}

/** Builds the web desk's server, to listen on 127.0.0.1; nothing listens and no change is heard by anybody until pages open. */
export function createWebDesk(deps: WebDeskDeps, { logger }: WebDeskOptions = {}): WebDesk {
  const server = Fastify({
    bodyLimit: BODY_MAX_BYTES,
    requestTimeout: 30_000,
    logController: new LogController({ disableRequestLogging: true }),
    ...(logger && { loggerInstance: logger }),
  }) as FastifyInstance
  // Only JSON: a plain HTML form of another site can't even be parsed.
  server.removeContentTypeParser('text/plain')

  const sessions = createSessions()
  guard(server, sessions)
  answerErrors(server)
  serveAssets(server)

  const live = createLive(deps.changes)
  // Before the listener closes, or it would wait for streams that never end.
  server.addHook('preClose', async () => live.close())

  servePages(server, deps, sessions)
  serveFragments(server, deps, live)
  serveReportFiles(server, deps)
  serveDeeds(server, deps)
  serveQueues(server, deps)
  server.get('/token', async (request, reply) => ({ token: sessions.open(request, reply) }))

  return { server }
}
