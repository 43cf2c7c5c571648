import type { Filled } from './action.ts'
import type { Answer } from './answer.ts'
import { type Button, type Card, type CardNode, isActionId } from './card.ts'
import type { Argument, CommandDefinition } from './command.ts'
import { words } from './words.ts'

/** The action that shows another page of a list: no slice may take the name. */
export const PAGE_ACTION = 'page'
/** A list with buttons has at most so many rows on every desk. */
const ROWS_A_PAGE = 8
/** Between two arguments; nobody types it. */
const APART = '\u001f'

/**
 * Cuts a command's panel into pages, the first being 0: so many rows of its list, and buttons for what comes before and
 * after. What the list was asked for stands in the button itself, so it works after a restart and months later, and the
 * page is made of what is there then. A panel with few rows stays as it is.
 */
export function pageOf(answer: Answer, asked: { key: string; given: readonly string[] }, page: number): Answer {
  if (answer.kind !== 'panel') return answer
  // A card of several lists is a picture of one thing, not a list to leaf through.
  const [list, second] = answer.card.body.filter((node) => node.kind === 'list')
  const total = second ? 0 : (list?.rows.length ?? 0)
  if (total <= ROWS_A_PAGE) return answer
  const last = Math.ceil(total / ROWS_A_PAGE) - 1
  const at = Math.min(page, last)
  const card = cutOut(answer.card, at * ROWS_A_PAGE, total)
  const buttons = [
    ...(at > 0 ? [buttonTo(asked, at - 1, words.previousPage)] : []),
    ...(at < last ? [buttonTo(asked, at + 1, words.more)] : []),
  ].filter((button) => button !== null)
  if (buttons.length > 0) card.body.push({ kind: 'actions', buttons })
  return { kind: 'panel', card }
}

/** The rows of one page; whatever else stands on the card stays. */
function cutOut(card: Card, from: number, total: number): Card {
  const to = from + ROWS_A_PAGE
  const body = card.body.map((node) => (node.kind === 'list' ? { ...node, rows: node.rows.slice(from, to) } : node))
  const shown: CardNode = { kind: 'context', items: [words.rows(from + 1, Math.min(to, total), total)] }
  return { ...card, body: [...body, shown] }
}

/** Null where what was asked for is too long for a button: it can be asked for more narrowly. */
function buttonTo(
  { key, given }: { key: string; given: readonly string[] },
  page: number,
  label: string,
): Button | null {
  const typed = Buffer.from(given.join(APART), 'utf8').toString('base64url')
  const id = `${PAGE_ACTION}|${given.length === 0 ? key : `${key}_${typed}`}|${page}`
  return isActionId(id) ? { action: id, label } : null
}

/** What a page's button asks for: a command and its arguments; null for a subject that we didn't write. */
export function readPage(subject: string): { key: string; given: string[] } | null {
  const [, key, typed] = /^([a-z-]+)(?:_([\w-]*))?$/.exec(subject) ?? []
  if (key === undefined) return null
  return { key, given: typed === undefined ? [] : Buffer.from(typed, 'base64url').toString('utf8').split(APART) }
}

export const keyOf = ({ group, name }: CommandDefinition): string => `${group}-${name}`

/** Arguments in the order of their declaration, and back. What was left out stands empty. */
export const inOrder = (declared: readonly Argument[], given: Filled): string[] =>
  declared.map(({ name }) => given[name] ?? '')

export const byName = (declared: readonly Argument[], given: readonly string[]): Filled =>
  Object.fromEntries(declared.flatMap(({ name }, at) => (given[at] ? [[name, given[at]]] : [])))
