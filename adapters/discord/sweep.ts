import type { Clock } from '../../src/kernel/clock.ts'
import { isPosting, snowflakeAt } from './desk.ts'
import type { Rest } from './rest.ts'

export interface SweepDeps {
  clock: Clock
  rest: Rest
  postedOn(agencyId: string, channel: string, since: Date): Promise<{ id: string; ref: string | null }[]>
}

/** Extras come from postings with an unknown outcome, which are tried again within hours. */
const LOOKS_BACK_MS = 24 * 60 * 60_000
const PAGES_MAX = 20

/** Removes what stands twice: a posting whose kept reference is another message. One that isn't kept yet is left alone. */
export async function sweepChannel(
  { clock, rest, postedOn }: SweepDeps,
  agencyId: string,
  channel: string,
): Promise<void> {
  const since = clock.now().getTime() - LOOKS_BACK_MS
  const posted = (await postedOn(agencyId, channel, new Date(since))).filter(({ ref }) => ref !== null)
  const [, channelId = ''] = channel.split(':')
  if (posted.length === 0) return
  const me = await rest.me()
  let after = snowflakeAt(since)
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const messages = await rest.messagesAfter(channelId, after)
    for (const message of messages.filter(({ author }) => author.id === me)) {
      const own = posted.find(({ id }) => isPosting(message, id))
      if (own && own.ref !== `${channelId}:${message.id}`) await rest.remove(channelId, message.id)
    }
    if (messages.length < 100) return
    after = messages
      .map(({ id }) => BigInt(id))
      .reduce((a, b) => (a > b ? a : b))
      .toString()
  }
}
