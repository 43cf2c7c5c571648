import { expect, it } from 'vitest'
import { Flow } from '../../src/automations/index.ts'
import { OfferBody, OfferFields } from '../../src/offers/index.ts'
import { NewOffer, Redeem, SuggestOffers } from './offers.ts'
import { openApi } from './openapi.ts'
import { FLOW_EXAMPLE } from './openapi-automations.ts'
import { EXAMPLES } from './openapi-offers.ts'

interface Described {
  requestBody?: { content: { 'application/json': { schema: { properties: object }; example: unknown } } }
}

it('what the description of /v1/offers and /v1/automations shows may be sent, and names every field', () => {
  const { creator: _, ...terms } = EXAMPLES.offer
  expect(NewOffer.safeParse(EXAMPLES.offer).error).toBeUndefined()
  expect(OfferFields.safeParse(terms).error).toBeUndefined()
  expect(OfferBody.partial().safeParse(EXAMPLES.change).error).toBeUndefined()
  expect(Redeem.safeParse(EXAMPLES.redemption).error).toBeUndefined()
  expect(SuggestOffers.safeParse(EXAMPLES.suggest).error).toBeUndefined()
  const id = '019aa2b4-1d5e-7c31-9a42-5f0d2b7c1e10'
  expect(Flow.safeParse({ ...FLOW_EXAMPLE, creators: [], id }).error).toBeUndefined()

  const { paths } = openApi() as unknown as { paths: Record<string, Record<string, Described>> }
  const bodyOf = (path: string, method: string) => paths[path]?.[method]?.requestBody?.content['application/json']
  const fields = (path: string, method: string) => Object.keys(bodyOf(path, method)?.schema.properties ?? {})
  expect(fields('/v1/offers', 'post')).toEqual([...Object.keys(OfferBody.shape), 'creator'])
  expect(fields('/v1/offers/{id}', 'patch')).toEqual(Object.keys(OfferBody.shape))
  expect(JSON.stringify(bodyOf('/v1/offers/{id}', 'patch')?.schema)).not.toContain('"default"')
  expect(fields('/v1/automations', 'post')).toEqual(expect.arrayContaining(['steps', 'caps', 'quietHours', 'creators']))
  expect(bodyOf('/v1/automations/{id}', 'put')?.example).toEqual(FLOW_EXAMPLE)
})
