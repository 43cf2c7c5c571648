import { describe, expect, it } from 'vitest'
import { templateFor } from './care.ts'
import { judge } from './judge.ts'
import { CATEGORIES, STAGES } from './verdict.ts'

describe('the fixed templates', () => {
  it('exist for what a person may answer, and for a possible minor, coercion, a threat or abuse there is none', () => {
    const having = CATEGORIES.filter((category) => templateFor(category) !== null)
    expect(having).toEqual([
      'self-harm',
      'doxxing',
      'account-compromise',
      'off-platform-payment',
      'off-platform-contact',
      'meet-up',
      'vulnerable-spender',
      'prohibited',
      'legal-request',
      'refund-dispute',
      'identity',
      'custom-content',
    ])
  })

  it('pass every guardrail themselves, at every stage', () => {
    for (const category of CATEGORIES) {
      const template = templateFor(category)
      if (!template) continue
      for (const stage of STAGES) {
        expect(judge(template, stage, { forbiddenWords: [], escalationTriggers: [] }).findings, category).toEqual([])
      }
    }
  })

  it('name an emergency number and the lifeline in the crisis message', () => {
    expect(templateFor('self-harm')).toMatch(/emergency number.*988/)
  })

  it('claim neither to be human nor to be the creator when asked who writes', () => {
    expect(templateFor('identity')).not.toMatch(/\bI am\b|\breal\b|\bbot\b/i)
  })
})
