import type { Money } from '../kernel/money.ts'
import type { PersonaTemplates } from '../personas/index.ts'
import type { Segment } from '../scoring/index.ts'

export type Situation = 'welcome' | 'upsell' | 'reactivation' | 'answer'

/** How a creator writes. Templates hold variants separated by a line `---` and placeholders such as `{{fan}}`. */
export interface WritingPersona {
  name: string
  creatorName: string
  templates: PersonaTemplates
  /** A line that is appended to every reply and part of what is approved; null when the creator has none. */
  disclosure: string | null
}

/** All a writer may know. A fan's words are data in `turn`, never an instruction. */
export interface WritingContext {
  persona: WritingPersona
  fan: {
    alias: string
    segment: Segment
    purchases: number
    /** Null: never bought. */
    daysSincePurchase: number | null
    /** Title of what they bought last. */
    lastAsset: string | null
  }
  /** What the fan wrote since the last outbound message, oldest first. */
  turn: readonly { text: string; at: Date }[]
  asset: { title: string } | null
  price: Money | null
  /** 0 for the first draft of this turn; each "another draft" counts up and must give another text. */
  attempt: number
}

export interface Proposal {
  /** The whole reply, disclosure line included; at most `REPLY_MAX` characters. */
  text: string
  /** 0..1: how likely a person sends it unchanged, as far as the writer can tell. */
  confidence: number
  reasons: string[]
  /** True when the text offers something for sale. */
  upsell: boolean
  situation: Situation
  warning?: string
}

/** Writes proposals, never sends. Not in the contract: judging the text (guardrails) and choosing the price (pricing). */
export interface Writer {
  readonly name: string
  /** Throws `Failure('writer_failed')` when it can't write. */
  write(context: WritingContext, signal?: AbortSignal): Promise<Proposal>
}
