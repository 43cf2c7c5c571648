import type { Agencies } from '../agency/index.ts'
import type { Desk } from '../desk/index.ts'
import { Failure } from '../kernel/failure.ts'
import type { Place } from './channel-store.ts'
import type { ChannelsDeps } from './draw-card.ts'
import { beginPing, undoPing } from './ping-store.ts'
import { type PostedCard, postingsOf } from './store.ts'

export interface CardPing {
  agencyId: string
  subject: string
  /** Why, and how often it was said before: once for each, on each channel. */
  stage: string
  round: number
  operatorIds: readonly string[]
  /** One sentence of ours, without a word of a fan. */
  summary: string
  /** Where an escalated card stands whole: nobody is called to where it stands aside. */
  home: Place | null
}

/**
 * Mentions operators where a card stands, by their accounts on that desk; a channel where none of them is known stays
 * silent. At most once: it is written down before it is said, and taken back only when the desk promises that nothing
 * was said; then the task comes again.
 */
export async function pingCard(
  deps: ChannelsDeps & { agencies: Agencies },
  ping: CardPing,
): Promise<'said' | 'not posted yet'> {
  const { ground, desks, agencies } = deps
  const accounts = await agencies.accounts(ping.agencyId)
  const standing = await postingsOf(ground.database, ping.agencyId, ping.subject)
  const postings = standing.filter(
    ({ desk, channel }) => !ping.home || (desk === ping.home.desk && channel === ping.home.channel),
  )
  let missing = false
  for (const posting of postings) {
    const desk = desks.find(({ name }) => name === posting.desk)
    const its = accounts.filter((each) => each.desk === posting.desk && ping.operatorIds.includes(each.operatorId))
    if (!desk?.ping || its.length === 0) continue
    if (posting.ref === null) missing = true
    else
      await say(
        deps,
        desk,
        { ...posting, ref: posting.ref },
        ping,
        its.map(({ externalId }) => externalId),
      )
  }
  return missing ? 'not posted yet' : 'said'
}

async function say(
  { ground }: ChannelsDeps,
  desk: Desk,
  { id: postingId, channel, ref }: PostedCard & { ref: string },
  { agencyId, subject, stage, round, summary }: CardPing,
  accounts: readonly string[],
): Promise<void> {
  const { database, clock } = ground
  const named = { postingId, stage, round }
  if (!(await database.transaction('begin-ping', (sql) => beginPing(sql, agencyId, named, clock.now())))) return
  try {
    await desk.ping?.({ agencyId, postingId, channel, subject }, ref, { accounts, summary })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    // Whatever else went wrong, it may have been said: being called twice would teach people not to listen.
    if (error.code !== 'desk_slow_down') return
    await database.transaction('undo-ping', (sql) => undoPing(sql, agencyId, named))
    throw error
  }
}
