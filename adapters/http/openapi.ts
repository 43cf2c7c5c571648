import { z } from 'zod'
import { EventsBody } from '../../src/inbox/index.ts'
import { apiPaths } from './openapi-api.ts'
import { automationPaths } from './openapi-automations.ts'
import { importPaths } from './openapi-imports.ts'
import { RecomputeBody, TopQuery } from './scores.ts'

const problem = (description: string, retryAfter = false) => ({
  description,
  ...(retryAfter
    ? { headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds to wait' } } }
    : {}),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const SIGNED = [
  { name: 'X-Source', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } },
  {
    name: 'X-Signature',
    in: 'header',
    required: true,
    description: 'As for events; without a body "t.GET /address?query" is signed',
    schema: { type: 'string' },
  },
]

function scoresPaths(): object {
  const answers = (status: number, description: string) => ({
    [status]: { description },
    400: problem('Malformed; each error names its path'),
    401: problem('Wrong signature or unknown source'),
    404: problem('Your agency has no such creator or fan'),
  })
  const query = Object.entries(z.toJSONSchema(TopQuery, { io: 'input', unrepresentable: 'any' }).properties ?? {})
  const body = z.toJSONSchema(RecomputeBody, { io: 'input' })
  return {
    '/api/ofm/rfm/recompute': {
      post: {
        summary: 'Make segments and scores anew, of all creators or one',
        parameters: SIGNED,
        requestBody: { required: false, content: { 'application/json': { schema: body } } },
        responses: answers(202, 'Under way; GET the same address for how far'),
      },
      get: { summary: 'How far it is', parameters: SIGNED, responses: answers(200, 'By creator and segment') },
    },
    '/v1/segments/top': {
      get: {
        summary: 'The fans of whom most is expected in 30 days',
        parameters: [...SIGNED, ...query.map(([name, schema]) => ({ name, in: 'query', required: false, schema }))],
        responses: answers(200, 'Fans, best first'),
      },
    },
    '/v1/fans/{id}': {
      get: {
        summary: 'One fan: segment, scores and why',
        parameters: [...SIGNED, { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        responses: answers(200, 'The fan'),
      },
    },
  }
}

/** The door as OpenAPI 3.1, its bodies generated from the schemas that parse them. */
export function openApi(): object {
  const events = z.toJSONSchema(EventsBody, { io: 'input', unrepresentable: 'any' })
  return {
    openapi: '3.1.0',
    info: {
      title: 'Huntaze Desk',
      version: '1',
      description: 'Fan messages and purchases in; every reply is decided by a person.',
    },
    paths: {
      '/v1/events': {
        post: {
          summary: 'Hand over fan messages, purchases and subscriptions',
          description:
            'Answers after the commit. The same event id again is a duplicate, with another body a conflict; nothing is applied twice.',
          parameters: [
            { name: 'X-Source', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } },
            {
              name: 'X-Signature',
              in: 'header',
              required: true,
              description:
                't=<unix seconds>,v1=<hex HMAC-SHA256 of "t.rawBody">; up to two v1 while a secret is rotated',
              schema: { type: 'string' },
            },
          ],
          requestBody: { required: true, content: { 'application/json': { schema: events } } },
          responses: {
            202: {
              description: 'Stored',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Receipts' } } },
            },
            400: problem('Malformed; each error names its path'),
            401: problem('Wrong signature or unknown source'),
            413: problem('Too large'),
            429: problem('Too fast', true),
            503: problem('The database is away', true),
          },
        },
      },
      ...importPaths(problem),
      ...scoresPaths(),
      ...apiPaths(problem),
      ...automationPaths(problem),
      '/healthz': { get: { summary: 'The process lives', responses: { 200: { description: 'Yes' } } } },
      '/readyz': {
        get: { summary: 'It can serve', responses: { 200: { description: 'Yes' }, 503: problem('Not now', true) } },
      },
      '/metrics': { get: { summary: 'Prometheus metrics', responses: { 200: { description: 'Text format' } } } },
    },
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'A key of npm run api-key' } },
      schemas: {
        Receipts: z.toJSONSchema(
          z.object({
            results: z.array(
              z.object({
                id: z.string(),
                status: z.enum(['accepted', 'duplicate', 'conflict', 'quarantined']),
                reason: z.string().optional(),
              }),
            ),
          }),
        ),
        Problem: z.toJSONSchema(
          z.object({
            type: z.string(),
            status: z.int(),
            code: z.string(),
            title: z.string(),
            detail: z.string(),
            errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
          }),
        ),
      },
    },
  }
}
