import { actionId, type Button, type Card, type CardNode, type Span } from '../card.ts'

export interface Sample {
  name: string
  card: Card
}

/** A moment of the samples' day, 20 Nov 2026: `at('14:07')`; other days with the date before. */
function at(moment: string): Date {
  return new Date(moment.length > 8 ? `${moment}Z` : `2026-11-20T${moment}${moment.length === 5 ? ':00' : ''}Z`)
}

export const time = (moment: string): Span => ({ at: at(moment), as: 'time' })
export const ago = (moment: string): Span => ({ at: at(moment), as: 'ago' })
export const day = (moment: string): Span => ({ at: at(moment), as: 'day' })
export const strong = (text: string): Span => ({ strong: text })

export function button(label: string, name: string, subject: string, more: Partial<Button> = {}): Button {
  return { action: actionId(name, subject, 1), label, ...more }
}

export function main(label: string, name: string, subject: string): Button {
  return button(label, name, subject, { main: true })
}

export const MARCUS =
  'hey, just got home. been thinking about that beach set since Tuesday. anything new from the trip?'
export const REPLY =
  'Hey Marcus, welcome home. You have a good memory. There is a second part from the last evening on the coast that nobody has seen yet. Want me to send it over?'

export const who: CardNode = {
  kind: 'context',
  items: [['answer by ', time('14:07')], 'spent $1,240', ['bought ', ago('2026-11-18T15:10:00')], 'churn 8% (30 days)'],
}
export const price: CardNode = {
  kind: 'text',
  line: [strong('$24'), ' for “Coast, part 2” · allowed $18–35 · usually pays $20–30'],
}
export const said: CardNode = { kind: 'quote', by: 'fan', text: MARCUS }
export const draft: CardNode = { kind: 'quote', by: 'reply', label: 'Draft', text: REPLY }
export const provenance: CardNode = {
  kind: 'context',
  items: ['confidence high, 86%', 'persona Bella v7', 'sends through Fanvue'],
}

export function decisions(subject: string, accept: Button | null = null, claimed = false): CardNode {
  return {
    kind: 'actions',
    buttons: [
      accept ?? main('Accept at $24', 'accept-draft', subject),
      button('Edit…', 'edit-draft', subject),
      button('Escalate…', 'escalate-draft', subject),
      button('Why', 'why-draft', subject),
    ],
    menu: [
      claimed ? button('Let go', 'release-claim', subject) : button('Claim for 10 minutes', 'claim-draft', subject),
      button('Another draft', 'redraft', subject),
      button('Change price…', 'change-price', subject),
      button('Snooze…', 'snooze-draft', subject),
      button('Dismiss…', 'dismiss-draft', subject),
    ],
  }
}
