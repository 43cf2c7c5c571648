import type { Place } from './channel-store.ts'
import { parsePlace } from './commands.ts'
import type { ChannelsDeps } from './draw-card.ts'
import { lookAtChannel } from './watch-channels.ts'
import { words } from './words.ts'

/**
 * The channel that a person named as `slack:T1:C2`, looked at, for what shows the agency's figures: a sentence where nothing
 * can be posted, or where strangers may read.
 */
export async function choosePlace(
  { ground, desks }: ChannelsDeps,
  agencyId: string,
  typed: string,
): Promise<Place | string> {
  const place = parsePlace(typed)
  if (!place || place.desk === 'web') return words.noChannel(typed)
  const desk = desks.find(({ name }) => name === place.desk)
  if (!desk) return words.noDesk(place.desk)
  const seen = await lookAtChannel(ground, desk, agencyId, place.channel)
  if (seen.verdict === 'gone') return words.gone(seen.why)
  return seen.verdict === 'unsafe' ? words.strangers(seen.why) : place
}
