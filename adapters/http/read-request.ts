import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Caller, Scope } from '../../src/api-keys/index.ts'
import { type ApiKeyDeps, authorize } from './api-key.ts'
import { malformed, notJson } from './request.ts'

/** Who asks and for what; null when that can't be, and then the refusal is sent. `input` as `jsonOf` or the query gives it. */
export async function readRequest<S extends z.ZodType>(
  deps: ApiKeyDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  scope: Scope,
  schema: S,
  input: unknown,
): Promise<{ caller: Caller; body: z.output<S> } | null> {
  const caller = await authorize(deps, request, reply, scope)
  if (caller === null) return null
  if (input === null) {
    notJson(reply)
    return null
  }
  const parsed = schema.safeParse(input)
  if (parsed.success) return { caller, body: parsed.data }
  malformed(reply, parsed.error)
  return null
}

/** What the slice refuses names its field as the request does. */
export function zodError(error: unknown): z.ZodError {
  if (error instanceof z.ZodError) return error
  throw error
}
