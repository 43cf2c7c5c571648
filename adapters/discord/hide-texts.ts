import { type Button, type Card, type CardNode, parseActionId } from '../../src/desk/index.ts'
import { words } from './words.ts'

/** What may be done without seeing a text. Nothing here approves one or shows one. */
const BLINDLY = new Set(['claim', 'let-go', 'undo', 'withdraw', 'wake', 'snooze', 'dismiss', 'escalate', 'page'])

export const mayPressUnseen = (action: string): boolean => BLINDLY.has(parseActionId(action)?.name ?? '')

const unseen = (buttons: readonly Button[]): Button[] => buttons.filter(({ action }) => mayPressUnseen(action))

/** A card for a channel where texts must not stand: neither a fan's nor a draft's words, nor a button that approves them. */
export function hideTexts(card: Card): Card {
  const body = card.body.flatMap((node): CardNode[] => {
    if (node.kind === 'quote') return []
    if (node.kind !== 'actions') return [node]
    return [{ ...node, buttons: unseen(node.buttons), ...(node.menu && { menu: unseen(node.menu) }) }]
  })
  return { ...card, body: [{ kind: 'text', line: { strong: words.hidden } }, ...body] }
}
