import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type ApiKeyDeps, authorize } from './api-key.ts'
import { type CreatorDeps, CreatorName, creatorOr404 } from './creator-of.ts'
import { malformed } from './request.ts'

/** A creator's list of the day: whom to write to and why, best first. Amounts in minor units of the currency. */
export interface ActionsOfDay {
  creator: { id: string; name: string }
  day: string
  currency: string
  /** `expectedMinor` within seven days; `minutes` that it takes a person. */
  actions: {
    fan: { id: string; name: string }
    segment: string
    occasions: readonly string[]
    because: readonly string[]
    expectedMinor: number
    minutes: number
  }[]
  leftOut: { frozen: number; overLimit: number; heldOut: number }
  /** Cards on which the minutes were measured; 0: they are assumed. */
  minutesMeasuredOn: number
  bestHours: { from: string; to: string } | null
  yesterday: { written: number; buyers: number; broughtMinor: number } | null
}

export interface ActionsDeps {
  /** Null when the creator is gone. */
  actionsOf(agencyId: string, creatorId: string): Promise<ActionsOfDay | null>
}

export const ActionsQuery = z.strictObject({ creator: CreatorName })

/** `GET /v1/actions`: today's list of a creator, by API key. It is read only: a card is asked for on a desk, by a person. */
export function serveActions(server: FastifyInstance, deps: ActionsDeps & CreatorDeps & ApiKeyDeps): void {
  server.get('/v1/actions', async (request, reply) => {
    const caller = await authorize(deps, request, reply, 'analytics:read')
    if (caller === null) return reply
    const query = ActionsQuery.safeParse(request.query)
    if (!query.success) return malformed(reply, query.error)
    const creator = await creatorOr404(deps, reply, caller.agencyId, query.data.creator)
    const actions = creator && (await deps.actionsOf(caller.agencyId, creator.id))
    return actions ? reply.send(actions) : reply
  })
}
