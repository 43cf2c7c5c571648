/** The reference for the door: a Fastify that parses the same body and answers, and does nothing else. */
import Fastify from 'fastify'
import { serve } from '../server-process.ts'

const server = Fastify()
server.post('/v1/events', async (request) => {
  const { events } = request.body as { events: { id: string }[] }
  return { ok: true, id: events[0]?.id }
})

serve({
  listen: () => server.listen({ host: '127.0.0.1', port: 0 }),
  stop: () => server.close(),
})
