import type { InTransaction } from '../database/sql.ts'
import type { Card, Desk, Posting } from '../desk/index.ts'
import { Failure } from '../kernel/failure.ts'
import type { Place } from './channel-store.ts'
import { type ChannelsDeps, hashOf } from './draw-card.ts'
import { beginThread, markThread, type ThreadedCard, threadedCards, undoThread } from './thread-store.ts'
import { channelSeen } from './watch-channels.ts'
import { words } from './words.ts'

/** What stands under the cards of one subject. */
export interface DrawnThread {
  agencyId: string
  subject: string
  /** Null when there is nothing to show, or no longer: what stands there is taken out. */
  card: Card | null
  /** Of an escalated card: the only channel where anything of it stands under it; null for all of them. */
  home: Place | null
}

/**
 * Draws the message under each card, or takes its texts out: where strangers may read, and where the card went elsewhere.
 * By the same means as cards: an equal one is not drawn twice, one with an unknown outcome is found again, a desk that is
 * away makes the task come again.
 */
export async function drawThreads(deps: ChannelsDeps, drawn: DrawnThread, commit: InTransaction): Promise<void> {
  const { agencyId } = drawn
  let failure: unknown = null
  for (const posted of await threadedCards(deps.ground.database, agencyId, drawn.subject)) {
    const desk = deps.desks.find(({ name }) => name === posted.desk)
    if (!desk?.thread) continue
    try {
      await drawUnder(deps, desk, posted, drawn)
    } catch (error) {
      failure = error // the other channels still get theirs
    }
  }
  if (failure !== null) throw failure
  await commit('end-threads', async () => {})
}

async function drawUnder(deps: ChannelsDeps, desk: Desk, posted: ThreadedCard, drawn: DrawnThread): Promise<void> {
  const { ground } = deps
  const { agencyId, home } = drawn
  const seen = await channelSeen(ground, desk, agencyId, posted.channel)
  if (seen.verdict === 'gone') return
  const isHome = home === null || (home.desk === posted.desk && home.channel === posted.channel)
  const shown = isHome && seen.verdict === 'safe' ? drawn.card : null
  if (shown === null && posted.threadRef === null) return
  const card = shown ?? taken(seen.verdict === 'unsafe' ? words.hidden(seen.why) : words.textsRemoved)
  const threadHash = hashOf(card)
  if (posted.threadHash === threadHash) return
  const { postingId, channel, subject, ref } = posted
  const place = { agencyId, postingId, channel, subject }
  const { threadRef, sure } = await orGone(posted, () => standing(deps, desk, { place, ref }, posted, card))
  const drawnNow = { postingId, threadRef, threadHash, sure }
  await ground.database.transaction('record-thread', (sql) => markThread(sql, agencyId, drawnNow, ground.clock.now()))
}

const taken = (line: string): Card => ({
  tone: 'quiet',
  title: words.thread,
  summary: words.thread,
  body: [{ kind: 'context', items: [line] }],
})

interface Standing {
  threadRef: string | null
  sure: boolean
}

/** Somebody deleted it, or the card above it: then nothing is drawn until there is something else to show. */
async function orGone({ threadRef }: ThreadedCard, draw: () => Promise<Standing>): Promise<Standing> {
  try {
    return await draw()
  } catch (error) {
    if (error instanceof Failure && error.code === 'desk_gone') return { threadRef, sure: true }
    throw error
  }
}

async function standing(
  { ground }: ChannelsDeps,
  desk: Desk,
  { place, ref }: { place: Posting; ref: string },
  { threadRef }: ThreadedCard,
  card: Card,
): Promise<Standing> {
  const { agencyId, postingId } = place
  const { database, clock } = ground
  if (threadRef !== null) {
    await desk.update(place, threadRef, card)
    return { threadRef, sure: true }
  }
  const isFirst = await database.transaction('begin-thread', (sql) =>
    beginThread(sql, agencyId, postingId, clock.now()),
  )
  const found = isFirst ? null : ((await desk.thread?.find(place, ref)) ?? null)
  if (found !== null) {
    await desk.update(place, found, card)
    return { threadRef: found, sure: false }
  }
  try {
    return { threadRef: (await desk.thread?.post(place, ref, card)) ?? null, sure: isFirst }
  } catch (error) {
    if (error instanceof Failure && error.code === 'desk_slow_down' && isFirst)
      await database.transaction('record-thread', (sql) => undoThread(sql, agencyId, postingId))
    throw error
  }
}
