import { expect, it } from 'vitest'
import { aGathered } from './gathered.fixtures.ts'
import { propose } from './propose.ts'
import { createTemplateWriter } from './template-writer.ts'

it('a safety check that throws leaves no text and no price, and the card says so', async () => {
  const gathered = aGathered(['hey, how was your day?'])
  const rules = Object.defineProperty({ ...gathered.rules }, 'escalationTriggers', {
    get: () => {
      throw new Error('broken')
    },
  })
  const proposed = await propose(
    { ...gathered, rules },
    createTemplateWriter(),
    { attempt: 0, variant: null },
    new AbortController().signal,
  )
  expect(proposed).toMatchObject({
    outcome: 'DRAFT',
    text: null,
    price: null,
    warning: 'The safety check could not run.',
  })
})
