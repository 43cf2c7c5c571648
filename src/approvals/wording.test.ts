import { describe, expect, it } from 'vitest'
import { renderForm } from '../../adapters/web/render-form.ts'
import type { Card } from '../desk/index.ts'
import { DEFAULT_GUARDRAILS } from '../guardrails/store.ts'
import { CATEGORIES } from '../guardrails/verdict.ts'
import { explainReply } from './answers.ts'
import { draftCard } from './cards.ts'
import { editForm, priceForm } from './forms.ts'
import { ACCEPTED, anEscalatedView, aView } from './view.fixtures.ts'

const RULES = { ...DEFAULT_GUARDRAILS, floorMinor: 700, ceilingMinor: 6_000 }

const context = (card: Card) => card.body.flatMap((node) => (node.kind === 'context' ? node.items : []))
const at = (time: string) => ({ at: new Date(`2026-11-20T${time}:00Z`), as: 'time' })

describe('a form says a limit once', () => {
  const hints = (html: string) => [...html.matchAll(/<p class="hint"[^>]*>([^<]*)/g)].map(([, words]) => words)

  it('of a reply, with the length of the draft where there is one', () => {
    const form = editForm(aView({}, { assetId: null }), RULES, [])
    expect(hints(String(renderForm(form)))).toEqual([
      'Up to 1,500 characters. The draft has 25. Checked again before approval.',
    ])
    expect(hints(String(renderForm(editForm(anEscalatedView(), RULES, []))))).toEqual([
      'Up to 1,500 characters. Checked again before approval.',
    ])
  })

  it('of a price', () => {
    expect(hints(String(renderForm(priceForm(aView(), RULES))))).toEqual(['$7 to $60. Suggested $24. Empty: no price.'])
    const forTwo = priceForm(aView(), { ...RULES, secondPersonAboveMinor: 3_000 })
    expect(hints(String(renderForm(forTwo)))[0]).toMatch(/Above 30 a second person agrees\.$/)
  })
})

describe('a refusal by the guardrails', () => {
  const finding = (category: (typeof CATEGORIES)[number], matched: string, start: number, rule: string = category) => ({
    rule,
    category,
    level: 3 as const,
    start,
    end: start + matched.length,
    matched,
    form: matched,
  })
  const told = (...findings: ReturnType<typeof finding>[]) => explainReply({ kind: 'guardrail', findings, text: '' })

  it('is a sentence for every category, without its code', () => {
    for (const category of CATEGORIES) {
      const sentence = told(finding(category, 'these words', 10))
      expect(sentence).toMatch(/^Not approved\. “these words” .+ \(characters 11 to 21\)\. Take it out or escalate\.$/)
      expect(sentence).not.toMatch(/is not allowed|[a-z]-(?:platform|word|trigger|up|dispute|injection)/)
    }
  })

  it('frames several findings once, and tells once what two rules find in the same place', () => {
    expect(
      told(
        finding('off-platform-contact', 'text me on snap', 4),
        finding('off-platform-contact', 'snap', 15, 'handle'),
        finding('off-platform-payment', 'paypal', 30),
        finding('off-platform-payment', 'paypal', 30, 'wallet'),
      ),
    ).toBe(
      'Not approved. “text me on snap” points outside the platform (characters 5 to 19). “paypal” points to a payment outside the platform (characters 31 to 36). Take them out or escalate.',
    )
  })
})

describe('a settled card', () => {
  const settled = { settledAt: new Date('2026-11-20T07:18:00Z') }

  it.each([
    ['escalate', 'escalated'],
    ['release', 'released'],
  ] as const)('says who made a decision to %s, with their reason as their words and without a code', (kind, state) => {
    const decision = { ...ACCEPTED, kind, reason: 'sounds odd', operatorName: 'Milo' }
    const card = draftCard(aView({ decision }, { ...settled, state, settledWhy: kind }))
    expect(context(card)).toEqual([[`${state} by Milo `, at('07:18')]])
    expect(card.body).toContainEqual({ kind: 'quote', by: 'note', text: 'sounds odd' })
    const silent = draftCard(
      aView({ decision: { ...decision, reason: null } }, { ...settled, state, settledWhy: kind }),
    )
    expect(silent.body).toHaveLength(1)
  })

  it('does not name who approved a reply that was taken back for what became of the card later', () => {
    const card = draftCard(
      aView({ decision: ACCEPTED }, { ...settled, state: 'elsewhere', settledWhy: 'answered elsewhere' }),
    )
    expect(context(card)).toEqual([['answered elsewhere ', at('07:18')]])
  })
})

it('a late card says since when it waits and when it was due, each once', () => {
  const late = draftCard(aView({ now: new Date('2026-11-20T14:10:00Z') }))
  expect(context(late).slice(0, 2)).toEqual([
    ['waiting since ', at('13:57')],
    ['due ', at('14:07')],
  ])
  expect(JSON.stringify(late)).not.toMatch(/answer by|wrote /)
  expect(JSON.stringify(late).match(/"due /g)).toHaveLength(1)
})

it('a card names a segment by its word', () => {
  const { knowledge } = aView().draft
  const card = draftCard(aView({}, { knowledge: { ...knowledge, segment: 'ChurnRisk' } }))
  expect(card.title).toBe('Marcus T. · Churn risk')
  expect(JSON.stringify(card)).not.toContain('ChurnRisk')
})
