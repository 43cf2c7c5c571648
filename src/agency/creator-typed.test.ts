import { expect, it } from 'vitest'
import { creatorsLike, creatorTyped } from './creator-typed.ts'

const all = [{ name: 'Bella' }, { name: 'Ana Lua' }]

it('finds the creator however the name is written, and else says who there is', () => {
  expect(creatorTyped(all, '  ANA lua ')).toBe(all[1])
  expect(creatorTyped(all, 'Ana')).toBe('No creator is called “Ana”. There are: Bella, Ana Lua. Nothing changed.')
  expect(creatorTyped([], 'x'.repeat(500), ['all'])).toBe(
    `No creator is called “${'x'.repeat(80)}”. There are: all. Nothing changed.`,
  )
  expect(creatorTyped([], 'Ana')).toContain('There are: none yet.')
})

it('names no more creators than a sentence can hold', () => {
  const many = Array.from({ length: 300 }, (_, n) => ({ name: `Creator ${n}` }))
  expect(creatorTyped(many, 'nobody')).toMatch(
    /Creator 11 and 288 more: \/creator list names them\. Nothing changed\.$/,
  )
})

it('offers those whose name holds what was typed, and words that may stand in a creator’s place', () => {
  expect(creatorsLike(all, 'L', ['all']).map(({ value }) => value)).toEqual(['all', 'Bella', 'Ana Lua'])
  expect(creatorsLike(all, 'bel')).toEqual([{ value: 'Bella', label: 'Bella' }])
})
