import { createHash } from 'node:crypto'
import type { InTransaction } from '../database/sql.ts'
import type { Card, Desk, DeskName } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { Failure } from '../kernel/failure.ts'
import { newId } from '../kernel/ids.ts'
import type { Place } from './channel-store.ts'
import { hideTexts } from './hide-texts.ts'
import { ensurePostings, markDrawn, markGone, markNotPosted, type PostedCard } from './store.ts'
import { channelSeen } from './watch-channels.ts'

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
      await drawOn(deps, desk, posting, drawn)
    } catch (error) {
      if (error instanceof Failure && error.code === 'desk_gone') {
        await database.transaction('record-posting', (sql) => markGone(sql, agencyId, posting.id, clock.now()))
      } else failure = error // the other channels still get theirs
    }
  }
  if (failure !== null) throw failure
  await commit('end-posting', async () => {})
}

async function drawOn(deps: ChannelsDeps, desk: Desk, posting: PostedCard, drawn: DrawnCard): Promise<void> {
  const { ground } = deps
  const { agencyId } = drawn
  const seen = await channelSeen(ground, desk, agencyId, posting.channel)
  if (seen.verdict === 'gone') throw new Failure('desk_gone', seen.why, { retry: { kind: 'never' } })
  const whole = cardOn(posting, drawn)
  const card = seen.verdict === 'safe' ? whole : hideTexts(whole, drawn.subject, seen.why)
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

const hashOf = (card: Card): string => createHash('sha256').update(JSON.stringify(card)).digest('base64url')
