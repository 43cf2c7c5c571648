import { expect, it } from 'vitest'
import { ACCEPTED, aView } from '../approvals/view.fixtures.ts'
import type { Card } from '../desk/index.ts'
import { aDelivery } from './delivery.fixtures.ts'
import { detailsCard } from './details-card.ts'

const quotes = (card: Card) =>
  card.body.flatMap((node) => (node.kind === 'quote' && node.by !== 'fan' ? [[node.label, node.text]] : []))
const record = (card: Card) =>
  card.body.flatMap((node) => (node.kind === 'list' && node.head === 'Record' ? node.rows.map(({ line }) => line) : []))

const view = aView({ decision: ACCEPTED }, { state: 'sent' })

it('shows what was sent, its price, who decided when and how, and when it left', () => {
  const card = detailsCard(view, aDelivery(), null)
  expect(card.title).toBe('Details · Marcus T. · Whale')
  expect(quotes(card)).toEqual([['Sent', 'Hey Marcus, welcome home.']])
  expect(card.body).toContainEqual({ kind: 'text', line: [{ strong: '$24' }, ' for “Coast, part 2”'] })
  expect(record(card)).toEqual([
    'written by the built-in writer, persona v7, attempt 1',
    ['accepted by Ana ', { at: ACCEPTED.at, as: 'time' }, ', as drafted, on the web desk, unverified'],
    ['sent through Fanvue ', { at: new Date('2026-11-20T14:02:10Z'), as: 'time' }],
  ])
})

it('shows the draft beside the text that a person changed, and the price beside the suggestion', () => {
  const decision = { ...ACCEPTED, kind: 'edit' as const, editShare: 0.62 }
  const card = detailsCard({ ...view, decision }, aDelivery({ text: 'Welcome home.', priceMinor: 3_200 }), null)
  expect(quotes(card)).toEqual([
    ['Sent', 'Welcome home.'],
    ['Draft before it was changed', 'Hey Marcus, welcome home.'],
  ])
  expect(card.body).toContainEqual({
    kind: 'text',
    line: [{ strong: '$32' }, ' for “Coast, part 2” · suggested $24'],
  })
})

it('says who marked it as sent, or that the platform reported it', () => {
  const byHand = { ...view, sendsThrough: null }
  expect(record(detailsCard(byHand, aDelivery({ settledById: 'milo' }), 'Milo')).at(-1)).toEqual([
    'marked as sent by Milo ',
    { at: new Date('2026-11-20T14:02:10Z'), as: 'time' },
  ])
  expect(JSON.stringify(record(detailsCard(byHand, aDelivery(), null)))).toContain('reported by the platform as sent')
})

it('says that a text was removed, and that there was no price', () => {
  const card = detailsCard(view, aDelivery({ text: null, priceMinor: null, currency: null }), null)
  expect(quotes(card)).toEqual([])
  expect(JSON.stringify(card)).toContain('text removed')
  expect(card.body).toContainEqual({ kind: 'text', line: { strong: 'No price' } })
})
