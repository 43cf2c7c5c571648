import type { DeskName } from './actor.ts'
import type { Card } from './card.ts'

/** One card on one channel. `postingId` is ours and stays the same over retries, so that a desk can find its own. */
export interface Posting {
  agencyId: string
  postingId: string
  channel: string
  /** What the card is about, e.g. a draft's id: desks that draw on demand use it instead of a stored picture. */
  subject: string
}

/**
 * A desk as the slices see it. Not in the contract: what a card looks like there, and who may press its buttons
 * (that is the gate's). Posting is at least once; adapters throw `Failure` with a retry decision.
 */
export interface Desk {
  readonly name: DeskName
  /** Posts and returns the desk's own reference of the message. */
  post(posting: Posting, card: Card): Promise<string>
  /** Draws an earlier posting anew. `Failure('desk_gone')` when the message or channel no longer exists. */
  update(posting: Posting, ref: string, card: Card): Promise<void>
}
