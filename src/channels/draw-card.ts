import { createHash } from 'node:crypto'
import type { InTransaction } from '../database/sql.ts'
import type { Card, Desk, DeskName } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { Failure } from '../kernel/failure.ts'
import { newId } from '../kernel/ids.ts'
import { ensurePostings, markDrawn, markGone, type PostedCard } from './store.ts'

export interface ChannelsDeps {
  ground: Ground
  desks: readonly Desk[]
}

export interface DrawnCard {
  agencyId: string
  subject: string
  creatorId: string
  card: Card
}

/** A creator's cards go to at most so many channels. */
const CHANNELS_MAX = 16

/**
 * Posts a card to every channel bound to its creator, or draws it anew where it stands already: the same call for both,
 * so a card that was interrupted between posting and recording is drawn again rather than lost. An equal card is not
 * drawn twice. `commit` ends the task once every desk has it; a desk that is away makes the whole task come again, and
 * those that had it are skipped then.
 */
export async function drawCard(
  { ground, desks }: ChannelsDeps,
  drawn: DrawnCard,
  commit: InTransaction,
): Promise<void> {
  const { database, clock } = ground
  const { agencyId } = drawn
  const byName = new Map<DeskName, Desk>(desks.map((desk) => [desk.name, desk]))
  const ids = Array.from({ length: CHANNELS_MAX }, () => newId(clock))
  const postings = await database.transaction('begin-posting', (sql) =>
    ensurePostings(sql, agencyId, drawn, ids, clock.now()),
  )
  const drawnHash = hashOf(drawn.card)
  let failure: unknown = null
  for (const posting of postings) {
    const desk = byName.get(posting.desk)
    if (!desk || posting.drawnHash === drawnHash) continue
    try {
      const ref = await drawOn(desk, posting, agencyId, drawn.card)
      await database.transaction('record-posting', (sql) =>
        markDrawn(sql, agencyId, { id: posting.id, ref, drawnHash }, clock.now()),
      )
    } catch (error) {
      if (error instanceof Failure && error.code === 'desk_gone') {
        await database.transaction('record-posting', (sql) => markGone(sql, agencyId, posting.id, clock.now()))
      } else failure = error // the other channels still get theirs
    }
  }
  if (failure !== null) throw failure
  await commit('end-posting', async () => {})
}

async function drawOn(desk: Desk, posting: PostedCard, agencyId: string, card: Card): Promise<string> {
  const place = { agencyId, postingId: posting.id, channel: posting.channel, subject: posting.subject }
  if (posting.ref === null) return desk.post(place, card)
  await desk.update(place, posting.ref, card)
  return posting.ref
}

const hashOf = (card: Card): string => createHash('sha256').update(JSON.stringify(card)).digest('base64url')
