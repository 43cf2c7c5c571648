import { type Button, parseActionId } from '../../src/desk/index.ts'
import { type Html, html } from './html.ts'
import { safeHref } from './render-line.ts'

/** Shortcuts on the focused card, by the first word of the action's name. Deliberately few: they decide. */
const SHORTCUTS: Record<string, string> = { accept: 'a', edit: 'e', escalate: 'x', why: 'w' }

function shortcutOf(button: Button): string | null {
  const verb = parseActionId(button.action)?.name.split('-')[0] ?? ''
  return Object.hasOwn(SHORTCUTS, verb) ? (SHORTCUTS[verb] ?? null) : null
}

/** Red only here: a confirm stands before what can't be taken back. */
function renderConfirm(button: Button, confirm: NonNullable<Button['confirm']>): Html {
  return html`<dialog class="confirm" aria-label="${confirm.title}"><h2>${confirm.title}</h2><p>${confirm.text}</p><div class="actions"><button type="button" class="button" data-close>${confirm.no}</button><button type="button" class="button danger" data-action="${button.action}">${confirm.yes}</button></div></dialog>`
}

/**
 * A button that carries its action id; `client/press.js` sends it to the gate. With `confirm`, it opens the dialog
 * beside it, and the dialog's own button acts. With an address, it is a link.
 */
export function renderButton(button: Button): Html {
  const look = button.main ? 'button main' : 'button'
  const href = button.href === undefined ? null : safeHref(button.href)
  if (href !== null) {
    return html`<a class="${look}" href="${href}" data-action="${button.action}" target="_blank" rel="noopener noreferrer">${button.label}</a>`
  }
  const key = shortcutOf(button)
  const shortcut = key !== null && html` data-key="${key}" aria-keyshortcuts="${key}"`
  const hint = key !== null && html`<kbd aria-hidden="true">${key}</kbd>`
  const opens = button.confirm !== undefined && html` data-confirm aria-haspopup="dialog"`
  return html`<button type="button" class="${look}" data-action="${button.action}"${shortcut}${opens}>${button.label}${hint}</button>${button.confirm && renderConfirm(button, button.confirm)}`
}

/** A row of buttons, the rest under "More": a `<details>` works without a script and reads as what it is. */
export function renderActions(buttons: readonly Button[], menu: readonly Button[] = []): Html {
  const more =
    menu.length > 0 &&
    html`<details class="menu"><summary class="button" aria-label="More actions">More</summary><div class="menu-list">${menu.map(renderButton)}</div></details>`
  return html`<div class="actions">${buttons.map(renderButton)}${more}</div>`
}
