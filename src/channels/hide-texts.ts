import { actionId, type Button, type Card } from '../desk/index.ts'
import { words } from './words.ts'

/**
 * A card for a channel that strangers may read: who it is about and what is due, without anybody's words. Its button opens
 * the whole card to the one who presses it. A card that holds nobody's words stays as it is. Pure.
 */
export function hideTexts(card: Card, subject: string, why: string): Card {
  if (!card.body.some(({ kind }) => kind === 'quote')) return card
  const first = card.body.find(({ kind }) => kind === 'context')
  const open: Button = { action: actionId('open-card', subject, 0), label: words.openPrivately, main: true }
  return {
    ...card,
    body: [...(first ? [first] : []), { kind: 'text', line: words.hidden(why) }, { kind: 'actions', buttons: [open] }],
  }
}
