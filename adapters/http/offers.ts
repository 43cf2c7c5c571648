import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Caller } from '../../src/api-keys/index.ts'
import type { Cause } from '../../src/facts/index.ts'
import {
  type Offer,
  type OfferChanged,
  type OfferFields,
  type Offers,
  type RedemptionOutcome,
  statusOf,
} from '../../src/offers/index.ts'
import type { ApiKeyDeps } from './api-key.ts'
import { sendProblem } from './problem.ts'
import { readRequest, zodError } from './read-request.ts'
import { jsonOf, malformed, notFound } from './request.ts'
import { changedMeanwhile, etagOf, seenVersion } from './versions.ts'

/** Offers, for programs of the agency. A program makes drafts; only a person starts one. */
export interface OffersApi {
  now(): Date
  offers: Pick<Offers, 'create' | 'edit' | 'duplicate' | 'end' | 'remove' | 'redeem' | 'suggest' | 'offer' | 'list'>
}

export const OffersQuery = z.strictObject({
  creator: z.uuid().optional(),
  status: z.enum(['draft', 'scheduled', 'active', 'expired', 'ended']).optional(),
})
export const NewOffer = z.looseObject({ creator: z.uuid() })
export const Redeem = z.strictObject({ fan: z.uuid(), amountMinor: z.int().min(0).max(100_000_000) })
export const SuggestOffers = z.strictObject({ creator: z.uuid() })
const AnyBody = z.looseObject({})
const Id = z.strictObject({ id: z.uuid() })

const by = ({ keyId }: Caller): Cause => ({ kind: 'api-key', id: keyId })
type Deps = OffersApi & ApiKeyDeps

/** `/v1/offers`: create, read, list, change with `If-Match`, end or remove, duplicate, redeem, suggest; by API key. */
export function serveOffers(server: FastifyInstance, deps: Deps): void {
  serveReading(server, deps)
  serveChanges(server, deps)
  server.post('/v1/offers/suggest', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'offers:read', SuggestOffers, jsonOf(request))
    if (asked === null) return reply
    return reply.send(await deps.offers.suggest(asked.caller.agencyId, asked.body.creator))
  })
  server.post('/v1/offers/:id/redeem', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'offers', Redeem, jsonOf(request))
    if (asked === null) return reply
    const id = idOf(request)
    const key = request.headers['idempotency-key']
    if (typeof key !== 'string' || key === '' || key.length > 200) {
      const detail = 'Send Idempotency-Key, 1 to 200 characters, so that a request that comes twice counts once.'
      return sendProblem(reply, { status: 400, code: 'key-needed', title: 'Which redemption?', detail })
    }
    if (id === null) return notFound(reply, 'offer')
    const { fan: fanId, amountMinor } = asked.body
    const redemption = { offerId: id, fanId, amountMinor, key: `api ${key}` }
    const outcome = await deps.offers.redeem(asked.caller.agencyId, redemption, by(asked.caller))
    return sendRedemption(reply, outcome)
  })
}

function sendRedemption(reply: FastifyReply, outcome: RedemptionOutcome): FastifyReply {
  if (outcome.kind === 'redeemed') return reply.code(outcome.again ? 200 : 201).send(outcome.redemption)
  if (outcome.kind === 'unknown-offer') return notFound(reply, 'offer')
  if (outcome.kind === 'unknown-fan') return notFound(reply, 'fan')
  const detail = 'Nothing was redeemed and nothing counted.'
  if (outcome.kind === 'refused')
    return sendProblem(reply, { status: 409, code: outcome.why, title: 'Not redeemed', detail })
  return sendProblem(reply, { status: 422, code: 'key-reused', title: 'The key stood on another redemption', detail })
}

