import { z } from 'zod'
import { OfferBody } from '../../src/offers/index.ts'
import { CreatorName } from './creator-of.ts'
import { OffersQuery, Redeem, ShownOffer, SuggestOffers } from './offers.ts'

type Answers = (status: number, description: string, more?: object) => Record<number, object>
interface Parts {
  answers: Answers
  locked: object
  security: object[]
  ifMatch: object
  requestKey: object
}

const OFFER_ID = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }

/** What may be sent, and what comes back; each is parsed by a test as the door parses it. */
export const EXAMPLES = {
  offer: {
    ...{ creator: 'Bella', name: 'Autumn pair', discountType: 'bundle', discountValue: 3_000 },
    contentIds: ['019aa2b4-1d5e-7c31-9a42-5f0d2b7c1e10', '019aa2b4-1d5e-7c31-9a42-5f0d2b7c1e11'],
    audience: { segments: ['Regular', 'Whale'], tags: ['loyal'], notSeenForDays: 7 },
    ...{ validFrom: '2026-11-20T00:00:00Z', validUntil: '2026-11-24T23:00:00Z', limitPerFan: 1, floorMinor: 500 },
  },
  change: { validUntil: '2026-11-26T23:00:00Z', limitTotal: 100 },
  redemption: { fan: '019aa2b4-1d5e-7c31-9a42-5f0d2b7c1e12', amountMinor: 3_000 },
  suggest: { creator: 'Bella' },
}

const NewOfferBody = OfferBody.extend({ creator: CreatorName })

/** `{"anyOf":[…]}` of a schema as JSON has it; what a field is when it isn't sent says nothing where it then stays. */
function schemaOf(schema: z.ZodType, { io, defaults }: { io: 'input' | 'output'; defaults: boolean }): object {
  return z.toJSONSchema(schema, {
    ...{ io, unrepresentable: 'any' },
    override: ({ jsonSchema }) => {
      if (!defaults) delete jsonSchema.default
    },
  })
}

const bodyOf = (schema: z.ZodType, example: object, defaults = true) => ({
  required: true,
  content: { 'application/json': { schema: schemaOf(schema, { io: 'input', defaults }), example } },
})

/** `/v1/offers`, bodies generated from the schemas that parse them. */
export function offerPaths({ answers, locked, security, ifMatch, requestKey }: Parts): object {
  const over = { 409: { description: 'It is over, people’s to change, or can’t be redeemed now; nothing changed' } }
  const offers = schemaOf(ShownOffer, { io: 'output', defaults: false })
  const page = {
    type: 'object',
    properties: { offers: { type: 'array', items: offers }, next: { type: ['string', 'null'], format: 'uuid' } },
  }
  const json = (schema: object, status: number, description: string, more: object = {}) => {
    const all = answers(status, description, more)
    return { ...all, [status]: { ...all[status], content: { 'application/json': { schema } } } }
  }
  const query = Object.entries(z.toJSONSchema(OffersQuery, { io: 'input' }).properties ?? {})
  const parameters = query.map(([name, schema]) => ({ name, in: 'query', required: false, schema }))
  return {
    '/v1/offers': {
      get: {
        ...{
          summary: 'Offers, those that end last first; next is after of the page that follows',
          security,
          parameters,
        },
        responses: json(page, 200, 'A page of offers'),
      },
      post: {
        summary: 'A draft of an offer; a person starts it',
        ...{ security, requestBody: bodyOf(NewOfferBody, EXAMPLES.offer) },
        responses: json(offers, 201, 'The draft'),
      },
    },
    '/v1/offers/{id}': {
      parameters: [OFFER_ID],
      get: { summary: 'One offer, its version as ETag', security, responses: json(offers, 200, 'The offer') },
      patch: {
        summary: 'Change some of its fields; of one that a person started, its name and description',
        ...{ security, parameters: [ifMatch], requestBody: bodyOf(OfferBody.partial(), EXAMPLES.change, false) },
        responses: json(offers, 200, 'The offer as it is now', { ...locked, ...over }),
      },
      delete: {
        ...{ summary: 'End it; a draft is removed', security, parameters: [ifMatch] },
        responses: json(offers, 200, 'The offer as it was left', { ...locked, ...over }),
      },
    },
    '/v1/offers/{id}/duplicate': {
      parameters: [OFFER_ID],
      post: { summary: 'The same anew, as a draft', security, responses: json(offers, 201, 'The draft') },
    },
    '/v1/offers/{id}/redeem': {
      parameters: [OFFER_ID],
      post: {
        summary: 'Log that a fan used it',
        security,
        parameters: [{ ...requestKey, required: true, description: 'A request that comes twice counts once' }],
        requestBody: bodyOf(Redeem, EXAMPLES.redemption),
        responses: answers(201, 'Logged; 200: it was before', over),
      },
    },
    '/v1/offers/suggest': {
      post: {
        summary: 'What the figures propose',
        ...{ security, requestBody: bodyOf(SuggestOffers, EXAMPLES.suggest) },
        responses: answers(200, 'Suggestions, or none with the reason'),
      },
    },
  }
}
