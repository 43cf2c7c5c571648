import type { WebClient } from '@slack/web-api'
import type { Ping } from '../../src/desk/index.ts'
import { calling } from './client.ts'
import { escapeEntities } from './escape.ts'
import type { SlackPlace } from './place.ts'

/** Mentions people in the card's thread; only accounts of the channel's own workspace can be. */
export async function pingInThread(
  client: WebClient,
  { workspace, channel }: SlackPlace,
  ts: string,
  { accounts, summary }: Ping,
): Promise<void> {
  const users = accounts.flatMap((account) => {
    const [team, user] = account.split(':')
    return team === workspace && user !== undefined && /^[A-Z0-9]{1,30}$/.test(user) ? [`<@${user}>`] : []
  })
  if (users.length === 0) return
  const text = `${users.join(' ')} ${escapeEntities(summary)}`
  const quiet = { link_names: false, unfurl_links: false, unfurl_media: false }
  await calling(() => client.chat.postMessage({ channel, thread_ts: ts, text, ...quiet }))
}
