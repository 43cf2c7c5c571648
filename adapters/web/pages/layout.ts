import { mayRun, ROLES, type Role } from '../../../src/desk/index.ts'
import { reportsFor } from '../../../src/figures/index.ts'
import { type Acting, actingKey } from '../acting.ts'
import type { WebDeskDeps } from '../deps.ts'
import { type Html, html } from '../html.ts'
import { words } from '../words.ts'

export type PageName = keyof typeof words.pages

export interface PageFrame {
  page: PageName
  acting: Acting
  /** Open cards, for the title and the navigation; null for those who see none. */
  waiting: number | null
  token: string
  now: Date
  commands: NonNullable<WebDeskDeps['commands']>
}

/** Where each page lies, the least role that sees it, and roles above it that have nothing to see there. The gallery's cards are samples. */
export const PAGES: Record<PageName, { path: string; least: Role; except?: readonly Role[] }> = {
  cards: { path: '/', least: 'chatter' },
  today: { path: '/today', least: 'chatter' },
  simulator: { path: '/simulator', least: 'chatter' },
  gallery: { path: '/gallery', least: 'creator' },
  reports: { path: '/reports', least: 'creator', except: ROLES.filter((role) => reportsFor(role).length === 0) },
  desk: { path: '/desk', least: 'chatter' },
}

function navigation({ page, acting, waiting }: PageFrame): Html {
  const names = (Object.keys(PAGES) as PageName[]).filter((name) => mayRun(PAGES[name], acting.operator.role))
  const links = names.map((name) => {
    const current = name === page && html` aria-current="page"`
    const count = name === 'cards' && html` <span class="count" data-waiting>${waiting}</span>`
    return html`<li><a href="${PAGES[name].path}"${current}>${words.pages[name]}${count}</a></li>`
  })
  return html`<nav aria-label="Pages"><ul>${links}</ul></nav>`
}

function actingSelect({ acting }: PageFrame): Html {
  const options = acting.operators.map((operator) => {
    const selected = operator.id === acting.operator.id && html` selected`
    const key = actingKey({ agency: acting.agency, operator })
    return html`<option value="${key}"${selected}>${operator.name} · ${operator.role}</option>`
  })
  return html`<div class="acting"><label for="acting">${words.actingAs}</label><select id="acting" data-acting-select title="${words.unverifiedWhole}">${options}</select><span class="acting-note">${words.unverified}</span></div>`
}

function agencyName({ acting }: PageFrame): Html {
  if (acting.agencies.length < 2) return html`<span class="agency">${acting.agency.name}</span>`
  const options = acting.agencies.map(
    ({ id, name }) => html`<option value="${id}"${id === acting.agency.id && html` selected`}>${name}</option>`,
  )
  return html`<select class="agency" aria-label="Agency" data-agency-select>${options}</select>`
}

function commandBox({ commands }: PageFrame): Html {
  const known = commands.map(({ line, summary }) => html`<option value="${line}">${summary}</option>`)
  return html`<form class="command" data-command role="search" aria-label="Command"><input name="line" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" aria-label="Command" placeholder="${words.commandHint}" list="known-commands"><datalist id="known-commands">${known}</datalist><button class="button" type="submit">Run</button></form>`
}

/** In this order: later ones refine earlier ones. */
const STYLES = ['desk', 'button', 'header', 'pages', 'reports', 'nodes', 'card', 'form', 'drawer', 'simulator']

function head(title: string, token: string, now: Date): Html {
  const styles = STYLES.map((name) => html`<link rel="stylesheet" href="/assets/${name}.css">`)
  return html`<head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="csrf-token" content="${token}"><meta name="desk-now" content="${now.toISOString()}"><link rel="icon" href="/assets/icon.svg" type="image/svg+xml">${styles}<script type="module" src="/assets/desk.js"></script></head>`
}

/** The light of live updates; who sees no cards hears of none. */
function connection({ waiting }: PageFrame): Html | false {
  return (
    waiting !== null && html`<p class="connection" data-connection role="status" data-state="live">${words.live}</p>`
  )
}

/** The frame of every page: header, command box, the page itself, and the places where answers appear. */
export function renderPage(frame: PageFrame, content: Html): string {
  const { page, acting, waiting, token, now } = frame
  const title = `${waiting ? `(${waiting}) ` : ''}${words.pages[page]} · ${acting.agency.name}`
  return String(html`<!doctype html>
<html lang="en">${head(title, token, now)}
<body class="page-${page}" data-acting-as="${actingKey(acting)}">
<a class="skip" href="#content">Skip to the content</a>
<header class="top"><div class="brand"><span class="logo" aria-hidden="true"></span><span class="brand-words"><span class="brand-name">${words.brand}</span>${agencyName(frame)}</span></div>${navigation(frame)}${commandBox(frame)}${connection(frame)}${actingSelect(frame)}</header>
<noscript><p class="banner">${words.noScript}</p></noscript>
<main id="content">${content}</main>
<footer class="foot">${words.unverifiedWhole}</footer>
<dialog class="drawer" data-drawer aria-label="Answer"></dialog>
<div class="toasts" data-toasts role="status" aria-live="polite"></div>
</body></html>`)
}

/** What is shown before there is an agency with an operator. */
export function renderNobody(token: string, now: Date): string {
  return String(html`<!doctype html>
<html lang="en">${head(words.brand, token, now)}<body><main id="content" class="narrow"><h1>${words.nobody}</h1><p>${words.nobodyNext}</p></main></body></html>`)
}
