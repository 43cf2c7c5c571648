import type { Category } from './verdict.ts'
import { words } from './words.ts'

/**
 * The fixed reply, whole, that a person may send when a category was found; null where nothing is sent (a possible minor, coercion) or
 * where the category says nothing about an answer.
 */
export function templateFor(category: Category): string | null {
  switch (category) {
    case 'off-platform-payment':
      return words.refusal.payment
    case 'off-platform-contact':
      return words.refusal.contact
    case 'meet-up':
      return words.refusal.meeting
    case 'self-harm':
      return words.crisis.text
    case 'refund-dispute':
      return words.billing.text
    case 'identity':
      return words.identity.text
    default:
      return null
  }
}
