import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Sql } from '../database/sql.ts'
import type { Fan } from '../fans/index.ts'
import type { Conversation, Turn } from '../inbox/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Persona } from '../personas/index.ts'
import { type AskedDraft, type AskedRow, askedBefore, insertAsked } from './asked-store.ts'
import { openDraft } from './draft-reply.ts'
import { type DraftingDeps, type Gathered, gatherTurn } from './gather.ts'
import { type Proposed, propose } from './propose.ts'
import { stopAsked } from './stop-asked.ts'
import { emptyConversation, NOBODY, strangerOf } from './stranger.ts'

/** As long as a fan's message may be. */
export const MESSAGE_MAX = 10_000

/** A question for a draft beside the cards; a fan of whom nothing is said is one of whom nothing is known. */
export const Question = z.strictObject({
  creator: z.uuid(),
  fan: z.uuid().optional(),
  conversation: z.uuid().optional(),
  message: z.string().trim().min(1).max(MESSAGE_MAX),
  /** A version; without it the persona that writes now. */
  persona: z.int().min(0).optional(),
  /** Make it the conversation's card: then the message is the one that waits there. */
  card: z.boolean().default(false),
})
export type Question = z.output<typeof Question>

export type Asked =
  | { kind: 'asked'; asked: AskedDraft }
  | { kind: 'unknown'; what: 'creator' | 'fan' | 'conversation' | 'persona' }
  /** No card can be made of it: nothing waits, another message waits, or the card is there. */
  /** The request key stood on another question before. */
  | { kind: 'other-question' }
  | { kind: 'no-card'; why: 'nothing-waits' | 'another-message' | 'has-card' }

export interface Asker {
  by: AskedRow['by']
  /** The same one again is answered as before. */
  requestKey: string | null
}

/**
 * Judges and drafts as for a card, and logs it. Opens a card only when asked to, or where a known fan's words are level 4:
 * that freezes them and calls an admin as a received message does. Nothing is sent from here.
 * Rejects with `Failure` when the writer is away.
 */
export async function askDraft(
  deps: DraftingDeps,
  agencyId: string,
  question: Question,
  asker: Asker,
  signal: AbortSignal,
): Promise<Asked> {
  const { by, requestKey } = asker
  const before = async () =>
    requestKey === null ? null : askedBefore(deps.ground.database, agencyId, by.id, requestKey)
  const known = await before()
  if (known) return again(known, question)
  const asked = await draftFor(deps, agencyId, question, asker, signal)
  // The same request at the same time: the card that is in its way is its own.
  const meanwhile = asked.kind === 'no-card' ? await before() : null
  return meanwhile ? again(meanwhile, question) : asked
}

async function draftFor(
  deps: DraftingDeps,
  agencyId: string,
  question: Question,
  asker: Asker,
  signal: AbortSignal,
): Promise<Asked> {
  const { database } = deps.ground
  const found = await find(deps, agencyId, question)
  if ('kind' in found) return found
  const gathered = await gatherTurn(deps, agencyId, found)
  if (!gathered) return { kind: 'unknown', what: 'fan' }
  if (question.card && gathered.unsettled.length > 0) return { kind: 'no-card', why: 'has-card' }
  const proposed = await propose(gathered, deps.writer, { attempt: 0, variant: null }, signal)
  return database.transaction('ask-draft', (sql) => log(deps, sql, agencyId, question, asker, gathered, proposed))
}

async function log(
  deps: DraftingDeps,
  sql: Sql,
  agencyId: string,
  question: Question,
  { by, requestKey }: Asker,
  gathered: Gathered,
  proposed: Proposed,
): Promise<Asked> {
  const { clock, facts } = deps.ground
  const draftId = question.card
    ? await openDraft(deps, sql, agencyId, gathered, proposed, 0)
    : await stopAsked(deps, sql, gathered, proposed)
  if (question.card && draftId === null) return { kind: 'no-card', why: 'has-card' }
  const at = clock.now()
  const asked = answerOf(newId(clock), question, gathered, proposed, draftId)
  const known = (id: string): string | null => (id === NOBODY ? null : id)
  const [fanId, conversationId] = [known(gathered.fan.id), known(gathered.conversation.id)]
  const row = { creatorId: gathered.creator.id, fanId, conversationId, by, requestKey, at }
  if (!(await insertAsked(sql, agencyId, row, asked)) && requestKey !== null) {
    const first = await askedBefore(sql, agencyId, by.id, requestKey)
    if (first) return again(first, question)
  }
  const { outcome, level, rule, writer, persona } = asked
  const data = {
    outcome,
    level,
    rule,
    writer,
    personaVersion: persona.version,
    creatorId: row.creatorId,
    fanId,
    draftId,
  }
  await facts.record(sql, [{ agencyId, name: 'draft.asked', subject: asked.id, by, data, at }])
  return { kind: 'asked', asked }
}

