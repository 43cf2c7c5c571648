/** The reference for interactions: a Fastify that checks Slack's signature, parses the payload, and does nothing with it. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import Fastify from 'fastify'
import { optionsOf, serve } from '../server-process.ts'

const { signingSecret } = optionsOf<{ signingSecret: string }>()
const server = Fastify()
server.removeAllContentTypeParsers()
server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
server.post('/slack/events', async (request, reply) => {
  const body = request.body as string
  const at = String(request.headers['x-slack-request-timestamp'])
  const right = `v0=${createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')}`
  const given = Buffer.from(String(request.headers['x-slack-signature']))
  if (given.length !== right.length || !timingSafeEqual(given, Buffer.from(right))) return reply.code(401).send()
  const payload = JSON.parse(new URLSearchParams(body).get('payload') ?? '') as { actions: unknown[] }
  return reply.code(payload.actions.length > 0 ? 200 : 400).send('')
})

serve({
  listen: () => server.listen({ host: '127.0.0.1', port: 0 }),
  stop: () => server.close(),
})
