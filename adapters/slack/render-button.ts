import type {
  ActionsBlock,
  ActionsBlockElement,
  ConfirmationDialog,
  SectionBlockAccessory,
  Button as SlackButton,
} from '@slack/types'
import type { Button } from '../../src/desk/index.ts'
import type { Draw } from './draw.ts'
import { safeUrl, shortened, visible } from './escape.ts'
import { BUTTON_MAX, CONFIRM_MAX, ELEMENTS_MAX, OPTION_MAX, OVERFLOW_MAX } from './limits.ts'

/** What Slack sends back of a press: elements whose id begins so carry an action id as their value. */
export const PRESS = /^press-\d+$/
/** A link: Slack tells of the press, and nothing is to be done. */
export const LINK = /^link-press-\d+$/

/** Where there are so many buttons that their labels count. */
const DENSE_LABEL_MAX = 30

/** Plain text of Slack: never markup, never an emoji made of colons. Never empty, on one line. */
export function plain(words: string, max: number) {
  const text = shortened(visible(words).replace(/\s+/g, ' ').trim(), max)
  return { type: 'plain_text' as const, text: text === '' ? '–' : text, emoji: false }
}

function confirmOf({ title, text, yes, no }: NonNullable<Button['confirm']>): ConfirmationDialog {
  return {
    title: plain(title, CONFIRM_MAX.title),
    text: plain(text, CONFIRM_MAX.text),
    confirm: plain(yes, CONFIRM_MAX.button),
    deny: plain(no, CONFIRM_MAX.button),
    style: 'danger',
  }
}

/** A button; its action id is its value. */
export function renderButton(draw: Draw, button: Button): SlackButton & SectionBlockAccessory {
  const url = button.href === undefined ? null : safeUrl(button.href)
  const id = draw.nextId()
  return {
    type: 'button',
    action_id: url === null ? id : `link-${id}`,
    text: plain(button.label, draw.dense ? DENSE_LABEL_MAX : BUTTON_MAX),
    value: button.action,
    ...(url !== null && { url }),
    ...(button.main && { style: 'primary' as const }),
    ...(button.confirm && url === null && { confirm: confirmOf(button.confirm) }),
  }
}

/** A row of buttons with the rest under "⋮"; as many blocks as it takes, so that no button is lost. */
export function renderActions(draw: Draw, buttons: readonly Button[], menu: readonly Button[] = []): ActionsBlock[] {
  // An option of the menu can't ask before it acts, nor lead elsewhere: such a one is a button.
  const apart = menu.filter((button) => button.confirm !== undefined || button.href !== undefined)
  const listed = menu.filter((button) => !apart.includes(button))
  const elements: ActionsBlockElement[] = [...buttons, ...apart].map((button) => renderButton(draw, button))
  for (const options of chunks(listed, OVERFLOW_MAX)) {
    elements.push({
      type: 'overflow',
      action_id: draw.nextId(),
      options: options.map(({ label, action }) => ({ text: plain(label, OPTION_MAX), value: action })),
    })
  }
  return chunks(elements, ELEMENTS_MAX).map((part) => ({ type: 'actions', elements: part }))
}

export function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))
}
