import { expect, test } from 'vitest'
import { withOption } from './session.ts'
import { StatementNames } from './statement-names.ts'

test.each([
  ['postgresql://u@h/d', 'postgresql://u@h/d?options=-c%20a%3D1'],
  ['postgresql://u@h/d?sslmode=require', 'postgresql://u@h/d?sslmode=require&options=-c%20a%3D1'],
  ['postgresql://u@h/d?options=-c%20b%3D2', 'postgresql://u@h/d?options=-c%20b%3D2%20-c%20a%3D1'],
])('an option is added to %s beside those it has', (url, expected) => {
  expect(withOption(url, '-c a=1')).toBe(expected)
})

test('a statement is named from its second use, always alike, and never for texts without end', () => {
  const names = new StatementNames()
  expect(names.statement('SELECT 1', []).name).toBeUndefined()
  const name = names.statement('SELECT 1', []).name
  expect(name).toMatch(/^[\w-]{16}$/)
  expect(names.statement('SELECT 1', []).name).toBe(name)
  for (let i = 0; i < 1000; i++) names.statement(`SELECT ${i} AS many`, [])
  expect(names.statement('SELECT 999 AS many', []).name).toBeUndefined()
})
