import { createHash } from 'node:crypto'
import type { InTransaction } from '../database/sql.ts'
import type { Card, ChannelVerdict, Desk, DeskName } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { Failure } from '../kernel/failure.ts'
import { newId } from '../kernel/ids.ts'
import type { Place } from './channel-store.ts'
import { hideTexts, withoutTexts } from './hide-texts.ts'
import { oweThreads } from './owe-drawings.ts'
import { ensurePostings, markDrawn, markGone, markNotPosted, type PostedCard } from './store.ts'
import { channelSeen, lookAtChannel } from './watch-channels.ts'

export interface ChannelsDeps {
  ground: Ground
  desks: readonly Desk[]
}

export interface DrawnCard {
  agencyId: string
  subject: string
  /** Null: on no creator's channels. */
  creatorId: string | null
  card: Card
  /** It still asks for something: where it was missed because a channel was gone, it is made up for. */
  waits: boolean
  /** Of an escalated card: the channel where it stands whole, on all desks but the web it is shown aside elsewhere. */
  escalated?: { home: Place; aside: Card /** Aside also where nothing of it stands yet. */; announce: boolean }
}

/** A creator's cards go to at most so many channels. */
const CHANNELS_MAX = 16

/**
 * Posts a card to every channel bound to its creator, or draws it anew where it stands already: the same call for both,
 * so a card that was interrupted between posting and recording is found or drawn again rather than lost. An equal card is
 * not drawn twice. Where strangers may read, texts are hidden. `commit` ends the task once every desk has it; a desk that
 * is away makes the whole task come again, and those that had it are skipped then.
 */
export async function drawCard(deps: ChannelsDeps, drawn: DrawnCard, commit: InTransaction): Promise<void> {
  const { database, clock } = deps.ground
  const { agencyId } = drawn
  const byName = new Map<DeskName, Desk>(deps.desks.map((desk) => [desk.name, desk]))
  const ids = Array.from({ length: CHANNELS_MAX }, () => newId(clock))
  const home = drawn.escalated?.home ?? null
  const to = { ...drawn, home, onBound: drawn.escalated?.announce ?? true }
  const postings = await database.transaction('begin-posting', (sql) =>
    ensurePostings(sql, agencyId, to, ids, clock.now()),
  )
  let failure: unknown = null
  for (const posting of postings) {
    const desk = byName.get(posting.desk)
    if (!desk) continue
    try {
      if (!(await drawOn(deps, desk, posting, drawn)))
        await database.transaction('record-posting', (sql) => markGone(sql, agencyId, posting.id, clock.now()))
    } catch (error) {
      failure = error // the other channels still get theirs
    }
  }
  if (failure !== null) throw failure
  const threaded = postings.some(({ desk }) => byName.get(desk)?.thread)
  await commit('end-posting', async (sql) => {
    if (threaded) await oweThreads(deps.ground, sql, agencyId, drawn.subject)
  })
}

/** False when its message or channel is gone. */
async function drawOn(deps: ChannelsDeps, desk: Desk, posting: PostedCard, drawn: DrawnCard): Promise<boolean> {
  const { ground } = deps
  const { agencyId } = drawn
  const seen = await channelSeen(ground, desk, agencyId, posting.channel)
  if (seen.verdict === 'gone') return false
  try {
    await drawSeen(deps, desk, posting, drawn, seen)
    return true
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'desk_gone') throw error
    // The message alone, or the whole channel since it was looked at: what else was to go there must know.
    await lookAtChannel(ground, desk, agencyId, posting.channel)
    return false
  }
}

async function drawSeen(
  { ground }: ChannelsDeps,
  desk: Desk,
  posting: PostedCard,
  drawn: DrawnCard,
  seen: ChannelVerdict,
): Promise<void> {
  const { agencyId } = drawn
  const whole = cardOn(posting, drawn)
  const card = seen.verdict === 'safe' ? whole : hidden(desk, whole, drawn.subject, seen.why)
  const drawnHash = hashOf(card)
  if (posting.drawnHash === drawnHash) return
  const place = { agencyId, postingId: posting.id, channel: posting.channel, subject: posting.subject }
  const found = posting.ref ?? (posting.unsure ? ((await desk.find?.(place)) ?? null) : null)
  const ref = found ?? (await post(ground, desk, place, card))
  if (found !== null) await desk.update(place, found, card)
  const sure = !posting.unsure
  await ground.database.transaction('record-posting', (sql) =>
    markDrawn(sql, agencyId, { id: posting.id, ref, drawnHash, sure }, ground.clock.now()),
  )
}

const hidden = (desk: Desk, card: Card, subject: string, why: string): Card =>
  desk.hidesPrivately ? withoutTexts(card, why) : hideTexts(card, subject, why)

/** What a channel shows of a card. The web desk has one queue, so everything stands whole there. */
function cardOn({ desk, channel }: Place, { card, escalated }: DrawnCard): Card {
  if (!escalated || desk === 'web') return card
  const { home, aside } = escalated
  return desk === home.desk && channel === home.channel ? card : aside
}

async function post(ground: Ground, desk: Desk, place: Parameters<Desk['post']>[0], card: Card): Promise<string> {
  try {
    return await desk.post(place, card)
  } catch (error) {
    if (error instanceof Failure && error.code === 'desk_slow_down')
      await ground.database.transaction('record-posting', (sql) => markNotPosted(sql, place.agencyId, place.postingId))
    throw error
  }
}

export const hashOf = (card: Card): string => createHash('sha256').update(JSON.stringify(card)).digest('base64url')
