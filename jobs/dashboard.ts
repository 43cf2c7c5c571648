import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import type { RedisServer } from './redis.ts'

/** A page for a Fastify server; its links hold below the path it was made for. */
export type Dashboard = ReturnType<FastifyAdapter['registerPlugin']>

/**
 * BullMQ's dashboard: what waits in Redis and what is carried now, to look at only. Jobs are claims, not tasks: retrying
 * or removing one here would do nothing that lasts, so there are no buttons. Dead tasks are on the Desk page.
 */
export function createDashboard({ queue }: RedisServer, path: string): Dashboard {
  const serverAdapter = new FastifyAdapter().setBasePath(path)
  createBullBoard({
    queues: [new BullMQAdapter(queue, { readOnlyMode: true })],
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Huntaze Desk · queue' } },
  })
  return serverAdapter.registerPlugin()
}
