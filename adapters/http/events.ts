import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { EventsBody, type Handover, type Receipt } from '../../src/inbox/index.ts'
import type { Pace } from '../../src/kernel/pace.ts'
import { type AuthenticateDeps, authenticate } from './authenticate.ts'
import { sendProblem } from './problem.ts'
import { sayIssue } from './say-issue.ts'

export interface EventsDeps extends AuthenticateDeps {
  receive(handover: Handover): Promise<Receipt[]>
  /** Counts events by source. */
  pace: Pace
  onReceipts(receipts: readonly Receipt[]): void
}

/** Problems named at most: the first ones say it, and an answer stays readable. */
const ERRORS_MAX = 20

/** `POST /v1/events`: verify, parse, write the journal, answer after the commit. */
export function serveEvents(server: FastifyInstance, deps: EventsDeps): void {
  server.post('/v1/events', async (request, reply) => {
    // Without a body there is none to parse, and the framework leaves it undefined.
    const raw = (request.body as Buffer | undefined) ?? Buffer.alloc(0)
    const source = await authenticate(deps, request, raw, reply)
    if (source === null) return reply
    const body = parse(raw)
    if ('errors' in body) {
      const detail = 'Nothing of this request was stored. Each error names the field and what is allowed.'
      return sendProblem(reply, { status: 400, code: 'malformed', title: 'Malformed', detail, errors: body.errors })
    }
    const waitMs = await deps.pace.take(source.id, body.events.length)
    if (waitMs > 0) {
      const detail = 'More events a minute than this door takes from one source. Nothing of this request was stored.'
      return sendProblem(reply, { status: 429, code: 'too-fast', title: 'Too fast', detail }, waitMs / 1000)
    }
    const results = await deps.receive({ agencyId: source.agencyId, sourceId: source.id, events: body.events })
    deps.onReceipts(results)
    return reply.code(202).send({ results })
  })
}

type Parsed = z.output<typeof EventsBody> | { errors: { path: string; message: string }[] }

function parse(raw: Buffer): Parsed {
  let json: unknown
  try {
    json = JSON.parse(raw.toString('utf8'))
  } catch (error) {
    return { errors: [{ path: '', message: `not JSON: ${(error as Error).message.slice(0, 120)}` }] }
  }
  const parsed = EventsBody.safeParse(json)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.slice(0, ERRORS_MAX).map((issue) => ({
    path: issue.path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
      .replace(/^\./, ''),
    message: sayIssue(issue, json),
  }))
  return { errors }
}
