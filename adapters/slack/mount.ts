import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Installer } from './install.ts'
import { EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH } from './manifest.ts'
import type { HttpReceiver } from './receiver.ts'

/**
 * Puts Slack's requests on the door, on exact addresses. Bolt reads the bytes by itself, since it checks their signature:
 * so nothing of ours parses them, and the answer is Bolt's.
 */
export function mountSlack(door: FastifyInstance, receiver: HttpReceiver | null, installer: Installer | null): void {
  door.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    if (receiver) {
      scope.post(EVENTS_PATH, async (request, reply) => {
        reply.hijack()
        receiver.requestListener(request.raw, reply.raw)
      })
    }
    if (installer) {
      scope.get(INSTALL_PATH, async (request, reply) => {
        const { ticket } = request.query as { ticket?: unknown }
        await handOver(request, reply, () =>
          installer.handleInstall(request.raw, reply.raw, typeof ticket === 'string' ? ticket : ''),
        )
      })
      scope.get(REDIRECT_PATH, (request, reply) =>
        handOver(request, reply, () => installer.handleRedirect(request.raw, reply.raw)),
      )
    }
  })
}

async function handOver(request: FastifyRequest, reply: FastifyReply, answer: () => Promise<void>): Promise<void> {
  reply.hijack()
  try {
    await answer()
  } catch (error) {
    request.log.error({ err: error }, 'slack: an installation failed')
    if (!reply.raw.headersSent) reply.raw.writeHead(500)
    reply.raw.end()
  }
}
