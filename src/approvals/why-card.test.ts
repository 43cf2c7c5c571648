import { expect, it } from 'vitest'
import { ACCEPTED, anEscalatedView, aView } from './view.fixtures.ts'
import type { DraftView } from './view-draft.ts'
import { whyCard } from './why-card.ts'

const heads = (view: DraftView) => whyCard(view).body.flatMap((node) => (node.kind === 'list' ? [node.head] : []))
const rows = (view: DraftView, head: string) =>
  whyCard(view).body.flatMap((node) => (node.kind === 'list' && node.head === head ? node.rows.map((r) => r.line) : []))

it('says who wrote a draft, and the built-in templates by that name', () => {
  expect(rows(aView(), 'Record')).toEqual(['written by the built-in writer, persona v7, attempt 1'])
  expect(rows(aView({}, { personaVersion: 0, attempt: 2 }), 'Record')).toEqual([
    'written by the built-in writer, built-in templates, attempt 3',
  ])
})

it('leaves out what isn’t there: a writer of no draft, reasons of none, a price', () => {
  for (const level of [3, 4]) {
    const text = JSON.stringify(whyCard(anEscalatedView({ level, personaVersion: 0 })))
    expect(text).not.toMatch(/written by|none|persona|attempt|Why this draft|for “/)
  }
  expect(heads(anEscalatedView())).toEqual(['Why Whale', 'Rules'])
  expect(rows(anEscalatedView(), 'Rules')).toEqual(['meet-up, level 3'])
  const failed = aView({}, { text: null, writer: 'none', warning: 'The writer could not write this one.', reasons: [] })
  expect(rows(failed, 'Why no draft')).toEqual(['The writer could not write this one.'])
  expect(rows(failed, 'Record')).toEqual([])
})

it('calls a fixed template one, without a persona', () => {
  const view = anEscalatedView({ text: 'I keep this online only.', writer: 'fixed template' })
  expect(rows(view, 'Record')).toEqual(['the fixed template, as it is for everybody'])
})

it('says why the price is not higher and not lower, where something stored says so', () => {
  const price = aView().draft.knowledge.price
  const why = (more: Partial<NonNullable<typeof price>>) => {
    const view = aView()
    const knowledge = { ...view.draft.knowledge, price: price && { ...price, ...more } }
    const all = JSON.stringify(whyCard({ ...view, draft: { ...view.draft, knowledge } }))
    return all.match(/not (?:higher|lower):[^"]*/g) ?? []
  }
  expect(why({})).toEqual([
    'not higher: this fan usually pays $30 at most',
    'not lower: this fan usually pays $20 at least',
  ])
  expect(why({ suggestedMinor: 6_000 })).toEqual(['not higher: $60 is the most allowed'])
  expect(why({ suggestedMinor: 4_000 })).toEqual([
    'not higher: already above the $30 that this fan usually pays at most',
  ])
  expect(why({ suggestedMinor: 1_000 })).toEqual([
    'not lower: already below the $20 that this fan usually pays at least',
  ])
  expect(why({ suggestedMinor: 700, usual: null })).toEqual(['not lower: $7 is the least allowed'])
  expect(why({ usual: null })).toEqual([])
})

it('says who decided, when and how', () => {
  expect(rows(aView({ decision: ACCEPTED }), 'Record')[1]).toEqual([
    'accepted by Ana ',
    { at: ACCEPTED.at, as: 'time' },
    ', as drafted, on the web desk, unverified',
  ])
  const edited = { ...ACCEPTED, kind: 'edit' as const, verified: true }
  const how = (editShare: number) => JSON.stringify(rows(aView({ decision: { ...edited, editShare } }), 'Record')[1])
  expect(how(0)).toContain(', text as drafted, price changed, on the web desk"')
  expect(how(0.002)).toContain(', 1% changed')
  expect(how(0.62)).toContain(', 62% changed')
})

it('names a segment by its word', () => {
  const view = aView()
  const knowledge = { ...view.draft.knowledge, segment: 'ChurnRisk' }
  expect(JSON.stringify(whyCard({ ...view, draft: { ...view.draft, knowledge } }))).not.toContain('ChurnRisk')
})
