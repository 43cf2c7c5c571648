import type { Button } from '../../src/desk/index.ts'
import { type ActionRow, type ButtonPart, LIMITS, STYLE } from './components.ts'
import { customId, moreId } from './custom-id.ts'
import { plainLabel } from './escape.ts'
import { safeUrl } from './render-line.ts'
import { words } from './words.ts'

/** `at` is its place among the message's buttons, so that the same action may stand there twice. */
export function renderButton(button: Button, at: number): ButtonPart {
  const label = plainLabel(button.label, LIMITS.label)
  const url = button.href === undefined ? null : safeUrl(button.href)
  if (url !== null) return { type: 2, style: STYLE.link, label, url }
  const kind = button.confirm === undefined ? 'press' : 'confirm'
  const style = button.main ? STYLE.primary : STYLE.secondary
  return { type: 2, style, label, custom_id: customId(kind, button.action, at) }
}

/** Opens privately what a posted card has no room for. */
export const moreButton = (subject: string): ButtonPart => ({
  type: 2,
  style: STYLE.secondary,
  label: words.more,
  custom_id: moreId(subject),
})

/** Rows of five at most. */
export function rowsOf(buttons: readonly ButtonPart[]): ActionRow[] {
  const rows: ActionRow[] = []
  for (let from = 0; from < buttons.length; from += LIMITS.buttonsInRow)
    rows.push({ type: 1, components: buttons.slice(from, from + LIMITS.buttonsInRow) })
  return rows
}
