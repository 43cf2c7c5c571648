/** Plain data of a fact: ids, hashes, numbers, names of states. Never a fan's or a reply's text. */
export type FactData = Record<string, string | number | boolean | null | string[]>

/** Who caused it. An operator's id stands for a person whom the gate let through, a key's for a program of the agency. */
export type Cause = { kind: 'operator' | 'source' | 'api-key' | 'system'; id: string }

/** What happened, in the past tense: `draft.accepted`. `subject` is the id of what it happened to. */
export interface Fact {
  agencyId: string
  name: string
  subject: string
  by: Cause
  data: FactData
  at: Date
}

export const bySystem = (id: string): Cause => ({ kind: 'system', id })

/** The fan message on whose way something happened, by what a fact or a task's input names; null when on none's. */
export const messageOf = (data: FactData): string | null => (typeof data.messageId === 'string' ? data.messageId : null)
