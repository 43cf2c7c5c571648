import type { Sql } from '../../src/database/sql.ts'
import type { Card, Desk } from '../../src/desk/index.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { Failure } from '../../src/kernel/failure.ts'
import { NO_MENTIONS, STYLE } from './components.ts'
import { markOf } from './custom-id.ts'
import type { Guilds } from './guilds.ts'
import { hideTexts } from './hide-texts.ts'
import { pingPost } from './ping.ts'
import { fallbackOf, renderCard } from './render-card.ts'
import type { Rest, SeenMessage } from './rest.ts'
import { isAgeRestricted, saveChannel } from './store.ts'

export interface DeskDeps {
  sql: Sql
  clock: Clock
  rest: Rest
  guilds: Guilds
}

/** Discord forgets a nonce after some minutes; then the channel is searched for what was posted. */
const NONCE_LASTS_MS = 60_000
/** Discord's ids begin with milliseconds since 2015. */
const EPOCH_MS = 1_420_070_400_000n
const PAGES_MAX = 10
const THREADS = new Set([10, 11, 12])

type Posting = Parameters<Desk['post']>[0]

/** The card's two marks: the chance that another card has both is one in 2⁶². */
const marksOf = (postingId: string): [number, number] => [markOf(`${postingId} card`), markOf(`${postingId} text`)]

const firstMark = (postingId: string): string => `posting:${postingId}`

/** Whether a message is the posting: its first picture says so by name, every later one by its two marks. */
export function isPosting({ components }: SeenMessage, postingId: string): boolean {
  const [outer, inner] = marksOf(postingId)
  const [top] = (components ?? []) as {
    id?: number
    components?: { id?: number; custom_id?: string; components?: { id?: number }[] }[]
  }[]
  const [first] = top?.components ?? []
  if (first?.custom_id === firstMark(postingId)) return true
  return top?.id === outer && (first?.id === inner || first?.components?.[0]?.id === inner)
}

/** The moment that an id of ours was made at: its first 48 bits are milliseconds. */
const madeAt = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)

export const snowflakeAt = (ms: number): string => String((BigInt(Math.max(ms, Number(EPOCH_MS))) - EPOCH_MS) << 22n)

/** `guild:channel`, as channels are bound. Throws where it is none: somebody bound a channel of another desk. */
function channelIdOf(channel: string): { guildId: string; channelId: string } {
  const match = /^(\d{5,25}):(\d{5,25})$/.exec(channel)
  if (match?.[1] && match[2]) return { guildId: match[1], channelId: match[2] }
  throw new Failure('desk_gone', 'A channel of Discord is bound as guild:channel.', { retry: { kind: 'never' } })
}

/** Cards on Discord. At least once: a posting with an unknown outcome is found again, an extra one is swept away later. */
export function createDesk(deps: DeskDeps): Desk {
  const { sql, clock, rest } = deps

  /** Asks Discord, before a first card: whether the channel is the agency's, and whether texts may stand there. */
  async function check({ agencyId, channel }: Posting): Promise<boolean> {
    const { guildId, channelId } = channelIdOf(channel)
    const askedAt = clock.now()
    const seen = await rest.channel(channelId)
    const owner = seen.guild_id === guildId ? await deps.guilds.agencyOf(guildId) : null
    if (owner !== agencyId) {
      throw new Failure('desk_gone', 'The channel is not in a server of this agency.', { retry: { kind: 'never' } })
    }
    const asked = THREADS.has(seen.type) && seen.parent_id ? await rest.channel(seen.parent_id) : seen
    await saveChannel(sql, agencyId, channel, asked.nsfw === true, askedAt)
    return asked.nsfw === true
  }

  async function draw(posting: Posting, message: string, card: Card, mayShow: boolean): Promise<void> {
    const { channelId } = channelIdOf(posting.channel)
    const options = { subject: posting.subject, marks: marksOf(posting.postingId) }
    const { body } = renderCard(mayShow ? card : hideTexts(card), options)
    await rest.edit(channelId, message, { ...body, content: null })
    // The channel changed while it was drawn: nobody else would draw the same card again.
    const since = await isAgeRestricted(sql, posting.agencyId, posting.channel)
    if (since !== null && since !== mayShow) await draw(posting, message, card, since)
  }

  /** Our own posting on the channel; null when it never came there. */
  async function find({ channel, postingId }: Posting): Promise<string | null> {
    const { channelId } = channelIdOf(channel)
    const me = await rest.me()
    let after = snowflakeAt(madeAt(postingId) - NONCE_LASTS_MS)
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const messages = await rest.messagesAfter(channelId, after)
      const own = messages.find((message) => message.author.id === me && isPosting(message, postingId))
      if (own) return own.id
      if (messages.length < 100) return null
      after = messages
        .map(({ id }) => BigInt(id))
        .reduce((a, b) => (a > b ? a : b))
        .toString()
    }
    return null
  }

  return {
    name: 'discord',
    async post(posting, card) {
      const mayShow = await check(posting)
      const { channelId } = channelIdOf(posting.channel)
      const isLate = clock.now().getTime() - madeAt(posting.postingId) > NONCE_LASTS_MS
      const found = isLate ? await find(posting) : null
      const message = found ?? (await rest.create(channelId, firstPost(posting, card))).id
      await draw(posting, message, card, mayShow)
      return `${channelId}:${message}`
    },
    async ping(posting, ref, ping) {
      const { guildId, channelId } = channelIdOf(posting.channel)
      const post = pingPost(guildId, ref.split(':')[1] ?? '', ping)
      if (post) await rest.point(channelId, post)
    },
    async update(posting, ref, card) {
      const mayShow = (await isAgeRestricted(sql, posting.agencyId, posting.channel)) ?? (await check(posting))
      await draw(posting, ref.split(':')[1] ?? '', card, mayShow)
    },
  }
}

/** Notifications of components v2 are empty, so a card begins as its summary and becomes a card at once. */
function firstPost({ postingId }: Posting, card: Card): Parameters<Rest['create']>[1] {
  const marker = {
    type: 2 as const,
    style: STYLE.secondary,
    label: '…',
    custom_id: firstMark(postingId),
    disabled: true,
  }
  return {
    content: fallbackOf(card),
    nonce: Buffer.from(postingId.replaceAll('-', ''), 'hex').toString('base64url'),
    enforce_nonce: true,
    allowed_mentions: NO_MENTIONS,
    components: [{ type: 1, components: [marker] }],
  }
}
