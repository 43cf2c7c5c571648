import { z } from 'zod'
import { EventsBody } from '../../src/inbox/index.ts'
import { importPaths } from './openapi-imports.ts'

const problem = (description: string, retryAfter = false) => ({
  description,
  ...(retryAfter
    ? { headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds to wait' } } }
    : {}),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

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
      '/healthz': { get: { summary: 'The process lives', responses: { 200: { description: 'Yes' } } } },
      '/readyz': {
        get: { summary: 'It can serve', responses: { 200: { description: 'Yes' }, 503: problem('Not now', true) } },
      },
      '/metrics': { get: { summary: 'Prometheus metrics', responses: { 200: { description: 'Text format' } } } },
    },
    components: {
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
