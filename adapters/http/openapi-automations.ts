import { z } from 'zod'
import { Flow } from '../../src/automations/index.ts'
import { BuildBody, DryRunBody } from './automations.ts'
import { CreatorName } from './creator-of.ts'

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

/** A flow that thanks for a purchase and comes back to who bought nothing else for a week; parsed by a test. */
export const FLOW_EXAMPLE = {
  ...{ name: 'Thanks, then more', description: 'Thanks at once, asks again after a week.', creators: ['Bella'] },
  steps: [
    { id: 'bought', type: 'trigger', name: 'Bought', config: { on: 'purchase_completed' }, next: 'thank' },
    {
      ...{ id: 'thank', type: 'action', name: 'Thank' },
      ...{ config: { do: 'send_message', purpose: 'free', note: 'Thank for exactly what they bought.' }, next: 'week' },
    },
    { id: 'week', type: 'action', name: 'A week', config: { do: 'wait', minutes: 10_080 }, next: 'again' },
    { id: 'again', type: 'action', name: 'Ask again', config: { do: 'send_message', purpose: 'upsell' } },
  ],
  stopWhen: ['purchase_completed'],
  caps: { entriesPerDay: 50, fanEveryDays: 14 },
  quietHours: { from: 22, until: 8 },
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(schema, { io, unrepresentable: 'any' })
const bodyOf = (schema: z.ZodType, example: object) => ({
  required: true,
  content: { 'application/json': { schema: schemaOf(schema, 'input'), example } },
})
/** As it is sent: creators by id, name or handle. */
const SentFlow = Flow.omit({ id: true, status: true, version: true }).extend({
  creators: z.array(CreatorName).max(200).default([]),
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
  const stored = bodyOf(SentFlow, FLOW_EXAMPLE)
  const flow = schemaOf(Flow, 'output')
  const list = { type: 'object', properties: { automations: { type: 'array', items: flow } } }
  const does = (summary: string, status: number, description: string, more: object = {}, responses: object = {}) => ({
    ...{ summary, security: BY_KEY, ...more },
    responses: { [status]: { description }, ...refusals, ...responses },
  })
  /** Answered with this JSON. */
  const answered = (schema: object, { responses, ...rest }: ReturnType<typeof does>, status: 200 | 201) => {
    const found = (responses as Record<number, object>)[status]
    return { ...rest, responses: { ...responses, [status]: { ...found, content: { 'application/json': { schema } } } } }
  }
  const one = { parameters: [ID] }
  return {
    '/v1/automations': {
      get: answered(list, does('Every flow as it stands', 200, 'Flows, the oldest first'), 200),
      post: answered(
        flow,
        does('A new flow, as a draft; a person activates it', 201, 'Stored', { requestBody: stored }),
        201,
      ),
    },
    '/v1/automations/build': {
      post: does(
        'A flow from a sentence; stores nothing',
        200,
        'The flow, how sure, who built it, what of the sentence it does and what is left out',
        {
          requestBody: bodyOf(BuildBody, { text: 'Thank everybody who buys, and ask again after a week.' }),
        },
      ),
    },
    '/v1/automations/{id}': {
      get: answered(flow, does('A flow as it stands', 200, 'The flow, its version as ETag', one, missing), 200),
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
        { parameters: [ID], requestBody: { ...bodyOf(DryRunBody, { days: 30 }), required: false } },
        missing,
      ),
    },
  }
}
