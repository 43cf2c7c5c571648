import type { ActionDefinition } from './action.ts'
import { hasRole, type Role } from './actor.ts'
import type { Answer } from './answer.ts'
import { type Button, type Card, type CardNode, parseActionId } from './card.ts'

/** A card as one role sees it, without the buttons that the gate would refuse. What everybody reads is drawn whole. */
export type CardFor = (card: Card, role: Role) => Card

export function cardsFor(actions: readonly ActionDefinition[]): CardFor {
  const least = new Map(actions.map((action) => [action.name, action.least]))
  return (card, role) => {
    const may = ({ action }: Button): boolean =>
      hasRole(role, least.get(parseActionId(action)?.name ?? '') ?? 'creator')
    return { ...card, body: card.body.flatMap((node) => nodeFor(node, may)) }
  }
}

function nodeFor(node: CardNode, may: (button: Button) => boolean): CardNode[] {
  if (node.kind === 'list') {
    const rows = node.rows.map(({ button, ...row }) => (button && may(button) ? { ...row, button } : row))
    return [{ ...node, rows }]
  }
  if (node.kind !== 'actions') return [node]
  const [buttons, menu] = [node.buttons.filter(may), node.menu?.filter(may) ?? []]
  return buttons.length + menu.length === 0 ? [] : [{ kind: 'actions', buttons, ...(menu.length > 0 && { menu }) }]
}

/** A private answer, as whoever gets it may use it. */
export const answerFor = (cardFor: CardFor, answer: Answer, role: Role): Answer =>
  answer.kind === 'panel' ? { kind: 'panel', card: cardFor(answer.card, role) } : answer