function serveReading(server: FastifyInstance, deps: Deps): void {
  server.get('/v1/offers', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'offers:read', OffersQuery, request.query)
    if (asked === null) return reply
    const { creator, status } = asked.body
    const which = { ...(creator && { creatorId: creator }), ...(status && { status }) }
    const found = await deps.offers.list(asked.caller.agencyId, which)
    return reply.send({ offers: found.map((offer) => shown(offer, deps.now())) })
  })
  server.get('/v1/offers/:id', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'offers:read', AnyBody, {})
    if (asked === null) return reply
    const id = idOf(request)
    const offer = id && (await deps.offers.offer(asked.caller.agencyId, id))
    return offer ? sendOffer(deps, reply, offer, 200) : notFound(reply, 'offer')
  })
}

function serveChanges(server: FastifyInstance, deps: Deps): void {
  server.post('/v1/offers', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'offers', NewOffer, jsonOf(request))
    if (asked === null) return reply
    const { creator: creatorId, ...terms } = asked.body
    const input = { agencyId: asked.caller.agencyId, creatorId, terms: terms as unknown as OfferFields }
    return answer(deps, reply, deps.offers.create(input, by(asked.caller)), 201)
  })
  server.patch('/v1/offers/:id', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'offers', AnyBody, jsonOf(request))
    const version = asked && seenVersion(request, reply)
    if (asked === null || version === null) return reply
    const id = idOf(request)
    if (id === null) return notFound(reply, 'offer')
    const { caller, body } = asked
    return answer(deps, reply, deps.offers.edit(caller.agencyId, { id, version }, body, by(caller)), 200)
  })
  server.delete('/v1/offers/:id', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'offers', AnyBody, {})
    const version = asked && seenVersion(request, reply)
    if (asked === null || version === null) return reply
    const id = idOf(request)
    const { agencyId } = asked.caller
    const offer = id && (await deps.offers.offer(agencyId, id))
    if (!id || !offer) return notFound(reply, 'offer')
    const does = offer.state === 'draft' ? deps.offers.remove : deps.offers.end
    return answer(deps, reply, does(agencyId, { id, version }, by(asked.caller)), 200)
  })
  server.post('/v1/offers/:id/duplicate', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'offers', AnyBody, {})
    const id = idOf(request)
    if (asked === null) return reply
    if (id === null) return notFound(reply, 'offer')
    return answer(deps, reply, deps.offers.duplicate(asked.caller.agencyId, id, by(asked.caller)), 201)
  })
}

async function answer(
  deps: Deps,
  reply: FastifyReply,
  change: Promise<OfferChanged>,
  status: number,
): Promise<FastifyReply> {
  const changed = await change.catch(zodError)
  if (changed instanceof z.ZodError) return malformed(reply, changed)
  if (changed.kind === 'stored') return sendOffer(deps, reply, changed.offer, status)
  if (changed.kind === 'changed') return changedMeanwhile(reply, changed.newest)
  if (changed.kind === 'unknown') return notFound(reply, 'offer')
  if (changed.kind === 'unknown-creator') return notFound(reply, 'creator')
  if (changed.kind === 'people-only') {
    const detail = `A person started this offer: only people change its ${changed.fields.join(', ')}. Duplicate it, or end it.`
    return sendProblem(reply, { status: 409, code: changed.kind, title: 'Only people change this', detail })
  }
  const detail = 'An offer that has ended or expired changes no more. Duplicate it.'
  return sendProblem(reply, { status: 409, code: changed.kind, title: 'This offer is over', detail })
}

function sendOffer(deps: Deps, reply: FastifyReply, offer: Offer, status: number): FastifyReply {
  return reply.code(status).header('etag', etagOf(offer.version)).send(shown(offer, deps.now()))
}

/** As the first design names it; a bundle's price under its own name too. */
const shown = ({ creatorId, state, firstById: _first, ...offer }: Offer, now: Date) => ({
  ...offer,
  creator: creatorId,
  status: statusOf({ ...offer, state }, now),
  waitsForSecond: state === 'second',
  ...(offer.discountType === 'bundle' && { bundlePrice: offer.discountValue }),
})

const idOf = (request: FastifyRequest): string | null => Id.safeParse(request.params).data?.id ?? null
