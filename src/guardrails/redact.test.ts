import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge } from './judge.ts'
import { redactForCard } from './redact.ts'

const NONE = { forbiddenWords: [], escalationTriggers: [] }
const redacted = (text: string) => redactForCard(text, judge(text, 'fan', NONE).findings)

describe('what a card shows of a message', () => {
  it('names what was removed in place of payment apps and contact details', () => {
    expect(redacted('can i just send it to your PayPal? easier')).toBe(
      'can i just send it to your [payment app removed]? easier',
    )
    expect(redacted('call +1 555 123 4567 or bob@example.com ok')).toBe(
      'call [contact removed] or [contact removed] ok',
    )
    expect(redacted('telegram: bob99 please')).toBe('[contact removed] please')
  })

  it('takes out a name said to be the real one, and street addresses, in six languages', () => {
    for (const [text, shown] of [
      ['your real name is Anna Kowalski and i know it', 'your real name is [name removed] and i know it'],
      ["so you're actually called Anna, right?", "so you're actually called [name removed], right?"],
      ['ton vrai nom est Anne Martin', 'ton vrai nom est [name removed]'],
      ['dein echter Name ist Anna Schmidt', 'dein echter Name ist [name removed]'],
      ['you live at 12b Baker Street, i saw it', 'you live at [address removed], i saw it'],
      ['tu habites 12 rue de la Paix', 'tu habites [address removed]'],
      ['vives en calle Mayor 12', 'vives en [address removed]'],
      ['du wohnst in der Hauptstraße 12', 'du wohnst in der [address removed]'],
      ['abiti in via Roma 12', 'abiti in [address removed]'],
      ['rua Augusta 1200', '[address removed]'],
    ] as const)
      expect(redacted(text), text).toBe(shown)
    for (const text of [
      'my name is Tom',
      'what is your real name?',
      'i walked down the street for 2 hours',
      'that set of 12 from the coast',
    ])
      expect(redacted(text), text).toBe(text)
  })

  it('leaves every other finding readable, since a person must judge it', () => {
    expect(redacted('i want a refund')).toBe('i want a refund')
  })

  it('closes overlapping findings into one hole', () => {
    const finding = { rule: 'r', category: 'off-platform-contact', level: 3, matched: '', form: '' } as const
    const shown = redactForCard('0123456789', [
      { ...finding, start: 2, end: 6 },
      { ...finding, start: 4, end: 8 },
    ])
    expect(shown).toBe('01[contact removed]89')
  })

  it('property removed: no payment or contact finding of a message is left in what the card shows', () => {
    const part = fc.constantFrom(
      'hey',
      'paypal',
      'my venmo: bob',
      '+1 555 123 4567',
      'bob@example.com',
      'whatsapp',
      'ok?',
      'p4ypal',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = parts.join(' ... ')
        const shown = redacted(text)
        for (const secret of ['paypal', 'p4ypal', 'venmo', '555', 'example', 'whatsapp'])
          expect(shown).not.toContain(secret)
      }),
      { numRuns: 200 },
    )
  })
})