/** What was answered under this key, if it was this question; one from before questions were kept counts as this one. */
const again = (before: AskedDraft, question: Question): Asked =>
  (before.question ?? hashOf(before.id, question)) === hashOf(before.id, question)
    ? { kind: 'asked', asked: before }
    : { kind: 'other-question' }

/** Tells questions apart and says nothing of their words: the id is the salt. */
function hashOf(id: string, { creator, fan, conversation, message, persona, card }: Question): string {
  const said = JSON.stringify([id, creator, fan, conversation, message, persona, card])
  return createHash('sha256').update(said).digest('base64url')
}

function answerOf(
  id: string,
  question: Question,
  { persona, creator }: Gathered,
  proposed: Proposed,
  draftId: string | null,
): AskedDraft {
  const { outcome, level, category, rule, text, confidence, reasons, warning, upsell, writer, price, asset } = proposed
  const { name, version } = persona
  const suggested = price && {
    minor: price.priceMinor,
    currency: creator.currency,
    floorMinor: price.floorMinor,
    ceilingMinor: price.ceilingMinor,
    assetId: asset?.id ?? null,
  }
  return {
    ...{ id, outcome, level, category, rule, text, confidence, reasons, warning, upsell, writer, draftId },
    price: suggested,
    question: hashOf(id, question),
    persona: { name, version },
  }
}

interface Found {
  conversation: Conversation
  turn: Turn
  stranger?: Fan
  persona?: Persona
}

async function find(deps: DraftingDeps, agencyId: string, question: Question): Promise<Found | Asked> {
  const sql = deps.ground.database
  const { creator: creatorId, persona: version } = question
  if (!(await deps.agencies.creator(sql, agencyId, creatorId))) return { kind: 'unknown', what: 'creator' }
  const persona = version ? await deps.personas.version(sql, agencyId, creatorId, version) : undefined
  if (persona === null) return { kind: 'unknown', what: 'persona' }
  const whom = await findFan(deps, agencyId, question)
  if ('kind' in whom) return whom
  const turn = question.card ? await waiting(deps, agencyId, whom.conversation, question.message) : null
  if (turn && 'kind' in turn) return turn
  return { ...whom, turn: turn ?? turnOf(deps, whom.conversation, question.message), ...(persona && { persona }) }
}

async function findFan(
  deps: DraftingDeps,
  agencyId: string,
  { creator: creatorId, fan: fanId, conversation: conversationId }: Question,
): Promise<Pick<Found, 'conversation' | 'stranger'> | Asked> {
  const sql = deps.ground.database
  if (conversationId !== undefined) {
    const conversation = await deps.inbox.conversation(sql, agencyId, conversationId)
    const isTheirs = conversation?.creatorId === creatorId && (fanId ?? conversation.fanId) === conversation.fanId
    return conversation && isTheirs ? { conversation } : { kind: 'unknown', what: 'conversation' }
  }
  if (fanId === undefined) return strangerOf(deps, creatorId)
  const fan = await deps.fans.fan(sql, agencyId, fanId)
  if (fan?.creatorId !== creatorId) return { kind: 'unknown', what: 'fan' }
  const conversation = await deps.inbox.ofFan(sql, agencyId, fanId)
  return { conversation: conversation ?? { ...emptyConversation(creatorId), fanId, accountId: fan.accountId } }
}

/** The words as if the fan had just written them. */
function turnOf({ ground }: DraftingDeps, { inboundSeq }: Conversation, text: string): Turn {
  const [seq, at] = [inboundSeq + 1, ground.clock.now()]
  return { fromSeq: seq, toSeq: seq, messageId: newId(ground.clock), at, messages: [{ seq, text, at }], deleted: [] }
}

/** The turn that waits in a conversation, if its newest message is this one. */
async function waiting(
  { ground, inbox }: DraftingDeps,
  agencyId: string,
  conversation: Conversation,
  message: string,
): Promise<Turn | Asked> {
  const turn = conversation.id === NOBODY ? null : await inbox.turn(ground.database, agencyId, conversation, true)
  if (!turn) return { kind: 'no-card', why: 'nothing-waits' }
  return turn.messages.at(-1)?.text.trim() === message ? turn : { kind: 'no-card', why: 'another-message' }
}
