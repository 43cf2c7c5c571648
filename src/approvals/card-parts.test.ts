import { expect, it } from 'vitest'
import { hide, said } from './card-parts.ts'
import { aView } from './view.fixtures.ts'

it('shows nothing of a fan’s words where the safety check throws', () => {
  const shown = hide('write me at bob@example.com', null, () => {
    throw new Error('broken')
  })
  expect(shown).toBe('(hidden: the safety check could not run)')
})

it('shows what a colleague told the writer on the card of a message that nobody asked for, and nowhere else', () => {
  const view = aView({ note: 'Ask about the exam.' })
  expect(JSON.stringify(said(view))).not.toContain('exam')
  const unasked = { ...view, draft: { ...view.draft, approachId: 'approach' } }
  expect(JSON.stringify(said(unasked))).toContain('"label":"For the writer","text":"Ask about the exam."')
})
