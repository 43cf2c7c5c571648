/**
 * The reference for the door's batching: the same framework, signature check and schema, then one INSERT a request into
 * a table like the journal, answered after its commit; on Redis with one job added a request as well.
 */
import { hash } from 'node:crypto'
import Fastify from 'fastify'
import { checkSignature } from '../../adapters/http/signature.ts'
import { connectRedis } from '../../jobs/redis.ts'
import { openDatabase } from '../../src/database/pool.ts'
import { EventsBody } from '../../src/inbox/index.ts'
import { optionsOf, serve } from '../server-process.ts'

interface InsertOptions {
  url: string
  agencyId: string
  source: { id: string; secret: string }
  /** Adds a job to a BullMQ queue for each row, as a service that hands work on this way would. */
  redisUrl?: string
}

const { url, agencyId, source, redisUrl } = optionsOf<InsertOptions>()
const redis = redisUrl === undefined ? null : await connectRedis(redisUrl, { warn() {}, error() {} })
const database = openDatabase({ url, max: 16 })
const server = Fastify()
server.removeAllContentTypeParsers()
server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

server.post('/v1/events', async (request, reply) => {
  const raw = request.body as Buffer
  const header = request.headers['x-signature']
  const at = new Date()
  const seconds = Math.floor(at.getTime() / 1000)
  const verdict = checkSignature(typeof header === 'string' ? header : undefined, raw, [source.secret], seconds)
  if (verdict.kind !== 'valid') return reply.code(401).send({ why: verdict.why })
  const parsed = EventsBody.safeParse(JSON.parse(raw.toString('utf8')))
  const event = parsed.data?.events[0]
  if (!event) return reply.code(400).send({ why: 'malformed' })
  const payload = JSON.stringify(event)
  await database.query(
    `INSERT INTO one_by_one (agency_id, source_id, event_id, body_hash, payload, received_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [agencyId, source.id, event.id, hash('sha256', payload, 'buffer'), payload, at],
  )
  await redis?.queue.add('message', { agencyId, event: event.id }, { removeOnComplete: true })
  return reply.code(202).send({ results: [{ id: event.id, status: 'accepted' }] })
})

serve({
  listen: () => server.listen({ host: '127.0.0.1', port: 0 }),
  async stop() {
    await server.close()
    await database.close()
    await redis?.close()
  },
})
