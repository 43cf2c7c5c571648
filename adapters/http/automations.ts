import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Caller, Scope } from '../../src/api-keys/index.ts'
import { DRY_RUN_DAYS, type Flow, type FlowApi, type Problem, sentenceOf } from '../../src/automations/index.ts'
import type { Cause } from '../../src/facts/index.ts'
import { type ApiKeyDeps, authorize } from './api-key.ts'
import { type CreatorDeps, CreatorName, creatorOr404 } from './creator-of.ts'
import { sendProblem } from './problem.ts'
import { readRequest } from './read-request.ts'
import { jsonOf, malformed, notFound } from './request.ts'
import { changedMeanwhile, etagOf, seenVersion } from './versions.ts'

export interface AutomationsDoorDeps {
  flows: FlowApi
  changerName(agencyId: string, by: { kind: string; id: string | null }): Promise<string>
}

/** Any field; the slice says what each may be, and names the step and the field that can't. */
const FlowFields = z.looseObject({})
export const BuildBody = z.strictObject({ text: z.string().trim().min(1).max(2_000) })
export const DryRunBody = z.strictObject({
  days: z.int().min(1).max(DRY_RUN_DAYS.most).default(DRY_RUN_DAYS.usual),
})

type Deps = AutomationsDoorDeps & ApiKeyDeps & CreatorDeps
const by = ({ keyId }: Caller): Cause => ({ kind: 'api-key', id: keyId })

/**
 * `/v1/automations`, by API key. Every write is a new version, `PUT` names the one it saw in `If-Match`. No key activates a
 * flow, and none decides what its cards say: both are people's.
 */
export function serveAutomations(server: FastifyInstance, deps: Deps): void {
  server.get('/v1/automations', async (request, reply) => {
    const caller = await authorize(deps, request, reply, 'automations:read')
    if (caller === null) return reply
    return reply.send({ automations: await deps.flows.flows(caller.agencyId) })
  })
  server.post('/v1/automations', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'automations', FlowFields, jsonOf(request))
    if (asked === null) return reply
    const { caller, body } = asked
    const { agencyId } = caller
    const flow = await withCreators(deps, reply, agencyId, body)
    if (flow === null) return reply
    return answer(deps, agencyId, reply, await deps.flows.save(agencyId, flow, by(caller), null), 201)
  })
  server.post('/v1/automations/build', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'automations', BuildBody, jsonOf(request))
    if (asked === null) return reply
    const built = await deps.flows.build(asked.caller.agencyId, asked.body.text)
    const { flow, confidence, by: builder, why, understood, leftOut } = built
    const { name, description, steps, stopWhen, caps } = flow
    const automation = { name, description, steps, stopWhen, caps }
    return reply.send({ automation, confidence, by: builder, why, understood, leftOut })
  })
  serveOne(server, deps)
}

