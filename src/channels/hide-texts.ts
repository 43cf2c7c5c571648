import { actionId, type Button, type Card, type CardNode, parseActionId } from '../desk/index.ts'
import { words } from './words.ts'

const holdsWords = ({ body }: Card): boolean => body.some(({ kind }) => kind === 'quote')

/**
 * A card for a channel that strangers may read: who it is about and what is due, without anybody's words. Its button opens
 * the whole card to the one who presses it. A card that holds nobody's words stays as it is. Pure.
 */
export function hideTexts(card: Card, subject: string, why: string): Card {
  if (!holdsWords(card)) return card
  const first = card.body.find(({ kind }) => kind === 'context')
  const open: Button = { action: actionId('open-card', subject, 0), label: words.openPrivately, main: true }
  return {
    ...card,
    body: [...(first ? [first] : []), { kind: 'text', line: words.hidden(why) }, { kind: 'actions', buttons: [open] }],
  }
}

/** What may be done without seeing a text. Nothing here approves one or shows one. */
const BLINDLY = new Set(['claim', 'let-go', 'undo', 'withdraw', 'wake', 'snooze', 'dismiss', 'escalate', 'page'])

/** Whether a button may be pressed where no text may be shown, not even privately. */
export const mayPressUnseen = (action: string): boolean => BLINDLY.has(parseActionId(action)?.name ?? '')

/**
 * A card for a place where no text may be shown, not even privately: neither anybody's words nor a button that shows or
 * approves some. It is opened on the web desk. Pure.
 */
export function withoutTexts(card: Card, why: string): Card {
  const unseen = (buttons: readonly Button[]): Button[] => buttons.filter(({ action }) => mayPressUnseen(action))
  const body = card.body.flatMap((node): CardNode[] => {
    if (node.kind === 'quote') return []
    if (node.kind === 'list') return [{ ...node, rows: node.rows.map((row) => withoutButton(row)) }]
    if (node.kind !== 'actions') return [node]
    const [buttons, menu] = [unseen(node.buttons), unseen(node.menu ?? [])]
    return buttons.length + menu.length > 0 ? [{ kind: 'actions', buttons, ...(menu.length > 0 && { menu }) }] : []
  })
  const line: CardNode = { kind: 'text', line: `${words.hidden(why)} ${words.onTheWeb}` }
  return { ...card, body: holdsWords(card) ? [line, ...body] : body }
}

function withoutButton<T extends { button?: Button }>({ button, ...row }: T): Omit<T, 'button'> & { button?: Button } {
  return button && mayPressUnseen(button.action) ? { ...row, button } : row
}
