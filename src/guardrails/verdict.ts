import type { Money } from '../kernel/money.ts'

/** The four points at which text is judged: what a fan wrote, a proposed reply, a person's edit, what leaves. */
export const STAGES = ['fan', 'draft', 'edit', 'final'] as const
export type Stage = (typeof STAGES)[number]
/** The points at which words of our side are judged. */
export const OUTGOING: readonly Stage[] = ['draft', 'edit', 'final']

/** What stands behind words of our side: they may name no other price, and promise no more. */
export interface Behind {
  price: Money | null
  /** An offer with an end or a discount goes with the reply. */
  offer: boolean
}
export const NOTHING_BEHIND: Behind = { price: null, offer: false }

export const CATEGORIES = [
  'minor',
  'coercion',
  'self-harm',
  'threat',
  'doxxing',
  'account-compromise',
  'off-platform-payment',
  'off-platform-contact',
  'meet-up',
  'vulnerable-spender',
  'prohibited',
  'legal-request',
  'refund-dispute',
  'identity',
  'staff-harassment',
  'custom-content',
  'prompt-injection',
  'false-identity',
  'guilt',
  'false-scarcity',
  'promised-discount',
  'promised-refund',
  'promised-meeting',
  'named-amount',
  'forbidden-word',
  'agency-trigger',
] as const
export type Category = (typeof CATEGORIES)[number]

/** 4: stopped and frozen. 3: no model draft, a manager acts. 2: a safe template, a manager approves. 1: a warning. */
export type Level = 1 | 2 | 3 | 4

export interface Finding {
  /** The rule's id; `forbidden-word`, `agency-trigger` and `outside-boundary` for the agency's own lists. */
  rule: string
  category: Category
  level: Level
  /** Place in the original text, in UTF-16 units: `text.slice(start, end) === matched`. */
  start: number
  end: number
  matched: string
  /** What was read there: folded, in small letters, a disguise taken off. */
  form: string
}

export interface Verdict {
  /** The highest level found; 0 when nothing was. */
  level: 0 | Level
  /** In order of place in the text, then of rule. */
  findings: Finding[]
}

/** What an agency adds to the built-in rules. Additive: nothing in here can weaken one of those. */
export interface GuardrailLists {
  /** Never said: judged at draft, edit and final, where a match is level 3 and refuses the text. */
  forbiddenWords: readonly string[]
  /** Reach a manager: judged on the fan's message, level 2. */
  escalationTriggers: readonly string[]
  /** What the creator doesn't do: level 2, in a fan's message, and in a reply that doesn't turn it down. */
  outsideBoundaries?: readonly string[]
}
