import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { type Asked, Question } from '../../src/drafting/index.ts'
import { type ApiKeyDeps, authorize } from './api-key.ts'
import { type CreatorDeps, CreatorName, creatorOr404 } from './creator-of.ts'
import { sendProblem } from './problem.ts'
import { jsonOf, malformed, notFound, notJson } from './request.ts'

/** The question as a program asks it: the creator by name too. */
export const NamedQuestion = Question.extend({ creator: CreatorName })

export interface AskDraftDeps extends CreatorDeps {
  ask(
    agencyId: string,
    question: Question,
    asker: { by: { kind: 'api-key'; id: string }; requestKey: string | null },
    signal: AbortSignal,
  ): Promise<Asked>
}

/** Longer than a writer's own limit, so that its built-in stand-in still answers. */
const TIMEOUT_MS = 45_000
const RequestKey = z.string().regex(/^[\x21-\x7e]{1,200}$/, { error: '1 to 200 printable characters without blanks' })

const WHY_NO_CARD = {
  'nothing-waits': 'No message of this conversation waits for an answer.',
  'another-message': 'The newest message that waits in this conversation is another one.',
  'has-card': 'This conversation has a card already, or an approved reply on its way.',
}

/**
 * `POST /api/ofm/ai/draft`: judges and drafts as for a card and logs it; nothing is sent, and no card is opened unless
 * `card` says so. With an `Idempotency-Key` a request that comes twice is answered with the first draft, and
 * another one under the same key is refused.
 */
export function serveAskDraft(server: FastifyInstance, deps: AskDraftDeps & ApiKeyDeps): void {
  server.post('/api/ofm/ai/draft', async (request, reply) => {
    const caller = await authorize(deps, request, reply, 'drafts')
    if (caller === null) return reply
    const body = jsonOf(request)
    if (body === null) return notJson(reply)
    const asked = NamedQuestion.safeParse(body)
    if (!asked.success) return malformed(reply, asked.error)
    const creator = await creatorOr404(deps, reply, caller.agencyId, asked.data.creator)
    if (creator === null) return reply
    const question = { ...asked.data, creator: creator.id }
    const named = request.headers['idempotency-key']
    const requestKey = z.object({ 'Idempotency-Key': RequestKey.optional() }).safeParse({ 'Idempotency-Key': named })
    if (!requestKey.success) return malformed(reply, requestKey.error)
    const asker = {
      by: { kind: 'api-key' as const, id: caller.keyId },
      requestKey: requestKey.data['Idempotency-Key'] ?? null,
    }
    return answer(reply, await deps.ask(caller.agencyId, question, asker, AbortSignal.timeout(TIMEOUT_MS)))
  })
}

function answer(reply: FastifyReply, asked: Asked): FastifyReply {
  if (asked.kind === 'unknown') return notFound(reply, asked.what)
  if (asked.kind === 'other-question') {
    const detail = 'This Idempotency-Key stood on another question before. Nothing was drafted; take a new key.'
    return sendProblem(reply, { status: 422, code: 'key-reused', title: 'Key used before', detail })
  }
  if (asked.kind === 'no-card') {
    const detail = `${WHY_NO_CARD[asked.why]} Ask without card for a draft alone.`
    return sendProblem(reply, { status: 409, code: asked.why, title: 'No card', detail })
  }
  const { id, outcome, text, confidence, reasons, warning, upsell, price, persona, writer, draftId } = asked.asked
  const { level, category, rule } = asked.asked
  return reply.send({
    ...{
      id,
      action: outcome,
      draft: text,
      confidence,
      reasons,
      warning,
      upsell,
      suggestedPrice: price,
      persona,
      writer,
    },
    guardrails: { level, category, rule },
    card: draftId,
  })
}
