import type { Cause, Ground } from '../facts/index.ts'
import { markBack, type Place } from './channel-store.ts'
import { oweDrawings } from './owe-drawings.ts'
import { insertBinding, missedOn } from './store.ts'

/** Cards that a channel missed and that are made up for when it is bound again: older ones were settled long ago. */
const MADE_UP_MAX = 200

/** Shows a creator's cards on a channel from now on, and what still waits of those that it missed while it was gone. */
export async function bindChannel(
  ground: Ground,
  agencyId: string,
  { creatorId, desk, channel }: Place & { creatorId: string },
  by: Cause,
): Promise<void> {
  const place = { desk, channel }
  await ground.database.transaction('bind-channel', async (sql) => {
    const at = ground.clock.now()
    await insertBinding(sql, agencyId, { creatorId, ...place }, at)
    await ground.facts.record(sql, [
      { agencyId, name: 'channel.bound', subject: creatorId, by, data: { ...place }, at },
    ])
    await markBack(sql, agencyId, place, at)
    await oweDrawings(ground, sql, agencyId, 'channel.bound', await missedOn(sql, agencyId, place, MADE_UP_MAX))
  })
}
