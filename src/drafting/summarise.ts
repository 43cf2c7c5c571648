import { randomBytes } from 'node:crypto'
import type { Sql } from '../database/sql.ts'
import type { OwedTask, TaskRun } from '../facts/index.ts'
import { judge } from '../guardrails/index.ts'
import { fitSummary } from './fit-summary.ts'
import type { DraftingDeps, Gathered } from './gather.ts'
import { lookBackOn, refundedOf } from './look-back.ts'
import { readLookBack } from './look-back-store.ts'
import { readSummaryAnswer, type Spoken, summaryPrompt } from './summary-prompt.ts'
import { dropSummary, keepSummary } from './summary-store.ts'

/** After the card has been drawn: nobody waits for it. */
const AFTER_MS = 5_000
const MODEL_MS = 60_000
const ANSWER_TOKENS = 400
const READ_MAX = 400
const PURCHASES_MAX = 100

/** The task that a draft owes where a newer summary is due; none without a model, and for who objects to profiling. */
export function summaryOwed(
  { ground, model }: DraftingDeps,
  { agencyId, conversation, lookBack, score, fan }: Gathered,
): OwedTask[] {
  if (!model.connected || !lookBack?.summaryDue || score.segment === null || fan.frozenAt !== null) return []
  const input = { fact: '', subject: conversation.id, data: {} }
  const dueAt = new Date(ground.clock.now().getTime() + AFTER_MS)
  return [{ agencyId, name: 'summarise', key: conversation.id, input, dueAt, latestAt: null }]
}

/**
 * Sums up what has left a conversation's newest messages, for the cards to come. What a model writes is judged before it is
 * stored; where none answers, what is stored stays, and the next card asks again. Idempotent.
 */
export async function summarise(deps: DraftingDeps, { task, commit, signal }: TaskRun): Promise<void> {
  const { agencyId } = task
  const conversationId = task.input.subject
  const known = await readAll(deps, agencyId, conversationId)
  if (!known?.look.summaryDue) return
  const { creator, rules, look, place, refunded } = known
  const mark = randomBytes(6).toString('hex')
  const prompt = summaryPrompt(creator.name, known.messages, look.summary, mark)
  const messages = [
    { role: 'system' as const, content: prompt.system },
    { role: 'user' as const, content: prompt.user },
  ]
  const question = { agencyId, task: 'summaries' as const, subject: conversationId, maxTokens: ANSWER_TOKENS }
  const limit = AbortSignal.any([signal, AbortSignal.timeout(MODEL_MS)])
  const asked = await deps.model.ask({ ...question, messages, temperature: 0.2, json: true }, limit)
  signal.throwIfAborted()
  if (asked.kind === 'unavailable') return
  // What can't be used is stored as nothing: asked again at once it would cost the same for the same.
  const text = fitSummary(readSummaryAnswer(asked.text, mark) ?? '', rules)
  const stored = { untilAt: place.untilAt, untilId: place.untilId, messages: place.messages, refunded, text }
  await commit('keep-summary', async (sql) => {
    // Deleted while the model wrote: what it read must not stay.
    const standing = await deps.inbox.older(sql, agencyId, conversationId, { at: place.untilAt, id: place.untilId }, [])
    if (standing.messages !== place.messages) return
    await keepSummary(sql, agencyId, conversationId, stored, { model: asked.model, at: deps.ground.clock.now() })
  })
}

/** Reaction to a deleted message: what was made of its words goes at once, and the next card asks for another. */
export async function forgetSummary({ task, commit }: TaskRun): Promise<void> {
  await commit('forget-summary', (sql: Sql) => dropSummary(sql, task.agencyId, task.input.subject))
}

/** Null where there is nothing to sum up, or nobody's to be. */
async function readAll(deps: DraftingDeps, agencyId: string, conversationId: string) {
  const { ground, inbox, fans, agencies, guardrails } = deps
  const sql = ground.database
  const conversation = await inbox.conversation(sql, agencyId, conversationId)
  if (!conversation) return null
  const { fanId, creatorId } = conversation
  const [fan, creator, rules, recent, purchases] = await Promise.all([
    fans.fan(sql, agencyId, fanId),
    agencies.creator(sql, agencyId, creatorId),
    guardrails.rules(sql, agencyId, creatorId),
    inbox.recent(sql, agencyId, conversationId),
    fans.purchases(sql, agencyId, fanId, PURCHASES_MAX),
  ])
  if (!fan || !creator || fan.frozenAt || fan.profilingRefusedAt) return null
  const look = await lookBackOn(deps, agencyId, conversationId, recent, purchases)
  const place = await readLookBack(sql, agencyId, conversationId)
  if (!look || !place) return null
  const older = await inbox.said(sql, agencyId, conversationId, { at: place.untilAt, id: place.untilId }, READ_MAX)
  const messages = older.map(
    ({ direction, text }): Spoken => ({ by: direction === 'inbound' ? 'fan' : 'creator', text }),
  )
  // What had to reach a person is nobody's small talk.
  const told = messages.filter(({ by, text }) => by === 'creator' || judge(text, 'fan', rules).level < 3)
  return { creator, rules, look, place, refunded: refundedOf(purchases), messages: told }
}
