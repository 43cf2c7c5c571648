import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { sendProblem } from './problem.ts'

/** A creator as a program names one: by the id, by the name, or by what they are called on a platform. */
export const CreatorName = z
  .string({ error: 'Name a creator: by name, by id, or as they are called on a platform.' })
  .trim()
  .min(1)
  .max(200)

export interface CreatorDeps {
  /** The one creator of the agency that is meant, null when none or more than one is; and what all of them are called. */
  creatorOf(agencyId: string, named: string): Promise<{ creator: { id: string; name: string } | null; known: string[] }>
}

/** The creator that was named; null when none is meant, and then the refusal is sent, with those that there are. */
export async function creatorOr404(
  deps: CreatorDeps,
  reply: FastifyReply,
  agencyId: string,
  named: string,
): Promise<{ id: string; name: string } | null> {
  const { creator, known } = await deps.creatorOf(agencyId, named)
  if (creator) return creator
  const there = known.length > 0 ? ` There ${known.length === 1 ? 'is' : 'are'}: ${known.slice(0, 20).join(', ')}.` : ''
  const detail = `Your agency has no such creator: “${named.slice(0, 60)}”.${there}`
  sendProblem(reply, { status: 404, code: 'not-found', title: 'Not found', detail })
  return null
}
