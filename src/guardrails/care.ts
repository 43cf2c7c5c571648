import type { Category } from './verdict.ts'
import { words } from './words.ts'

export interface CareTemplate {
  label: string
  /** The whole reply, as a person sends it. */
  text: string
}

/**
 * The fixed reply a person may send when a category was found; null where nothing is sent (a possible minor, coercion) or
 * where the category says nothing about an answer.
 */
export function templateFor(category: Category): CareTemplate | null {
  switch (category) {
    case 'off-platform-payment':
      return { label: words.refusal.label, text: words.refusal.payment }
    case 'off-platform-contact':
      return { label: words.refusal.label, text: words.refusal.contact }
    case 'meet-up':
      return { label: words.refusal.label, text: words.refusal.meeting }
    case 'self-harm':
      return { label: words.crisis.label, text: words.crisis.text }
    case 'refund-dispute':
      return { label: words.billing.label, text: words.billing.text }
    case 'identity':
      return { label: words.identity.label, text: words.identity.text }
    default:
      return null
  }
}
