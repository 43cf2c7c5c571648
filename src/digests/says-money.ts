import type { DigestsDeps } from './deps.ts'
import type { Place } from './schedule-store.ts'

/**
 * Whether a card of digests says amounts at a place (null: on the creator's own channels). Chatters read wherever creators'
 * cards go, whether that is where it goes by itself or a person named it; at another place a manager has put it.
 */
export async function saysMoneyAt(
  { channels }: Pick<DigestsDeps, 'channels'>,
  agencyId: string,
  place: Place | null,
): Promise<boolean> {
  if (place === null) return false
  const bound = await channels.bindings(agencyId)
  return !bound.some(({ desk, channel }) => desk === place.desk && channel === place.channel)
}
