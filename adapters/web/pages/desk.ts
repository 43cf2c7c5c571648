import type { Card } from '../../../src/desk/index.ts'
import { type Html, html } from '../html.ts'
import { renderCard } from '../render-card.ts'
import { words } from '../words.ts'

/** Offered as buttons where they exist; `/help` is the gate's own. */
const OFTEN = ['/desk status', '/desk handover', '/desk dead', '/desk audit']
const HELP = '/help'

/** Where what carries tasks between processes is shown. */
export const QUEUES_PATH = '/queues'

/** The part that is fetched again every few seconds. */
export function renderHealth(health: Card, dead: Card | null): Html {
  return html`${renderCard(health)}${dead !== null && renderCard(dead)}`
}

export interface DeskPage {
  health: Card
  /** Null for those who may not see the dead tasks. */
  dead: Card | null
  commands: readonly { line: string; summary: string }[]
  /** Whether there is a queue to look at, and this person may. */
  queues: boolean
}

/** The whole Desk page. */
export function renderDeskPage({ health, dead, commands, queues }: DeskPage): Html {
  const known = OFTEN.filter((line) => commands.some((command) => command.line === line))
  const often = [...known, HELP].map(
    (line) => html`<button type="button" class="button" data-run="${line}">${line}</button>`,
  )
  const all = commands.map(
    ({ line, summary }) =>
      html`<li><button type="button" class="button command-line" data-fill="${line} ">${line}</button> <span class="context">${summary}</span></li>`,
  )
  const link = queues && html`<p class="context"><a href="${QUEUES_PATH}">${words.queues}</a></p>`
  const list = all.length > 0 && html`<h2>All commands</h2><ul class="commands">${all}</ul>`
  return html`<div class="page-head"><h1>${words.pages.desk}</h1></div><div class="desk-columns"><section class="health" data-health aria-label="Health">${renderHealth(health, dead)}</section><section class="run" aria-label="Commands"><h2>Commands</h2><p class="context">The same as on Slack and Discord. Answers are for you alone.</p><div class="actions">${often}</div>${list}${link}</section></div>`
}
