import type { Content } from '../content/index.ts'
import type { Ground } from '../facts/index.ts'
import type { Inbox, Message } from '../inbox/index.ts'
import { keepLookBack, offeredBefore, readLookBack, type StoredLookBack } from './look-back-store.ts'
import { notable } from './notable.ts'
import { readSummary } from './summary-store.ts'

interface LookBackDeps {
  ground: Ground
  content: Content
  inbox: Inbox
}

/** What has left the newest messages of a conversation, made of what we know ourselves: no word of the fan's. */
export interface LookBack {
  /** So many messages stand before those that a writer sees. */
  messages: number
  /** What the fan kept of what they bought, by kind. */
  bought: Record<string, number>
  /** Titles of what was offered and not bought, the newest first. */
  offered: string[]
  /** What we promised, and told of the creator; oldest first. */
  said: { text: string; at: Date }[]
  /** A model's summary that still holds, whatever has come since; null: none does. */
  summary: string | null
  /** It is time for another one. */
  summaryDue: boolean
}

/** What is older than so many messages is looked back on; they fit into a prompt, unless they are very long. */
const NEWEST = 20
/** Until so many more have left, what is kept will do: a writer sees them still. */
const STEP = 20
const SAID_MAX = 12
const OFFERED_MAX = 8
/** In one reading; what is older than this is forgotten. */
const READ_MAX = 2_000

/**
 * Null while nothing has left. Which of our messages matter is stored per conversation, up to a message, and made anew when
 * the messages before that one are no longer as many: one was deleted, came late, or went with its import. Purchases and
 * offers are read each time, so a refund counts at once.
 */
export async function lookBackOn(
  deps: LookBackDeps,
  agencyId: string,
  conversationId: string,
  recent: readonly Message[],
  purchases: readonly { kind: string; assetId: string | null; kept: boolean }[],
): Promise<LookBack | null> {
  const place = recent.length > NEWEST ? recent.at(-NEWEST) : undefined
  if (!place) return null
  const sql = deps.ground.database
  const { stored, said } = await current(deps, agencyId, conversationId, recent, place)
  const ids = await offeredBefore(sql, agencyId, conversationId, place.at, OFFERED_MAX)
  const owned = new Set(purchases.flatMap(({ assetId, kept }) => (kept && assetId ? [assetId] : [])))
  const wanted = ids.filter((id) => !owned.has(id))
  const assets = await deps.content.assets(sql, agencyId, wanted)
  const summed = await summaryNow(deps, agencyId, conversationId, stored, refundedOf(purchases))
  const bought: Record<string, number> = {}
  for (const { kind, kept } of purchases) if (kept) bought[kind] = (bought[kind] ?? 0) + 1
  return {
    messages: stored.messages,
    bought,
    offered: wanted.flatMap((id) => assets.get(id)?.title ?? []),
    said: said.flatMap(({ text, at }) => notable(text).map((sentence) => ({ text: sentence, at }))),
    ...summed,
  }
}

/** So many purchases went back: a summary from before may speak of them as bought. */
export const refundedOf = (purchases: readonly { kind: string; kept: boolean }[]): number =>
  purchases.filter(({ kind, kept }) => kind !== 'refund' && !kept).length

/** The stored summary while all that it was made from stands; one that covers less than the look-back is due for a new one. */
async function summaryNow(
  { ground, inbox }: LookBackDeps,
  agencyId: string,
  conversationId: string,
  { untilId, messages }: StoredLookBack,
  refunded: number,
): Promise<Pick<LookBack, 'summary' | 'summaryDue'>> {
  const kept = await readSummary(ground.database, agencyId, conversationId)
  if (!kept || kept.refunded !== refunded) return { summary: null, summaryDue: true }
  const isNewest = kept.untilId === untilId
  const place = { at: kept.untilAt, id: kept.untilId }
  const standing = isNewest
    ? messages
    : (await inbox.older(ground.database, agencyId, conversationId, place, [])).messages
  if (standing !== kept.messages) return { summary: null, summaryDue: true }
  return { summary: kept.text === '' ? null : kept.text, summaryDue: !isNewest }
}

/** What is stored, brought up to `place` where that is worth it, with the words that still stand. */
async function current(
  { ground, inbox }: LookBackDeps,
  agencyId: string,
  conversationId: string,
  recent: readonly Message[],
  place: Message,
) {
  const sql = ground.database
  const before = await readLookBack(sql, agencyId, conversationId)
  const older = (until: { at: Date; id: string }, ids: readonly string[]) =>
    inbox.older(sql, agencyId, conversationId, until, ids)
  const from = before && { at: before.untilAt, id: before.untilId }
  const seen = before && from ? await older(from, before.said) : null
  const isWhole = before !== null && seen?.messages === before.messages
  const since = from && recent.findIndex(({ id }) => id === from.id)
  if (before && seen && isWhole && since !== null && since >= 0 && recent.length - since < NEWEST + STEP)
    return { stored: before, said: seen.said }
  const span = { from: isWhole ? from : null, before: { at: place.at, id: place.id } }
  const ours = await inbox.ours(sql, agencyId, conversationId, span, READ_MAX)
  const kept = isWhole && seen ? seen.said : []
  const said = [...kept, ...ours.filter(({ text }) => notable(text).length > 0)].slice(-SAID_MAX)
  const { messages, seq } = await older(place, [])
  const ids = said.map(({ id }) => id)
  const stored: StoredLookBack = { untilAt: place.at, untilId: place.id, seq, messages, said: ids }
  await keepLookBack(sql, agencyId, conversationId, stored)
  return { stored, said }
}
