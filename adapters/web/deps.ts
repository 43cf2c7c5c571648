import type { FastifyPluginCallback } from 'fastify'
import type { Card, Gate, Role } from '../../src/desk/index.ts'
import type { Refusal, ReportName, ReportReader, toCsv } from '../../src/figures/index.ts'
import type { Money } from '../../src/kernel/money.ts'

/** A card of the web desk's queue. A settled one is still shown for a while, under "Just decided". */
export interface QueueEntry {
  /** What the card is about; stays the same while the card is drawn anew. */
  subject: string
  card: Card
  settled: boolean
  at: Date
}

/** What the Cards page lists: open and just settled cards, in the order in which they are shown. */
export interface Queue {
  entries: QueueEntry[]
  /** Open cards beyond those listed. */
  more: number
}

/** How many cards are open, listed or not. */
export function waitingIn({ entries, more }: Queue): number {
  return entries.filter(({ settled }) => !settled).length + more
}

/** A card is to be drawn anew. */
export interface Change {
  agencyId: string
  subject: string
}

export interface DeskAgency {
  id: string
  name: string
}

export interface DeskOperator {
  id: string
  name: string
  role: Role
}

/** A fan to act as; `name` and the rest are for the list to choose from. */
export interface SimulatedFan {
  id: string
  name: string
  creator: string
  platform: string
  segment: string
  /** What this fan pays in; USD when absent. */
  currency?: string
}

/** What the fan sees on the platform: their own messages and what was really sent, never a draft. */
export interface SimulatedMessage {
  by: 'fan' | 'creator'
  text: string
  at: Date
  price?: Money
  asset?: { title: string }
  unlocked?: boolean
}

/** What a fan pays for, in minor units of their currency. */
export type SimulatedPurchase = { kind: 'tip' | 'ppv' | 'product'; amountMinor: number }

/** Whether it was done as the fan; `why` is a sentence for the person. */
export type Simulated = { kind: 'ok' } | { kind: 'refused'; why: string }

/** Acting as a fan, for trying out. A deed resolves when its events are in the journal, before they are applied. */
export interface Simulator {
  /** Fans of accounts that are there for trying out; no real one. */
  fans(agencyId: string): Promise<SimulatedFan[]>
  /** Empty for a fan that is not known, or real. */
  conversation(agencyId: string, fanId: string): Promise<SimulatedMessage[]>
  write(agencyId: string, fanId: string, text: string): Promise<Simulated>
  buy(agencyId: string, fanId: string, what: SimulatedPurchase): Promise<Simulated>
  subscribe(agencyId: string, fanId: string, kind: 'started' | 'renewed'): Promise<Simulated>
}

/** What the web desk needs from the rest of the house; `app.ts` hands it in. */
export interface WebDeskDeps {
  gate: Gate
  agencies(): Promise<DeskAgency[]>
  operators(agencyId: string): Promise<DeskOperator[]>
  queue(agencyId: string): Promise<Queue>
  card(agencyId: string, subject: string): Promise<QueueEntry | null>
  /** Whether a card could be about this: what can't is unknown, and no use case is asked. */
  isSubject(text: string): boolean
  /** Calls `heard` for every card that changed, in whatever process; returns how to stop listening. */
  changes(heard: (change: Change) => void): () => void
  health(agencyId: string): Promise<Card>
  /** Open alerts and the digests of the last day, as this role may read them, when given. */
  today?(agencyId: string, role: Role): Promise<Card[]>
  /** Tasks that failed for good, shown on the Desk page when given. */
  deadTasks?(agencyId: string): Promise<Card>
  /** Command lines offered while typing, such as `/desk status`, to who may run them. */
  commands?: readonly { line: string; summary: string; least: Role; except?: readonly Role[] }[]
  /** Reports about figures, each for whom it is meant. */
  reports?: {
    names(role: Role): readonly ReportName[]
    creators(reader: ReportReader): Promise<readonly { id: string; name: string }[]>
    report(
      reader: ReportReader,
      name: ReportName,
      wanted: { creator?: string; days?: string },
    ): Promise<{ card: Card; table: Parameters<typeof toCsv>[0] } | Refusal>
  }
  /** A page about what carries tasks between processes, shown to admins when given. */
  queues?: FastifyPluginCallback
  simulator: Simulator
  now(): Date
}
