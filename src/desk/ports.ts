import type { Chart } from '../charts/index.ts'
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

/** Whether a channel may show texts; `why` is a part of a sentence: "the channel has 2 guests". */
export type ChannelVerdict = { verdict: 'safe' } | { verdict: 'unsafe' | 'gone'; why: string }

/** Who is called to a card, by the desk's own ids of them (as they are linked), and one sentence without a fan's word. */
export interface Ping {
  accounts: readonly string[]
  summary: string
}

/** One message under a card, `ref` being the card's: what the card cut, and what happened before. */
export interface Thread {
  /** Posts it and returns the desk's own reference of it, by which `update` draws it anew. Fails as a card's posting does. */
  post(posting: Posting, ref: string, card: Card): Promise<string>
  /** Looks for one whose outcome is not known; null when there is none. */
  find(posting: Posting, ref: string): Promise<string | null>
  /** Removes all but `keep`; returns how many there were. */
  removeExtras(posting: Posting, ref: string, keep: string): Promise<number>
}

/**
 * A desk as the slices see it. Not in the contract: what a card looks like there, and who may press its buttons
 * (that is the gate's). Posting is at least once; adapters throw `Failure` with a retry decision.
 */
export interface Desk {
  readonly name: DeskName
  /** Where a channel may show no texts, private answers on it may not either: such a card is opened on the web desk. */
  readonly hidesPrivately?: true
  /**
   * Posts and returns the desk's own reference of the message. `Failure('desk_slow_down')` promises that nothing was
   * posted; after any other one it may have been.
   */
  post(posting: Posting, card: Card): Promise<string>
  /** Draws an earlier posting anew. `Failure('desk_gone')` when the message or channel no longer exists. */
  update(posting: Posting, ref: string, card: Card): Promise<void>
  /** Looks for a posting whose outcome is not known; null when there is none. Without it, such a one is posted again. */
  find?(posting: Posting): Promise<string | null>
  /** Removes further messages of a posting, all but `ref`; returns how many there were. */
  removeExtras?(posting: Posting, ref: string): Promise<number>
  /**
   * Mentions people about a posting, and nobody else. `Failure('desk_slow_down')` promises that nothing was said.
   * Without it nobody is called on this desk.
   */
  ping?(posting: Posting, ref: string, ping: Ping): Promise<void>
  /** The message of ours under a card. Without it a desk shows the same privately, and nothing stands under its cards. */
  thread?: Thread
  /** Looks who may read a channel. Without it every channel is safe. */
  lookAt?(place: { agencyId: string; channel: string }): Promise<ChannelVerdict>
}

/** What a picture stands on: a desk shows the same to everybody, whatever their own screen is set to. */
export type Backdrop = 'light' | 'dark'

/** A chart as a PNG of our own drawing, for desks that can't draw; null where it can't be made: its finding stays in words. */
export type DrawPicture = (chart: Chart, on: Backdrop) => Promise<Buffer | null>
