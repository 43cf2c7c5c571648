import type { Channels } from '../../src/channels/index.ts'
import type { Card, DrawPicture, Gate, Identity } from '../../src/desk/index.ts'
import type { Guilds } from './guilds.ts'
import type { Interaction } from './interaction.ts'
import type { Reply } from './reply.ts'
import type { Rest } from './rest.ts'

export interface Log {
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface HandleDeps {
  rest: Rest
  guilds: Guilds
  gate: Gate
  draw: DrawPicture
  channels: Pick<Channels, 'seen' | 'wasHandled' | 'noteHandled' | 'changed'>
  /** Who this person is in the agency; null when nobody linked them. */
  whoIs(identity: Identity): Promise<object | null>
  /** A posted card as it stands now; null when there is none. */
  cardOf(agencyId: string, subject: string): Promise<Card | null>
  /** Goes before every command's name. */
  prefix: string
  log: Log
  /** A form must be opened within three seconds: when its answer takes longer, it is opened by one more click. */
  deferAfterMs?: number
}

/** One interaction with who it is and where. */
export interface Scene {
  interaction: Interaction
  reply: Reply
  identity: Identity
  agencyId: string
  mayShow: boolean
}