function serveOne(server: FastifyInstance, deps: Deps): void {
  server.get('/v1/automations/:id', async (request, reply) => {
    const found = await oneOf(deps, request, reply, 'automations:read')
    if (found === null) return reply
    return reply.header('etag', etagOf(found.flow.version)).send(found.flow)
  })
  server.put('/v1/automations/:id', async (request, reply) => {
    const found = await oneOf(deps, request, reply, 'automations')
    const seen = found && seenVersion(request, reply)
    if (found === null || seen === null) return reply
    const body = FlowFields.safeParse(jsonOf(request))
    if (!body.success) return malformed(reply, body.error)
    const { caller, flow } = found
    const { agencyId } = caller
    const wanted = await withCreators(deps, reply, agencyId, body.data)
    if (wanted === null) return reply
    const saved = await deps.flows.save(agencyId, wanted, by(caller), { id: flow.id, seen })
    return answer(deps, agencyId, reply, saved, 200)
  })
  server.delete('/v1/automations/:id', async (request, reply) => {
    const found = await oneOf(deps, request, reply, 'automations')
    if (found === null) return reply
    const { caller, flow } = found
    const removed = await deps.flows.remove(caller.agencyId, flow.id, by(caller))
    if (removed === 'removed') return reply.code(204).send()
    if (removed === 'unknown-flow') return notFound(reply, 'automation')
    const detail =
      removed === 'active'
        ? 'It is active. A person pauses it first.'
        : 'Fans have begun it: it stays, paused, with what was done.'
    return sendProblem(reply, { status: 409, code: 'in-use', title: 'In use', detail })
  })
  server.post('/v1/automations/:id/duplicate', async (request, reply) => {
    const found = await oneOf(deps, request, reply, 'automations')
    if (found === null) return reply
    const { caller, flow } = found
    const copy = await deps.flows.duplicate(caller.agencyId, flow, by(caller))
    return answer(deps, caller.agencyId, reply, copy, 201)
  })
  server.post('/v1/automations/:id/dry-run', async (request, reply) => {
    const found = await oneOf(deps, request, reply, 'automations:read')
    if (found === null) return reply
    const body = DryRunBody.safeParse(jsonOf(request))
    if (!body.success) return malformed(reply, body.error)
    const { days } = body.data
    const { run, cut } = await deps.flows.rehearse(found.caller.agencyId, found.flow, days)
    // By id: a program that may see names reads them elsewhere.
    const examples = run.examples.map(({ name: _name, ...example }) => example)
    return reply.send({ ...run, examples, days, cut })
  })
}

type Saved = Awaited<ReturnType<FlowApi['save']>>

/** Creators by id, name or handle, as ids; null when one is none, and then the refusal is sent. */
async function withCreators(
  deps: Deps,
  reply: FastifyReply,
  agencyId: string,
  body: Record<string, unknown>,
): Promise<Record<string, unknown> | null> {
  const named = z.array(CreatorName).max(200).safeParse(body.creators)
  // What is no list of names the slice refuses, by its path.
  if (!named.success) return body
  const ids: string[] = []
  for (const name of named.data) {
    const creator = await creatorOr404(deps, reply, agencyId, name)
    if (creator === null) return null
    ids.push(creator.id)
  }
  return { ...body, creators: ids }
}

async function answer(
  deps: Deps,
  agencyId: string,
  reply: FastifyReply,
  saved: Saved,
  status: number,
): Promise<FastifyReply> {
  if (saved.kind === 'refused') return refuse(reply, saved.problems)
  if (saved.kind === 'unknown-flow') return notFound(reply, 'automation')
  if (saved.kind === 'changed') {
    const by = await deps.changerName(agencyId, { kind: saved.byKind, id: saved.byId })
    return changedMeanwhile(reply, saved.newest, by)
  }
  const { flow, paused } = saved
  reply.header('etag', etagOf(flow.version)).header('location', `/v1/automations/${flow.id}`)
  return reply.code(status).send({ ...flow, ...(paused && { status: 'paused' }) })
}

/** Each error names the step and the field, what stands there and what may. */
function refuse(reply: FastifyReply, problems: readonly Problem[]): FastifyReply {
  const errors = problems.map((problem) => ({
    path: problem.step === null ? problem.field : `${problem.step}.${problem.field}`,
    message: sentenceOf(problem),
  }))
  const detail = 'Each error names the step and the field, the value and what is allowed. Nothing was stored.'
  return sendProblem(reply, { status: 400, code: 'malformed', title: 'Malformed', detail, errors })
}

/** The flow that the address names; null when there is none or nobody may, and then the refusal is sent. */
async function oneOf(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  scope: Scope,
): Promise<{ caller: Caller; flow: Flow } | null> {
  const caller = await authorize(deps, request, reply, scope)
  if (caller === null) return null
  const id = z.uuid().safeParse((request.params as { id: string }).id)
  const flow = id.success ? await deps.flows.flow(caller.agencyId, id.data) : null
  if (flow) return { caller, flow }
  notFound(reply, 'automation')
  return null
}
