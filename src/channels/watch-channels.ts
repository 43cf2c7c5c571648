import type { ChannelVerdict, Desk, DeskName } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { bySystem } from '../facts/index.ts'
import { isBound, readChannel, subjectsOn, writeChannel } from './channel-store.ts'

/** A desk tells of changes; should one be missed, a channel is looked at again after so long. */
const GOOD_FOR_MS = 60 * 60_000
/** Cards that are drawn anew when a channel changes: older ones were settled long ago. */
const REDRAWN_MAX = 200

const SAFE: ChannelVerdict = { verdict: 'safe' }

/** Whether a channel may show texts: looked at before its first card, then when it changed. */
export async function channelSeen(
  ground: Ground,
  desk: Desk,
  agencyId: string,
  channel: string,
): Promise<ChannelVerdict> {
  if (!desk.lookAt) return SAFE
  const known = await readChannel(ground.database, agencyId, { desk: desk.name, channel })
  const fresh = known !== null && ground.clock.now().getTime() - known.checkedAt.getTime() < GOOD_FOR_MS
  // What is gone is asked again each time: the bot may have been invited back.
  if (known && fresh && known.seen.verdict !== 'gone') return known.seen
  return lookAtChannel(ground, desk, agencyId, channel)
}

/** Asks the desk, and draws a channel's cards anew when it says something else than before. */
export async function lookAtChannel(
  ground: Ground,
  desk: Desk,
  agencyId: string,
  channel: string,
): Promise<ChannelVerdict> {
  if (!desk.lookAt) return SAFE
  const seen = await desk.lookAt({ agencyId, channel })
  const place = { desk: desk.name, channel }
  const { database, clock, facts } = ground
  await database.transaction('see-channel', async (sql) => {
    const at = clock.now()
    if (!(await writeChannel(sql, agencyId, place, seen, at))) return
    const data = { ...place, verdict: seen.verdict }
    await facts.record(sql, [{ agencyId, name: 'channel.seen', subject: channel, by: bySystem(desk.name), data, at }])
    if (seen.verdict === 'gone') return
    const subjects = await subjectsOn(sql, agencyId, place, REDRAWN_MAX)
    const owed = subjects.map((subject) => ({
      agencyId,
      name: 'draw-cards',
      key: subject,
      input: { fact: 'channel.seen', subject, data: {} },
      dueAt: at,
      latestAt: null,
    }))
    await facts.owe(sql, owed)
  })
  return seen
}

/** Something about a channel changed, says its desk: looked at again where cards go to it. */
export async function channelChanged(
  ground: Ground,
  desks: readonly Desk[],
  agencyId: string,
  place: { desk: DeskName; channel: string },
): Promise<void> {
  const desk = desks.find(({ name }) => name === place.desk)
  if (!desk || !(await isBound(ground.database, agencyId, place))) return
  await lookAtChannel(ground, desk, agencyId, place.channel)
}
