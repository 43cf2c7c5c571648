import { z } from 'zod'
import { Flow } from '../../src/automations/index.ts'
import { BuildBody, DryRunBody } from './automations.ts'

type Problem = (description: string, retryAfter?: boolean) => object

const BY_KEY = [{ apiKey: [] }]
const ID = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The ETag of the version that was read, such as "3"',
  schema: { type: 'string' },
}

const bodyOf = (schema: z.ZodType) => ({
  required: true,
  content: { 'application/json': { schema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) } },
})

/** Flows for programs with a key, bodies generated from the schemas that parse them. */
export function automationPaths(problem: Problem): object {
  const refusals = {
    400: problem('Malformed; each error names the step and the field'),
    401: problem('No key, or one that doesn’t hold'),
    403: problem('The key is for something else'),
    429: problem('Too fast', true),
  }
  const missing = { 404: problem('Your agency has no such automation') }
  const stored = bodyOf(Flow.omit({ id: true, status: true, version: true }))
  const does = (summary: string, status: number, description: string, more: object = {}, responses: object = {}) => ({
    ...{ summary, security: BY_KEY, ...more },
    responses: { [status]: { description }, ...refusals, ...responses },
  })
  const one = { parameters: [ID] }
  return {
    '/v1/automations': {
      get: does('Every flow as it stands', 200, 'Flows, the oldest first'),
      post: does('A new flow, as a draft; a person activates it', 201, 'Stored', { requestBody: stored }),
    },
    '/v1/automations/build': {
      post: does('A flow from a sentence; stores nothing', 200, 'The flow, how sure, and who built it', {
        requestBody: bodyOf(BuildBody),
      }),
    },
    '/v1/automations/{id}': {
      get: does('A flow as it stands', 200, 'The flow, its version as ETag', one, missing),
      put: does(
        ...(['The next version; its status stays, and runs keep theirs', 200, 'Stored'] as const),
        { parameters: [ID, IF_MATCH], requestBody: stored },
        { ...missing, 412: problem('Changed meanwhile; nothing was stored'), 428: problem('If-Match is missing') },
      ),
      delete: does('Remove a flow that nobody has begun', 204, 'Removed', one, {
        ...missing,
        409: problem('It is active, or fans have begun it'),
      }),
    },
    '/v1/automations/{id}/duplicate': {
      post: does('The same steps as a draft of its own', 201, 'Stored', one, missing),
    },
    '/v1/automations/{id}/dry-run': {
      post: does(
        ...(['What it would have done in the last days; nothing is sent or stored', 200, 'The figures'] as const),
        { parameters: [ID], requestBody: { ...bodyOf(DryRunBody), required: false } },
        missing,
      ),
    },
  }
}
