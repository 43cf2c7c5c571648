import { describe, expect, it } from 'vitest'
import type { Card } from '../desk/index.ts'
import { draftCard } from './cards.ts'
import { ACCEPTED, aView } from './view.fixtures.ts'

const buttons = (card: Card) => card.body.flatMap((node) => (node.kind === 'actions' ? node.buttons : []))
const main = (card: Card) => buttons(card).find((button) => button.main)?.label
const context = (card: Card) => card.body.flatMap((node) => (node.kind === 'context' ? node.items : []))

describe('a draft that a rule warns of', () => {
  const card = draftCard(
    aView(
      {},
      {
        level: 1,
        category: 'prompt-injection',
        rule: 'prompt-injection',
        warning: 'Written as an order to the model.',
      },
    ),
  )

  it('is not accepted by the main button, and looks as one of low confidence', () => {
    expect(main(card)).toBeUndefined()
    expect(buttons(card)[0]?.label).toBe('Accept at $24')
    expect(card.tone).toBe('warn')
    expect(main(draftCard(aView()))).toBe('Accept at $24')
  })

  it('names the rule where the writer’s confidence would stand', () => {
    expect(context(card)).toContain('rule prompt-injection')
    expect(JSON.stringify(card)).not.toContain('confidence')
    expect(context(draftCard(aView()))).toContain('confidence high, 80%')
  })
})

describe('a card that somebody put away', () => {
  it('says until when, by whom and why, and wakes by one button', () => {
    const snoozed = { state: 'snoozed' as const, wakeAt: new Date('2026-11-20T14:32:00Z'), handledWhy: 'asks his wife' }
    const card = draftCard(aView({ handledBy: 'Milo' }, snoozed))
    expect(context(card)).toEqual([['until ', { at: snoozed.wakeAt, as: 'time' }], 'by Milo'])
    expect(card.body).toContainEqual({ kind: 'quote', by: 'note', text: 'asks his wife' })
    expect(buttons(card).map(({ label }) => label)).toEqual(['Wake now'])
  })

  it('says who dismissed it and why, and reopens by one button', () => {
    const decision = { ...ACCEPTED, kind: 'dismiss' as const, text: null, reason: 'only an emoji' }
    const card = draftCard(aView({ decision }, { state: 'dismissed', settledAt: decision.at }))
    expect(context(card)).toEqual([['dismissed by Ana ', { at: decision.at, as: 'time' }]])
    expect(card.body).toContainEqual({ kind: 'quote', by: 'note', text: 'only an emoji' })
    expect(buttons(card).map(({ label }) => label)).toEqual(['Reopen'])
  })
})

it('a card whose other draft could not be written keeps the draft and all its buttons, and says so', () => {
  const failed = { redraftFailedAt: new Date('2026-11-20T14:01:00Z') }
  const card = draftCard(aView({}, failed))
  expect(JSON.stringify(card)).toContain('Another draft could not be written.')
  expect(buttons(card)).toEqual(buttons(draftCard(aView())))
  expect(buttons(draftCard(aView({}, { ...failed, text: null })))[0]?.label).toBe('Write reply…')
})
