import type { ChannelVerdict, Desk, DeskName } from '../desk/index.ts'
import type { Ground } from '../facts/index.ts'
import { bySystem } from '../facts/index.ts'
import { Failure } from '../kernel/failure.ts'
import { goneChannels, isBound, readChannel, subjectsOn, writeChannel } from './channel-store.ts'
import { isEscalation } from './escalation-store.ts'
import { oweDrawings, oweMoving } from './owe-drawings.ts'

/** A desk tells of changes; should one be missed, a channel is looked at again after so long. */
const GOOD_FOR_MS = 60 * 60_000
/** Cards that are drawn anew when a channel changes: older ones were settled long ago. */
const REDRAWN_MAX = 200

/** Channels that are asked for at once, of those that are gone. */
const ASKED_MAX = 10

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
  const askedAt = ground.clock.now()
  const seen = await desk.lookAt({ agencyId, channel })
  const place = { desk: desk.name, channel }
  const { database, clock, facts } = ground
  const isLast = await database.transaction('see-channel', async (sql) => {
    const at = clock.now()
    const change = await writeChannel(sql, agencyId, place, seen, askedAt)
    if (!change?.isNews) return change !== null
    const { wasGone } = change
    const data = { ...place, verdict: seen.verdict }
    await facts.record(sql, [{ agencyId, name: 'channel.seen', subject: channel, by: bySystem(desk.name), data, at }])
    // Cards that a manager must see go elsewhere while their channel is gone.
    if (wasGone !== (seen.verdict === 'gone') && (await isEscalation(sql, agencyId, place)))
      await oweMoving(ground, sql, agencyId, 'channel.seen')
    if (seen.verdict === 'gone') return true
    const subjects = await subjectsOn(sql, agencyId, place, { most: REDRAWN_MAX, missed: wasGone })
    await oweDrawings(ground, sql, agencyId, 'channel.seen', subjects)
    return true
  })
  return isLast ? seen : ((await readChannel(database, agencyId, place))?.seen ?? seen)
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

/** Asks again for channels that are gone, once an hour: a desk may have told of their return while nobody listened. */
export async function askForGone(ground: Ground, desks: readonly Desk[]): Promise<void> {
  const before = new Date(ground.clock.now().getTime() - GOOD_FOR_MS)
  for (const { agencyId, ...place } of await goneChannels(ground.database, before, ASKED_MAX)) {
    const desk = desks.find(({ name }) => name === place.desk)
    try {
      if (desk) await lookAtChannel(ground, desk, agencyId, place.channel)
    } catch (error) {
      // A desk that is away is asked with the next tick.
      if (!(error instanceof Failure)) throw error
    }
  }
}
