import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Caller } from '../../src/api-keys/index.ts'
import type { Cause } from '../../src/facts/index.ts'
import {
  OFFER_STATUSES,
  type Offer,
  OfferBody,
  type OfferChanged,
  type OfferFields,
  type Offers,
  type RedemptionOutcome,
  statusOf,
} from '../../src/offers/index.ts'
import type { ApiKeyDeps } from './api-key.ts'
import { type CreatorDeps, CreatorName, creatorOr404 } from './creator-of.ts'
import { sendProblem } from './problem.ts'
import { readRequest, zodError } from './read-request.ts'
import { jsonOf, malformed, notFound } from './request.ts'
import { changedMeanwhile, etagOf, seenVersion } from './versions.ts'

/** Offers, for programs of the agency. A program makes drafts; only a person starts one. */
export interface OffersApi {
  now(): Date
  changerName(agencyId: string, by: { kind: string; id: string | null }): Promise<string>
  offers: Pick<Offers, 'create' | 'edit' | 'duplicate' | 'end' | 'remove' | 'redeem' | 'suggest' | 'offer' | 'list'>
}

const PAGE = { usual: 100, most: 500 }
export const OffersQuery = z.strictObject({
  creator: CreatorName.optional(),
  status: z.enum(OFFER_STATUSES).optional(),
  limit: z.coerce.number().int().min(1).max(PAGE.most).default(PAGE.usual),
  /** `next` of the page before. */
  after: z.uuid().optional(),
})
export const NewOffer = z.looseObject({ creator: CreatorName })
export const Redeem = z.strictObject({ fan: z.uuid(), amountMinor: z.int().min(0).max(100_000_000) })
export const SuggestOffers = z.strictObject({ creator: CreatorName })
/** An offer as it is answered: its fields, and what became of it. */
export const ShownOffer = OfferBody.extend({
  ...{ id: z.uuid(), creator: z.uuid(), currency: z.string(), status: z.enum(OFFER_STATUSES), version: z.int() },
  ...{ redemptionCount: z.int(), createdAt: z.iso.datetime(), changedAt: z.iso.datetime() },
  /** Null: a program. */
  changedById: z.uuid().nullable(),
  waitsForSecond: z.boolean(),
  bundlePrice: z.int().optional(),
})
const AnyBody = z.looseObject({})
const Id = z.strictObject({ id: z.uuid() })

const by = ({ keyId }: Caller): Cause => ({ kind: 'api-key', id: keyId })
type Deps = OffersApi & ApiKeyDeps & CreatorDeps

/** `/v1/offers`: create, read, list, change with `If-Match`, end or remove, duplicate, redeem, suggest; by API key. */
export function serveOffers(server: FastifyInstance, deps: Deps): void {
  serveReading(server, deps)
  serveChanges(server, deps)
  server.post('/v1/offers/suggest', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'offers:read', SuggestOffers, jsonOf(request))
    if (asked === null) return reply
    const { agencyId } = asked.caller
    const creator = await creatorOr404(deps, reply, agencyId, asked.body.creator)
    return creator === null ? reply : reply.send(await deps.offers.suggest(agencyId, creator.id))
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
    const { agencyId } = asked.caller
    const { creator: named, status, limit, after } = asked.body
    const creator = named === undefined ? undefined : await creatorOr404(deps, reply, agencyId, named)
    if (creator === null) return reply
    // One more than asked for says whether there is a next page.
    const found = await deps.offers.list(agencyId, { creatorId: creator?.id, status, after, limit: limit + 1 })
    const page = found.slice(0, limit)
    const next = found.length > limit ? (page.at(-1)?.id ?? null) : null
    return reply.send({ offers: page.map((offer) => shown(offer, deps.now())), next })
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
    const { creator: named, ...terms } = asked.body
    const { agencyId } = asked.caller
    const creator = await creatorOr404(deps, reply, agencyId, named)
    if (creator === null) return reply
    const input = { agencyId, creatorId: creator.id, terms: terms as unknown as OfferFields }
    return answer(deps, reply, agencyId, deps.offers.create(input, by(asked.caller)), 201)
  })
  server.patch('/v1/offers/:id', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'offers', AnyBody, jsonOf(request))
    const version = asked && seenVersion(request, reply)
    if (asked === null || version === null) return reply
    const id = idOf(request)
    if (id === null) return notFound(reply, 'offer')
    const { caller, body } = asked
    return answer(
      deps,
      reply,
      caller.agencyId,
      deps.offers.edit(caller.agencyId, { id, version }, body, by(caller)),
      200,
    )
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
    return answer(deps, reply, agencyId, does(agencyId, { id, version }, by(asked.caller)), 200)
  })
  server.post('/v1/offers/:id/duplicate', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'offers', AnyBody, {})
    const id = idOf(request)
    if (asked === null) return reply
    if (id === null) return notFound(reply, 'offer')
    const { agencyId } = asked.caller
    return answer(deps, reply, agencyId, deps.offers.duplicate(agencyId, id, by(asked.caller)), 201)
  })
}

async function answer(
  deps: Deps,
  reply: FastifyReply,
  agencyId: string,
  change: Promise<OfferChanged>,
  status: number,
): Promise<FastifyReply> {
  const changed = await change.catch(zodError)
  if (changed instanceof z.ZodError) return malformed(reply, changed)
  if (changed.kind === 'stored') return sendOffer(deps, reply, changed.offer, status)
  if (changed.kind === 'changed') {
    const kind = changed.byId === null ? 'api-key' : 'operator'
    return changedMeanwhile(reply, changed.newest, await deps.changerName(agencyId, { kind, id: changed.byId }))
  }
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
