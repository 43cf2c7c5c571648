import { expect, it } from 'vitest'
import { systemClock } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import { fitToSay } from './fit-to-say.ts'
import { aGathered } from './gathered.fixtures.ts'

it('gives a writer only what the rules of the moment let be said, and judges it again when they change', () => {
  const { creator, persona, rules } = aGathered(['hi'])
  const stored = {
    creator: { ...creator, disclosureLine: 'A sunny team helps me.' },
    persona: { ...persona, creatorId: newId(systemClock), goodExamples: ['A moonbeam.', 'A sunny day.'] },
    snippets: [{ id: 's', name: 'sun', text: 'Sunny greetings, {{fan}}' }],
  }
  const before = fitToSay(stored, { ...rules, version: 1 })
  expect(before.persona.goodExamples).toEqual(['A sunny day.'])
  expect(before).toMatchObject({ disclosureLeftOut: false, snippets: stored.snippets, creator: stored.creator })
  const after = fitToSay(stored, { ...rules, version: 2, forbiddenWords: ['sunny'] })
  expect(after).toMatchObject({ disclosureLeftOut: true, snippets: [], creator: { disclosureLine: null } })
  expect(after.persona.goodExamples).toEqual(['A moonbeam.'])
})
