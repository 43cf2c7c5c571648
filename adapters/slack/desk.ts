import type { WebClient } from '@slack/web-api'
import type { Card, Desk, Posting } from '../../src/desk/index.ts'
import { Failure } from '../../src/kernel/failure.ts'
import type { Pace } from '../../src/kernel/pace.ts'
import { lookAtChannel } from './channel-safety.ts'
import { type Clients, calling } from './client.ts'
import type { SlackPictures } from './pictures.ts'
import { pingInThread } from './ping.ts'
import { parsePlaceName, type SlackPlace } from './place.ts'
import { renderCard } from './render-card.ts'

/** In a message's metadata, by which an own posting is found again: the card's, and what stands under it. */
const CARD = 'huntaze_card'
const THREAD = 'huntaze_thread'
/** Slack gives at most so many at once, to some apps only fifteen. */
const PAGE = 100
const PAGES_MAX = 5
/** Clocks of Slack and ours differ by less. */
const MARGIN_MS = 60_000

export interface SlackDeskDeps {
  clients: Clients
  /** About one message a second and channel, says Slack. */
  pace: Pace
  pictures: SlackPictures
}

/** Posts and draws cards on Slack. A posting is found again by the id in its metadata. */
export function createSlackDesk({ clients, pace, pictures }: SlackDeskDeps): Desk {
  const queued = new Map<string, number>()

  /** Nothing was posted yet: who has to wait comes back after those who came before. */
  async function mayPost(key: string): Promise<void> {
    const waitMs = await pace.take(key, 1)
    if (waitMs === 0) {
      queued.delete(key)
      return
    }
    const before = queued.get(key) ?? 0
    queued.set(key, before + 1)
    const retry = { kind: 'after', retryAfterMs: waitMs + before * 1_000 } as const
    throw new Failure('desk_slow_down', 'one card a second and channel', { retry })
  }

  const at = async ({ agencyId, channel: name }: { agencyId: string; channel: string }) => {
    const place = parsePlaceName(name)
    if (!place) throw new Failure('desk_gone', `${name} is no channel of Slack`, { retry: { kind: 'never' } })
    return { ...place, client: await clients.of(agencyId, place.workspace) }
  }

  async function say(posting: Posting, card: Card, type: string, under?: string): Promise<string> {
    const { client, workspace, channel } = await at(posting)
    await mayPost(posting.channel)
    const metadata = { event_type: type, event_payload: { posting: posting.postingId } }
    const where = under === undefined ? { channel } : { channel, thread_ts: under }
    const place = { agencyId: posting.agencyId, workspace, client }
    const { ts } = await pictures.send(place, card, (held) =>
      calling(() => client.chat.postMessage({ ...where, metadata, ...quiet, ...renderCard(card, held) })),
    )
    if (ts === undefined) throw new Failure('desk_away', 'Slack named no message')
    return ts
  }

  async function removeExtras(posting: Posting, keep: string, own: typeof cardsOf): Promise<number> {
    const { client, ...place } = await at(posting)
    const extras = (await own(client, place, posting)).filter((ts) => ts !== keep)
    for (const ts of extras) await calling(() => client.chat.delete({ channel: place.channel, ts }))
    return extras.length
  }

  return {
    name: 'slack',
    thread: {
      post: (posting, ref, card) => say(posting, card, THREAD, ref),
      async find(posting, ref) {
        const { client, ...place } = await at(posting)
        return (await threadsOf(client, place, posting, ref))[0] ?? null
      },
      removeExtras: (posting, ref, keep) =>
        removeExtras(posting, keep, (client, place) => threadsOf(client, place, posting, ref)),
    },
    post: (posting, card) => say(posting, card, CARD),
    async update(posting, ref, card) {
      const { client, workspace, channel } = await at(posting)
      // The metadata stays where none is given.
      await pictures.send({ agencyId: posting.agencyId, workspace, client }, card, (held) =>
        calling(() => client.chat.update({ channel, ts: ref, ...plainText, ...renderCard(card, held) })),
      )
    },
    async find(posting) {
      const { client, ...place } = await at(posting)
      return (await cardsOf(client, place, posting))[0] ?? null
    },
    removeExtras: (posting, ref) => removeExtras(posting, ref, cardsOf),
    async ping(posting, ref, ping) {
      const { client, ...place } = await at(posting)
      await mayPost(posting.channel)
      await pingInThread(client, place, ref, ping)
    },
    async lookAt(place) {
      const { client, workspace, channel } = await at(place)
      return lookAtChannel(client, workspace, channel)
    },
  }
}

const plainText = { parse: 'none', link_names: false } as const
const quiet = { ...plainText, mrkdwn: false, unfurl_links: false, unfurl_media: false } as const

type History = (cursor: string | undefined) => Promise<{
  messages?: { ts?: string; metadata?: { event_type?: string; event_payload?: unknown } }[]
  response_metadata?: { next_cursor?: string }
}>

/** Messages that carry this posting's id, the oldest first. */
async function ownMessages(type: string, { postingId }: Posting, history: History): Promise<string[]> {
  const found: string[] = []
  let cursor: string | undefined
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await calling(() => history(cursor))
    for (const { metadata, ts } of answer.messages ?? []) {
      const payload = metadata?.event_payload as { posting?: unknown } | undefined
      if (metadata?.event_type === type && payload?.posting === postingId && ts) found.push(ts)
    }
    cursor = answer.response_metadata?.next_cursor
    if (!cursor) break
  }
  return found.sort()
}

/** On the channel itself. A posting's id tells when it began. */
function cardsOf(client: WebClient, { channel }: SlackPlace, posting: Posting): Promise<string[]> {
  const began = Number.parseInt(posting.postingId.replaceAll('-', '').slice(0, 12), 16)
  const oldest = String((began - MARGIN_MS) / 1_000)
  const all = { channel, include_all_metadata: true, limit: PAGE }
  return ownMessages(CARD, posting, (cursor) =>
    client.conversations.history({ ...all, ...(cursor ? { cursor } : { oldest }) }),
  )
}

/** Under a card. */
function threadsOf(client: WebClient, { channel }: SlackPlace, posting: Posting, ts: string): Promise<string[]> {
  const all = { channel, ts, include_all_metadata: true, limit: PAGE }
  return ownMessages(THREAD, posting, (cursor) => client.conversations.replies({ ...all, ...(cursor && { cursor }) }))
}
