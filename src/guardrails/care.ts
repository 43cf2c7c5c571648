import { words } from './words.ts'

/**
 * The fixed reply, whole, that a person may send when a category was found; null where nothing is sent (a possible minor, coercion) or
 * where the category says nothing about an answer.
 */
export function templateFor(category: string): string | null {
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
    case 'doxxing':
      return words.refusal.private
    case 'account-compromise':
      return words.refusal.access
    case 'prohibited':
      return words.refusal.prohibited
    case 'vulnerable-spender':
      return words.spender.text
    case 'legal-request':
      return words.legal.text
    case 'custom-content':
      return words.custom.text
    default:
      return null
  }
}

/** The care reply to somebody who spends far above their habit: they said nothing of it themselves. */
export const brakeTemplate = (): string => words.brake.text
