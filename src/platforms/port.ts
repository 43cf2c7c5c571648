import type { Money } from '../kernel/money.ts'

/** An approved reply as a platform gets it. `deliveryId` stays the same over attempts: platforms that deduplicate use it. */
export interface OutgoingReply {
  agencyId: string
  deliveryId: string
  accountExternalId: string
  fanExternalId: string
  text: string
  price: Money | null
  assetIds: string[]
}

/**
 * `sent`: the platform has it. `refused`: it said no, and nothing was sent. `unknown`: nobody can say (a timeout, a
 * lost connection); the program never tries that again by itself.
 */
export type SendOutcome =
  | { kind: 'sent'; externalId: string }
  | { kind: 'refused'; why: string }
  | { kind: 'unknown'; why: string }

/** A platform that faces fans. `send` is absent where the platform offers no official way: then a person sends. */
export interface Platform {
  readonly name: string
  /** How cards name it: `Fanvue`. */
  readonly title: string
  send?(reply: OutgoingReply, signal: AbortSignal): Promise<SendOutcome>
}
