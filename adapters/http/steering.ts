import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Caller } from '../../src/api-keys/index.ts'
import type { Cause } from '../../src/facts/index.ts'
import type { Guardrails, GuardrailsSet, NewGuardrails } from '../../src/guardrails/index.ts'
import type { NewPersona, PersonaVersion, Saved, Saving } from '../../src/personas/index.ts'
import type { ApiKeyDeps } from './api-key.ts'
import { type CreatorDeps, CreatorName, creatorOr404 } from './creator-of.ts'
import { readRequest, zodError } from './read-request.ts'
import { jsonOf, malformed, notFound } from './request.ts'
import { changedMeanwhile, etagOf, seenVersion } from './versions.ts'

/** How each creator writes and what must not be said, for programs of the agency. */
export interface SteeringDeps extends CreatorDeps {
  /** The newest first. */
  personas(agencyId: string, creatorId: string | null): Promise<PersonaVersion[]>
  newestPersona(agencyId: string, creatorId: string): Promise<number>
  savePersona(input: NewPersona, by: Cause, saving: Saving): Promise<Saved>
  guardrails(agencyId: string, creatorId: string): Promise<Guardrails>
  setGuardrails(input: NewGuardrails, by: Cause, seen: number): Promise<GuardrailsSet>
}

export const CreatorQuery = z.strictObject({ creator: CreatorName })
export const PersonasQuery = CreatorQuery.partial()
/** Beside the creator any field; the slices say what each may be. */
export const OfCreator = z.looseObject({ creator: CreatorName })
export const NewVersion = OfCreator.extend({ active: z.boolean().optional() })

const by = ({ keyId }: Caller): Cause => ({ kind: 'api-key', id: keyId })

/**
 * `GET|POST|PUT /api/ofm/personas`, `GET|PUT /api/ofm/guardrails`, by API key. Every write is a new version; `PUT` names the
 * one it saw in `If-Match`, and another one by then is answered 412.
 */
export function serveSteering(server: FastifyInstance, deps: SteeringDeps & ApiKeyDeps): void {
  servePersonas(server, deps)
  serveGuardrails(server, deps)
}

function servePersonas(server: FastifyInstance, deps: SteeringDeps & ApiKeyDeps): void {
  server.get('/api/ofm/personas', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'personas:read', PersonasQuery, request.query)
    if (asked === null) return reply
    const { caller, body } = asked
    const { agencyId } = caller
    if (body.creator === undefined) return reply.send({ personas: await deps.personas(agencyId, null) })
    const creator = await creatorOr404(deps, reply, agencyId, body.creator)
    if (creator === null) return reply
    reply.header('etag', etagOf(await deps.newestPersona(agencyId, creator.id)))
    return reply.send({ personas: await deps.personas(agencyId, creator.id) })
  })

  server.post('/api/ofm/personas', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'personas', NewVersion, jsonOf(request))
    if (asked === null) return reply
    const { active = false, ...fields } = asked.body
    return storePersona(deps, reply, asked.caller, fields, { active }, 201)
  })

  server.put('/api/ofm/personas', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'personas', OfCreator, jsonOf(request))
    const seen = asked && seenVersion(request, reply)
    if (asked === null || seen === null) return reply
    return storePersona(deps, reply, asked.caller, asked.body, { active: true, seen }, 200)
  })
}

async function storePersona(
  deps: SteeringDeps,
  reply: FastifyReply,
  caller: Caller,
  { creator: named, ...fields }: z.output<typeof OfCreator>,
  saving: Saving,
  status: number,
): Promise<FastifyReply> {
  const creator = await creatorOr404(deps, reply, caller.agencyId, named)
  if (creator === null) return reply
  const { id: creatorId, name: creatorName } = creator
  const input = { ...fields, agencyId: caller.agencyId, creatorId } as NewPersona
  const saved = await deps.savePersona(input, by(caller), saving).catch(zodError)
  if (saved instanceof z.ZodError) return malformed(reply, saved)
  if (saved.kind === 'unknown-creator') return notFound(reply, 'creator')
  if (saved.kind === 'changed') return changedMeanwhile(reply, saved.newest)
  reply.header('etag', etagOf(saved.version)).header('location', `/api/ofm/personas?creator=${creatorId}`)
  return reply.code(status).send({ creator: creatorId, creatorName, version: saved.version, active: saving.active })
}

function serveGuardrails(server: FastifyInstance, deps: SteeringDeps & ApiKeyDeps): void {
  server.get('/api/ofm/guardrails', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'guardrails:read', CreatorQuery, request.query)
    if (asked === null) return reply
    const { agencyId } = asked.caller
    const creator = await creatorOr404(deps, reply, agencyId, asked.body.creator)
    if (creator === null) return reply
    const rules = await deps.guardrails(agencyId, creator.id)
    return reply
      .header('etag', etagOf(rules.version))
      .send({ creator: creator.id, creatorName: creator.name, ...rules })
  })

  server.put('/api/ofm/guardrails', async (request, reply) => {
    const asked = await readRequest(deps, request, reply, 'guardrails', OfCreator, jsonOf(request))
    const seen = asked && seenVersion(request, reply)
    if (asked === null || seen === null) return reply
    // As GET answers it, the version and the name are in the body too: what counts are If-Match and the creator.
    const { creator: named, creatorName: _name, version: _version, ...rules } = asked.body
    const creator = await creatorOr404(deps, reply, asked.caller.agencyId, named)
    if (creator === null) return reply
    const { id: creatorId, name: creatorName } = creator
    const input = { ...rules, agencyId: asked.caller.agencyId, creatorId } as NewGuardrails
    const set = await deps.setGuardrails(input, by(asked.caller), seen).catch(zodError)
    if (set instanceof z.ZodError) return malformed(reply, set)
    if (set.kind === 'unknown-creator') return notFound(reply, 'creator')
    if (set.kind === 'changed') return changedMeanwhile(reply, set.newest)
    return reply.header('etag', etagOf(set.version)).send({ creator: creatorId, creatorName, version: set.version })
  })
}
