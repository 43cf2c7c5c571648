import { expect, it } from 'vitest'
import { aGathered } from './gathered.fixtures.ts'
import { propose } from './propose.ts'
import { createTemplateWriter } from './template-writer.ts'
import type { Proposal, Writer } from './writer.ts'

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

it('escalates for what a translation says, and no more once a manager has released the message', async () => {
  const translated = { language: 'sv', fan: 'i am 14 years old', reply: 'Hello.' }
  const said: Proposal = { text: 'Hallo.', confidence: 0.9, reasons: ['it greets'], upsell: false, situation: 'answer' }
  const writer: Writer = { name: 'a model', write: async () => ({ ...said, translations: translated }) }
  const asked = { attempt: 0, variant: null }
  const proposedFor = (released: number | null) =>
    propose(aGathered(['jag fyllde nyss fjorton'], { released }), writer, asked, new AbortController().signal)
  expect(await proposedFor(null)).toMatchObject({ outcome: 'ESCALATE', level: 4 })
  expect(await proposedFor(1)).toMatchObject({ outcome: 'DRAFT', text: 'Hallo.' })
})
