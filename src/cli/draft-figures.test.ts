import { expect, it } from 'vitest'
import { figureLines, figuresOf, type Replayed } from './draft-figures.ts'
import { readConversations } from './read-conversations.ts'

const draft = (more: Partial<NonNullable<Replayed['proposed']>> = {}): NonNullable<Replayed['proposed']> => ({
  ...{ outcome: 'DRAFT' as const, category: null, level: 0, text: 'Hello there', warning: null, confidence: 0.8 },
  ...{ price: null, writer: 'templates', alarms: [], written: {}, ...more },
})
const meter = { tokensIn: 1_000, tokensOut: 100, costMicros: 2_500, tookMs: 900 }
const thrown = { stage: 'draft' as const, rule: 'meet', category: 'meetup' as never, level: 3 as const }

it('counts each turn once, as drafted, escalated or without a draft, and says why', () => {
  const figures = figuresOf([
    {
      proposed: draft({ written: { meter }, writer: 'a-model', alarms: [thrown] }),
      tookMs: 1_000,
      answer: 'Hello there',
    },
    { proposed: draft({ confidence: 0.4 }), tookMs: 0, answer: 'Hello where' },
    { proposed: draft({ outcome: 'ESCALATE', category: 'refund' as never, level: 2 }), tookMs: 5, answer: 'Sorry' },
    { proposed: draft({ text: null, warning: 'No answer is needed.' }), tookMs: 5, answer: null },
    { proposed: null, tookMs: 5, answer: 'x' },
  ])
  expect(figures).toMatchObject({
    ...{ turns: 5, drafted: 2, length: 11, priced: 0, tookMs: 500 },
    escalated: [['refund, level 2', 1]],
    withoutDraft: [
      ['No answer is needed.', 1],
      ['The writer was away.', 1],
    ],
    refused: [['meetup, rule meet', 1]],
    model: { turns: 1, ...meter },
  })
  expect(figures.confidence).toBeCloseTo(0.6)
  expect(figures.edits).toMatchObject({ compared: 2, nearly: 2 })
  expect(figures.edits?.mean).toBeCloseTo(1 / 22)
  expect(figureLines(figures).join('\n')).toContain('1000 tokens in, 100 out, 900 ms each; $0.0025 in all')
})

it('has lines for nothing drafted and nobody to compare with', () => {
  const lines = figureLines(figuresOf([{ proposed: null, tookMs: 1, answer: null }])).join('\n')
  expect(lines).not.toMatch(/NaN|null|undefined/)
  expect(lines).toContain('Drafted        0 (0 %)')
})

const NOW = new Date('2026-11-20T14:00:00Z')
const line = (...said: string[]) =>
  JSON.stringify({ messages: said.map((text) => ({ by: text.startsWith('c') ? 'creator' : 'fan', text })) })

it('takes each run of a fan’s messages as a turn, with all before it and what was answered', () => {
  const turns = readConversations('a.jsonl', `${line('c0', 'f1', 'f2', 'c1', 'c2', 'f3')}\n\n${line('c9')}`, NOW)
  const plain = turns.map(({ history, turn, answer, line: at }) => [
    at,
    history.length,
    turn.map((m) => m.text),
    answer,
  ])
  expect(plain).toEqual([
    [1, 1, ['f1', 'f2'], 'c1\nc2'],
    [1, 5, ['f3'], null],
  ])
})

it('names the line and the field of what can’t be read, and reads nothing then', () => {
  const bad = ['{"messages":[{"by":"bot","text":"x"}]}', '{', line('f1')].join('\n')
  expect(() => readConversations('a.jsonl', bad, NOW)).toThrow(/line 1: messages\.0\.by: .*\nline 2: is not JSON\n/s)
})
