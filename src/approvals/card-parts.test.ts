import { expect, it } from 'vitest'
import { hide } from './card-parts.ts'

it('shows nothing of a fan’s words where the safety check throws', () => {
  const shown = hide('write me at bob@example.com', null, () => {
    throw new Error('broken')
  })
  expect(shown).toBe('(hidden: the safety check could not run)')
})
