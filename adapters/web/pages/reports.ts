import type { Card } from '../../../src/desk/index.ts'
import { REPORTS, type ReportName } from '../../../src/figures/index.ts'
import { type Html, html } from '../html.ts'
import { renderCard } from '../render-card.ts'
import { words } from '../words.ts'

const DAYS = ['7', '30', '90', '365']

export interface ReportsPage {
  name: ReportName
  /** Which of the reports this person may read. */
  names: readonly ReportName[]
  creators: readonly { id: string; name: string }[]
  creator: string
  days: string
  /** A sentence where it is refused. */
  card: Card | string
}

/** Where a report lies: whose and of how many days stand in the address, so that it can be sent to a colleague. */
const addressOf = (name: string, creator: string, days: string): string =>
  `/reports/${name}?${new URLSearchParams({ ...(creator && { creator }), days })}`

const link = (href: string, text: string, current: boolean): Html =>
  html`<li><a class="button" href="${href}"${current && html` aria-current="page"`}>${text}</a></li>`

/** One page a report, with links to the others, to other creators and times, and to the same as a file. */
export function renderReportsPage({ name, names, creators, creator, days, card }: ReportsPage): Html {
  // Who may read none sees why, and nothing to choose.
  if (!names.includes(name) && typeof card === 'string')
    return html`<div class="page-head"><h1>${words.pages.reports}</h1></div><p class="context">${card}</p>`
  const reports = REPORTS.filter((one) => names.includes(one)).map((one) =>
    link(addressOf(one, creator, days), words.reports.names[one], one === name),
  )
  const times = DAYS.map((one) => link(addressOf(name, creator, one), words.reports.days(one), one === days))
  const who = [{ id: '', name: words.reports.all }, ...creators].map((one) =>
    link(addressOf(name, one.id, days), one.name, one.id === creator),
  )
  const whose = creators.length > 1 && html`<ul class="report-choices" aria-label="Whose">${who}</ul>`
  const body = typeof card === 'string' ? html`<p class="context">${card}</p>` : renderCard(card)
  const file = typeof card !== 'string' && fileLink(name, creator, days)
  return html`<div class="page-head"><h1>${words.pages.reports}</h1></div><nav class="report-links" aria-label="Reports"><ul class="report-choices" aria-label="Which">${reports}</ul><ul class="report-choices" aria-label="How long">${times}</ul>${whose}</nav><div class="report">${body}${file}</div>`
}

const fileLink = (name: ReportName, creator: string, days: string): Html =>
  html`<p class="context"><a href="${addressOf(`${name}.csv`, creator, days)}" download>${words.reports.asFile}</a></p>`
