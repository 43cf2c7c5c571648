import { z } from 'zod'
import { GuardrailFields } from '../../src/guardrails/index.ts'
import { PersonaFields } from '../../src/personas/index.ts'
import { ActionsQuery } from './actions.ts'
import { AnalyticsQuery } from './analytics.ts'
import { NamedQuestion } from './ask-draft.ts'
import { offerPaths } from './openapi-offers.ts'
import { CreatorQuery, NewVersion, OfCreator, PersonasQuery } from './steering.ts'

type Problem = (description: string, retryAfter?: boolean) => object

const BY_KEY = [{ apiKey: [] }]
const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The ETag of the version that was read, such as "3"',
  schema: { type: 'string' },
}
const REQUEST_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A request that comes twice is answered with the first draft',
  schema: { type: 'string', maxLength: 200 },
}

const bodyOf = (schema: z.ZodType) => ({
  required: true,
  content: { 'application/json': { schema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) } },
})
const queryOf = (schema: z.ZodObject, required: boolean) =>
  Object.entries(z.toJSONSchema(schema, { io: 'input' }).properties ?? {}).map(([name, its]) => ({
    ...{ name, in: 'query', required, schema: its },
  }))

/** What programs with a key of `npm run api-key` may do, bodies generated from the schemas that parse them. */
export function apiPaths(problem: Problem): object {
  const refusals = {
    400: problem('Malformed; each error names its path'),
    401: problem('No key, or one that doesn’t hold'),
    403: problem('The key is for something else'),
    404: problem('Your agency has no such creator, fan, conversation or persona'),
    429: problem('Too fast', true),
  }
  const locked = { 412: problem('Changed meanwhile; nothing was stored'), 428: problem('If-Match is missing') }
  const answers = (status: number, description: string, more: object = {}): Record<number, object> => ({
    ...{ [status]: { description }, ...refusals, ...more },
  })
  const fields = PersonaFields
  return {
    '/api/ofm/ai/draft': {
      post: {
        summary: 'Judge a message and draft a reply; nothing is sent, and no card opens unless card says so',
        security: BY_KEY,
        parameters: [REQUEST_KEY],
        requestBody: bodyOf(NamedQuestion),
        responses: answers(200, 'The draft, or why there is none', {
          409: problem('No card can be made of it'),
          422: problem('The Idempotency-Key stood on another question before'),
        }),
      },
    },
    '/v1/analytics/overview': {
      get: {
        summary: 'The desk’s reports as rows, JSON or CSV; amounts in minor units beside their currency',
        security: BY_KEY,
        parameters: queryOf(AnalyticsQuery, false),
        responses: answers(200, 'The rows'),
      },
    },
    '/v1/actions': {
      get: {
        summary:
          'Whom of a creator’s fans to write to today and why, best first; amounts in minor units of the currency',
        security: BY_KEY,
        parameters: queryOf(ActionsQuery, true),
        responses: answers(200, 'The list, who was left out, and what came of yesterday’s'),
      },
    },
    '/api/ofm/personas': {
      get: {
        summary: 'Versions of how creators write, the newest first',
        security: BY_KEY,
        parameters: queryOf(PersonasQuery, false),
        responses: answers(200, 'Versions; with a creator, the newest one’s number as ETag'),
      },
      post: {
        summary: 'A new version, beside the active one unless active says so',
        security: BY_KEY,
        requestBody: bodyOf(fields.extend(NewVersion.shape)),
        responses: answers(201, 'Stored'),
      },
      put: {
        summary: 'A new version that writes from now on',
        security: BY_KEY,
        parameters: [IF_MATCH],
        requestBody: bodyOf(fields.extend(OfCreator.shape)),
        responses: answers(200, 'Stored', locked),
      },
    },
    ...offerPaths({ answers, locked, security: BY_KEY, ifMatch: IF_MATCH, requestKey: REQUEST_KEY }),
    '/api/ofm/guardrails': {
      get: {
        summary: 'What an agency added to the built-in rules for a creator',
        security: BY_KEY,
        parameters: queryOf(CreatorQuery, true),
        responses: answers(200, 'What holds, its version as ETag; version 0 are the defaults'),
      },
      put: {
        summary: 'A new version, which holds from now on; built-in rules stay',
        security: BY_KEY,
        parameters: [IF_MATCH],
        requestBody: bodyOf(GuardrailFields.extend(OfCreator.shape)),
        responses: answers(200, 'Stored', locked),
      },
    },
  }
}
