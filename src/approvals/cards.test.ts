import { describe, expect, it } from 'vitest'
import type { Card } from '../desk/index.ts'
import { draftCard } from './cards.ts'
import { aView } from './view.fixtures.ts'

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
