import { isCrisisMessage } from '../approvals/index.ts'
import type { Sql } from '../database/sql.ts'
import { isAnswered, useOfOffers } from '../drafting/index.ts'
import { bySystem, type TaskRun } from '../facts/index.ts'
import { alarmsOf } from '../guardrails/index.ts'
import { Failure } from '../kernel/failure.ts'
import { judgeBeside } from '../offers/index.ts'
import type { OutgoingReply, Platform, SendOutcome } from '../platforms/index.ts'
import { type HeldDelivery, holdDelivery, markSent, move, type RepliesDeps, stop } from './end-delivery.ts'
import { beginAttempt, endAttempts } from './store.ts'
import { type NotSentWhy, words } from './words.ts'

const SEND_TIMEOUT_MS = 20_000
const BY = bySystem('hand-over')

type Begun = { kind: 'nothing' } | { kind: 'send'; platform: Platform; reply: OutgoingReply }

/**
 * Hands an approved reply to its platform, after the time for Undo: checks again under the conversation's lock, records
 * the attempt, then calls, then records the outcome. A crash between the two leaves an attempt without an end: the next
 * run sees it and calls the outcome unknown, since the platform may have it. Where a platform offers no official way to
 * send, the reply goes to a person.
 */
export async function handOver(deps: RepliesDeps, { task, commit, signal }: TaskRun): Promise<void> {
  const { agencyId } = task
  const deliveryId = task.input.subject
  const begun = await deps.ground.database.transaction('begin-hand-over', (sql) =>
    begin(deps, sql, agencyId, deliveryId),
  )
  if (begun.kind === 'nothing') return
  const outcome = await call(begun.platform, begun.reply, signal)
  await commit('end-hand-over', async (sql) => {
    const held = await holdDelivery(deps, sql, agencyId, deliveryId)
    if (held) await end(deps, sql, held, outcome)
  })
}

async function begin(deps: RepliesDeps, sql: Sql, agencyId: string, deliveryId: string): Promise<Begun> {
  const held = await holdDelivery(deps, sql, agencyId, deliveryId)
  if (!held) return { kind: 'nothing' }
  const now = deps.ground.clock.now()
  if (held.delivery.state === 'handing-over') {
    await end(deps, sql, held, { kind: 'unknown', why: words.interrupted })
    return { kind: 'nothing' }
  }
  if (held.delivery.state !== 'waiting' || held.delivery.undoUntil > now) return { kind: 'nothing' }
  const why = await whyNot(deps, sql, held)
  if (why !== null) {
    await stop(deps, sql, held, BY, why)
    return { kind: 'nothing' }
  }
  const account = await deps.platforms.account(sql, agencyId, held.delivery.accountId)
  const platform = deps.platforms.platform(account?.platform ?? '')
  if (!account || !platform.send) {
    await move(deps, sql, held, 'hand-to-person', BY)
    return { kind: 'nothing' }
  }
  await beginAttempt(sql, held.delivery, now)
  await move(deps, sql, held, 'begin', BY)
  return { kind: 'send', platform, reply: outgoing(held, account.externalId) }
}

function outgoing({ delivery, fan }: HeldDelivery, accountExternalId: string): OutgoingReply {
  const { agencyId, id, text, priceMinor, currency, assetIds } = delivery
  const price = priceMinor !== null && currency !== null ? { minor: priceMinor, currency } : null
  return {
    agencyId,
    deliveryId: id,
    accountExternalId,
    fanExternalId: fan.externalId,
    text: text ?? '',
    price,
    assetIds,
  }
}

/** What speaks against sending now; null when nothing does. */
export async function whyNot(deps: RepliesDeps, sql: Sql, held: HeldDelivery): Promise<NotSentWhy | null> {
  const { delivery, draft, fan, conversation } = held
  if (delivery.text === null) return 'erased'
  if (conversation.inboundSeq > delivery.turnToSeq) return 'wrote-again'
  if (isAnswered(draft, conversation)) return 'answered-elsewhere'
  if (fan.frozenAt && !isCrisisMessage(draft, delivery.text)) return 'frozen'
  const rules = await deps.guardrails.rulesForReply(sql, delivery.agencyId, draft)
  try {
    const { priceMinor, currency } = delivery
    const price = priceMinor === null || currency === null ? null : { minor: priceMinor, currency }
    const use = useOfOffers(draft, priceMinor)
    const standing = use && (await deps.offers.standing(sql, delivery.agencyId, use, rules.floorMinor))
    // A bundle with a part that is theirs already is sold to nobody.
    if (standing?.why === 'owned' && delivery.assetIds.length > 1) return 'owned'
    // What is said of an offer must be true when it leaves: without one that stands it is judged as if there were none.
    const beside = standing?.behind ?? null
    const verdict = judgeBeside(delivery.text, 'final', rules, { price, beside })
    if (verdict.level < 2) return null
    const alarms = alarmsOf('final', verdict.findings).filter(({ level }) => level >= 2)
    await deps.guardrails.raise(sql, draft, alarms, rules.version)
    return 'refused-by-rules'
  } catch {
    return 'check-failed'
  }
}

/** The one call. A time-out or an error that isn't a clear no leaves the outcome unknown. */
async function call(platform: Platform, reply: OutgoingReply, signal: AbortSignal): Promise<SendOutcome> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(SEND_TIMEOUT_MS)])
    const outcome = await Promise.race([platform.send?.(reply, limit), aborted(limit)])
    return outcome ?? { kind: 'unknown', why: words.noAnswer }
  } catch (error) {
    if (error instanceof Failure && error.code === 'platform_refused') return { kind: 'refused', why: error.message }
    return { kind: 'unknown', why: words.noAnswer }
  }
}

const aborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }))

async function end(deps: RepliesDeps, sql: Sql, held: HeldDelivery, outcome: SendOutcome): Promise<void> {
  const now = deps.ground.clock.now()
  const detail = outcome.kind === 'sent' ? outcome.externalId : outcome.why
  await endAttempts(sql, held.delivery, { kind: outcome.kind, detail }, now)
  if (outcome.kind === 'sent') await markSent(deps, sql, held, BY, { at: now, externalId: outcome.externalId })
  else await move(deps, sql, held, outcome.kind, BY, { why: outcome.why })
}
