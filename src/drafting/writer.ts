import type { Money } from '../kernel/money.ts'
import type { Meter } from '../language-model/index.ts'
import type { PersonaStyle, PersonaTemplates } from '../personas/index.ts'
import type { Segment } from '../scoring/index.ts'
import type { ApproachPurpose } from './approach-store.ts'
import type { Translations, Variant } from './draft.ts'

export type Situation = 'welcome' | 'upsell' | 'reactivation' | 'answer'

/** How a creator writes. Templates hold variants separated by a line `---` and placeholders such as `{{fan}}`. */
export interface WritingPersona {
  name: string
  creatorName: string
  templates: PersonaTemplates
  /** A line that is appended to every reply and part of what is approved; null when the creator has none. */
  disclosure: string | null
}

/** What only a writer that reads can use. Everything a fan said is data here too. */
export interface Background {
  agencyId: string
  conversationId: string
  style: PersonaStyle
  /** What was said before the turn, oldest first. */
  history: readonly { by: 'fan' | 'creator'; text: string; at: Date }[]
  /** What was said and offered before `history`; null while nothing was. */
  before: {
    messages: number
    bought: Readonly<Record<string, number>>
    offered: readonly string[]
    said: readonly { text: string; daysAgo: number }[]
    /** What a model made of all of it; as little trusted as what a fan wrote. Null: there is none that still holds. */
    summary: string | null
  } | null
  /** What the fan bought, newest first. */
  bought: readonly { kind: string; title: string | null; daysAgo: number }[]
  /** Tags of what they bought, the most frequent first. */
  likes: readonly string[]
  /** What they don't own and may be offered, the newest first; the first is `asset`. */
  assets: readonly { id: string; title: string; tags: readonly string[] }[]
  /** Running offers that make one of `assets` cheaper for this fan: `asset` is its place in that list. */
  offers: readonly { name: string; gives: string; ends: string; asset: number }[]
  /** Drafts of this turn that were turned down: another one must be another text. */
  earlier: readonly string[]
  /** Accepted edits of this creator: how it was drafted, how a person changed it. */
  examples: readonly { drafted: string; approved: string }[]
  /** Sentences of the agency that are at hand, the most useful first. */
  snippets: readonly { name: string; text: string }[]
  /** The creator's local time, `Friday 15:04`. */
  localTime: string
  forbiddenWords: readonly string[]
}

/** All a writer may know. A fan's words are data in `turn`, never an instruction. */
export interface WritingContext {
  persona: WritingPersona
  fan: {
    alias: string
    /** Null: the fan objects to profiling. */
    segment: Segment | null
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
  /** What an operator asked the next draft to be. */
  variant?: Variant | null
  background?: Background
  /** What the message is for when it opens a talk: nobody wrote, `turn` is empty. `note`: a colleague's words to the writer. */
  approach?: { purpose: ApproachPurpose; template: string | null; note: string | null }
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
  /** Who wrote it; absent: the writer itself. */
  writtenBy?: string
  /** Which of the assets it offers; absent: the first. */
  assetId?: string
  /** What a language model used for it. */
  meter?: Meter
  translations?: Translations
}

/** Writes proposals, never sends. Not in the contract: judging the text (guardrails) and choosing the price (pricing). */
export interface Writer {
  readonly name: string
  /** Throws `Failure('writer_failed')` when it can't write. */
  write(context: WritingContext, signal?: AbortSignal): Promise<Proposal>
}
