import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { SEGMENTS, type Segment } from '../../src/scoring/index.ts'
import { type AuthenticateDeps, authenticate } from './authenticate.ts'
import { jsonOf, malformed, notFound, notJson } from './request.ts'

/** What the door shows of segments and scores; every answer is of the source's own agency. */
export interface ScoresDeps {
  /** Owes new segments and scores; returns of how many creators, 0 for one that the agency doesn't have. */
  recompute(agencyId: string, creatorId: string | null): Promise<number>
  /** How far each creator's segments and scores are. */
  progress(agencyId: string): Promise<object[]>
  top(agencyId: string, wanted: { creatorId: string | null; segment: Segment | null; limit: number }): Promise<object[]>
  /** A fan with segment, scores and why; null when the agency has none of that id. */
  fan(agencyId: string, fanId: string): Promise<object | null>
}

/** Most fans of one answer. */
const TOP_MAX = 200

export const RecomputeBody = z.strictObject({ creator: z.uuid().optional() })
export const TopQuery = z.strictObject({
  creator: z.uuid().optional(),
  segment: z.enum(SEGMENTS).optional(),
  limit: z.coerce.number().int().min(1).max(TOP_MAX).default(20),
})

/**
 * `/api/ofm/rfm/recompute`, `/v1/segments/top`, `/v1/fans/:id`. Signed like events; where a request has no body, what is
 * signed is its method and address (`GET /v1/segments/top?limit=5`), so that a signature opens nothing else.
 */
export function serveScores(server: FastifyInstance, deps: ScoresDeps & AuthenticateDeps): void {
  server.post('/api/ofm/rfm/recompute', async (request, reply) => {
    const source = await signed(deps, request, reply)
    if (source === null) return reply
    const json = jsonOf(request)
    if (json === null) return notJson(reply)
    const body = RecomputeBody.safeParse(json)
    if (!body.success) return malformed(reply, body.error)
    const creators = await deps.recompute(source.agencyId, body.data.creator ?? null)
    if (creators === 0 && body.data.creator) return notFound(reply, 'creator')
    return reply.code(202).send({ creators, progress: '/api/ofm/rfm/recompute' })
  })

  server.get('/api/ofm/rfm/recompute', async (request, reply) => {
    const source = await signed(deps, request, reply)
    return source === null ? reply : reply.send({ creators: await deps.progress(source.agencyId) })
  })

  server.get('/v1/segments/top', async (request, reply) => {
    const source = await signed(deps, request, reply)
    if (source === null) return reply
    const query = TopQuery.safeParse(request.query)
    if (!query.success) return malformed(reply, query.error)
    const { creator, segment, limit } = query.data
    const wanted = { creatorId: creator ?? null, segment: segment ?? null, limit }
    return reply.send({ fans: await deps.top(source.agencyId, wanted) })
  })

  server.get<{ Params: { id: string } }>('/v1/fans/:id', async (request, reply) => {
    const source = await signed(deps, request, reply)
    if (source === null) return reply
    const id = z.uuid().safeParse(request.params.id)
    const fan = id.success ? await deps.fan(source.agencyId, id.data) : null
    return fan === null ? notFound(reply, 'fan') : reply.send(fan)
  })
}

function signed(deps: AuthenticateDeps, request: FastifyRequest, reply: FastifyReply) {
  const body = request.body as Buffer | undefined
  const raw = body !== undefined && body.length > 0 ? body : Buffer.from(`${request.method} ${request.url}`)
  return authenticate(deps, request, raw, reply)
}
