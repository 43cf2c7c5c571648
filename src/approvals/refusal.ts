import type { DraftState } from '../drafting/index.ts'
import type { Finding, LimitVerdict } from '../guardrails/index.ts'

/** Why a decision did not happen. Nothing changed then, but what was typed is kept. */
export type Refusal =
  | { kind: 'unknown-draft' }
  /** Another version is on the card now, or somebody decided: what and by whom. */
  | {
      kind: 'settled'
      state: DraftState
      by: string | null
      at: Date | null
      successorId: string | null
      fanName: string
    }
  | { kind: 'changed' }
  /** One person approved it; another must. */
  | { kind: 'waits-for-second'; byName: string }
  | { kind: 'same-person' }
  | {
      kind: 'claimed'
      byName: string
      until: Date /** For who may take it over: the card to claim. */
      takeOver: OnDraft | null
    }
  | { kind: 'wrote-again'; fanName: string }
  | { kind: 'answered'; fanName: string }
  | { kind: 'frozen' }
  | { kind: 'just-redrawn' }
  | { kind: 'needs-role'; least: 'manager' | 'admin' }
  | { kind: 'no-text' }
  | { kind: 'too-long'; length: number; max: number }
  | { kind: 'guardrail'; findings: Finding[]; text: string }
  | { kind: 'check-failed' }
  | { kind: 'price-out-of-bounds'; floorMinor: number; ceilingMinor: number; currency: string }
  | { kind: 'price-not-allowed' }
  | { kind: 'limit'; full: Extract<LimitVerdict, { kind: 'full' }>; currency: string; approach: boolean }
  /** Suggested from the profile of a fan who objects to that now. */
  | { kind: 'price-of-profile' }
  /** The offer that the price is made with isn't this fan's any more. */
  | { kind: 'offer-over'; name: string; why: string }
  /** Quiet hours where the fan is, or where their creator is. */
  | { kind: 'quiet'; until: Date; zone: string; approach: boolean }
  /** The fan spends far above their own habit. */
  | { kind: 'brake'; until: Date; zone: string }
  | { kind: 'own-escalation' }
  | { kind: 'no-reason' }
  /** Nobody said whether the creator agrees. */
  | { kind: 'no-consent' }
  | { kind: 'nothing-hidden' }

interface OnDraft {
  draftId: string
  version: number
}

export type Outcome<T> = { kind: 'ok'; value: T } | { kind: 'refused'; refusal: Refusal }

export const ok = <T>(value: T): Outcome<T> => ({ kind: 'ok', value })
export const refuse = (refusal: Refusal): { kind: 'refused'; refusal: Refusal } => ({ kind: 'refused', refusal })
