import { z } from 'zod'
import { Failure } from '../../src/kernel/failure.ts'
import { calling } from './client.ts'
import { homeOf } from './installed-at.ts'
import { admit, type Listening } from './listening.ts'
import { placeName } from './place.ts'
import type { Person } from './receive.ts'
import { words } from './words.ts'

/** What a person wrote under a message. What it says is nobody's business here: it is neither read nor kept. */
export interface Note {
  person: Person
  channel: string
  /** The message that it stands under. */
  under: string
}

/** As Slack tells of it; a bot's messages, ours too, and what is told of an older one have another shape. */
const Written = z.object({
  type: z.literal('message'),
  subtype: z.enum(['file_share', 'thread_broadcast']).optional(),
  bot_id: z.undefined().optional(),
  user: z.string(),
  team: z.string().optional(),
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string(),
})

/** Null for what is no note of a person under another message. */
export function readNote(event: unknown, workspace: string): Note | null {
  const parsed = Written.safeParse(event)
  if (!parsed.success || parsed.data.ts === parsed.data.thread_ts) return null
  const { user, team, channel, thread_ts: under } = parsed.data
  return { person: { workspace, user, home: homeOf(workspace, team) }, channel, under }
}

/** Tells an operator who is the first to write under a card that nobody else reads it. Once, however often Slack says so. */
export async function answerNote(listening: Listening, { person, channel, under }: Note): Promise<void> {
  const { house, clients } = listening
  const admitted = await admit(listening, person)
  if ('answer' in admitted) return
  const { agencyId } = admitted
  const place = { desk: 'slack' as const, channel: placeName({ workspace: person.workspace, channel }) }
  if (!(await house.channels.noteUnder(agencyId, place, under))) return
  try {
    const client = await clients.of(agencyId, person.workspace)
    await calling(() => client.chat.postMessage({ channel, thread_ts: under, text: words.notesOnly }))
  } catch (error) {
    if (error instanceof Failure && error.code === 'desk_slow_down')
      await house.channels.forgetNote(agencyId, place, under)
    throw error
  }
}
