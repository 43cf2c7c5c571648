import type { Ping } from '../../src/desk/index.ts'
import { escapeWords } from './escape.ts'

/** A message that points at a card and mentions these people and nobody else. */
export interface PingPost {
  content: string
  message_reference: { message_id: string; fail_if_not_exists: false }
  allowed_mentions: { parse: string[]; users: string[]; replied_user: false }
}

/** Discord allows so many in one message. */
const USERS_MAX = 100

/** Null when none of the accounts is of the channel's own server. */
export function pingPost(guildId: string, message: string, { accounts, summary }: Ping): PingPost | null {
  const users = accounts.flatMap((account) => {
    const [guild, user] = account.split(':')
    return guild === guildId && user !== undefined && /^\d{5,25}$/.test(user) ? [user] : []
  })
  if (users.length === 0) return null
  const called = users.slice(0, USERS_MAX)
  return {
    content: `${called.map((user) => `<@${user}>`).join(' ')} ${escapeWords(summary)}`.slice(0, 2_000),
    message_reference: { message_id: message, fail_if_not_exists: false },
    allowed_mentions: { parse: [], users: called, replied_user: false },
  }
}
