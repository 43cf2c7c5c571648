import { expect, it } from 'vitest'
import { ActionsQuery } from './actions.ts'

it('a program that names no creator is told how one is named', () => {
  const { error } = ActionsQuery.safeParse({})
  expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
    ['creator', 'Name a creator: by name, by id, or as they are called on a platform.'],
  ])
})
