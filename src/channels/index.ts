/**
 * Which channels show a creator's cards, and the cards posted there. Leaves to each desk how a card is drawn, and to
 * the slices what is on it.
 */
import type { InTransaction, Sql } from '../database/sql.ts'
import type { DeskName } from '../desk/index.ts'
import { bySystem } from '../facts/index.ts'
import { type ChannelsDeps, type DrawnCard, drawCard } from './draw-card.ts'
import { insertBinding, postingsOf, sharesChannel } from './store.ts'

export type { DrawnCard } from './draw-card.ts'

export type Channels = ReturnType<typeof createChannels>

export function createChannels(deps: ChannelsDeps) {
  const { database, clock, facts } = deps.ground
  return {
    /** Shows a creator's cards on a channel from now on. Binding twice changes nothing. */
    async bind(binding: { agencyId: string; creatorId: string; desk: DeskName; channel: string }): Promise<void> {
      const { agencyId, ...place } = binding
      await database.transaction('bind-channel', async (sql) => {
        const at = clock.now()
        await insertBinding(sql, agencyId, place, at)
        const data = { desk: place.desk, channel: place.channel }
        await facts.record(sql, [
          { agencyId, name: 'channel.bound', subject: place.creatorId, by: bySystem('setup'), data, at },
        ])
      })
    },
    draw: (drawn: DrawnCard, commit: InTransaction) => drawCard(deps, drawn, commit),
    /** Part: whether a card of this creator must say whom it is to. */
    sharesChannel,
    postings: (sql: Sql, agencyId: string, subject: string) => postingsOf(sql, agencyId, subject),
  }
}
