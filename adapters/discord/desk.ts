import type { Card, ChannelVerdict, Desk, DrawPicture } from '../../src/desk/index.ts'
import { Failure } from '../../src/kernel/failure.ts'
import { NO_MENTIONS, STYLE } from './components.ts'
import { markOf } from './custom-id.ts'
import type { Guilds } from './guilds.ts'
import { drawPictures } from './pictures.ts'
import { pingPost } from './ping.ts'
import { fallbackOf, renderCard } from './render-card.ts'
import type { Rest, SeenMessage } from './rest.ts'
import { words } from './words.ts'

export interface DeskDeps {
  rest: Rest
  guilds: Guilds
  draw: DrawPicture
}

/** Clocks of Discord and ours differ by less. */
const MARGIN_MS = 60_000
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

const snowflakeAt = (ms: number): string => String((BigInt(Math.max(ms, Number(EPOCH_MS))) - EPOCH_MS) << 22n)

/** `guild:channel`, as channels are bound. Throws where it is none: somebody bound a channel of another desk. */
function channelIdOf(channel: string): { guildId: string; channelId: string } {
  const match = /^(\d{5,25}):(\d{5,25})$/.exec(channel)
  if (match?.[1] && match[2]) return { guildId: match[1], channelId: match[2] }
  throw new Failure('desk_gone', 'A channel of Discord is bound as guild:channel.', { retry: { kind: 'never' } })
}

/** Posts and draws cards on Discord. A posting is found again by the marks that it bears. */
export function createDesk({ rest, guilds, draw: drawPicture }: DeskDeps): Desk {
  /** Of an age-restricted channel of the agency's server, or a thread there. */
  async function lookAt({ agencyId, channel }: { agencyId: string; channel: string }): Promise<ChannelVerdict> {
    try {
      const { guildId, channelId } = channelIdOf(channel)
      const seen = await rest.channel(channelId)
      const owner = seen.guild_id === guildId ? await guilds.agencyOf(guildId) : null
      if (owner !== agencyId) return { verdict: 'gone', why: words.notOurs }
      const asked = THREADS.has(seen.type) && seen.parent_id ? await rest.channel(seen.parent_id) : seen
      return asked.nsfw === true ? { verdict: 'safe' } : { verdict: 'unsafe', why: words.notRestricted }
    } catch (error) {
      if (error instanceof Failure && error.code === 'desk_gone') return { verdict: 'gone', why: words.noAccess }
      throw error
    }
  }

  async function draw(posting: Posting, message: string, card: Card): Promise<void> {
    const { channelId } = channelIdOf(posting.channel)
    const pictures = await drawPictures(drawPicture, card)
    const options = { subject: posting.subject, marks: marksOf(posting.postingId), pictures }
    await rest.edit(channelId, message, { ...renderCard(card, options).body, content: null })
  }

  /** Our own messages of this posting, the oldest first. Its id tells when it began. */
  async function ownMessages({ channel, postingId }: Posting): Promise<string[]> {
    const { channelId } = channelIdOf(channel)
    const me = await rest.me()
    const found: string[] = []
    let after = snowflakeAt(madeAt(postingId) - MARGIN_MS)
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const messages = await rest.messagesAfter(channelId, after)
      found.push(...messages.filter((each) => each.author.id === me && isPosting(each, postingId)).map(({ id }) => id))
      if (messages.length < 100) break
      after = messages
        .map(({ id }) => BigInt(id))
        .reduce((a, b) => (a > b ? a : b))
        .toString()
    }
    return found.sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
  }

  return {
    name: 'discord',
    hidesPrivately: true,
    lookAt,
    async post(posting, card) {
      const { channelId } = channelIdOf(posting.channel)
      const { id } = await rest.create(channelId, firstPost(posting, card))
      await draw(posting, id, card).catch(afterPosting)
      return `${channelId}:${id}`
    },
    async find(posting) {
      const [first] = await ownMessages(posting)
      return first === undefined ? null : `${channelIdOf(posting.channel).channelId}:${first}`
    },
    async removeExtras(posting, ref) {
      const { channelId } = channelIdOf(posting.channel)
      const extras = (await ownMessages(posting)).filter((id) => id !== messageOf(ref))
      for (const id of extras) await rest.remove(channelId, id)
      return extras.length
    },
    async ping(posting, ref, ping) {
      const { guildId, channelId } = channelIdOf(posting.channel)
      const post = pingPost(guildId, messageOf(ref), ping)
      if (post) await rest.point(channelId, post)
    },
    update: (posting, ref, card) => draw(posting, messageOf(ref), card),
  }
}

/** A reference is `channel:message`. */
const messageOf = (ref: string): string => ref.split(':')[1] ?? ''

/** It stands there as its summary by now: whatever the error says, something was posted. */
function afterPosting(error: unknown): never {
  if (error instanceof Failure && error.code === 'desk_slow_down')
    throw new Failure('desk_away', error.message, { retry: error.retry, cause: error })
  throw error
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
