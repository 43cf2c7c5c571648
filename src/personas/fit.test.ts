import { describe, expect, it } from 'vitest'
import { DEFAULT_TEMPLATES } from './default-templates.ts'
import { unfitTexts, usablePersona, whyUnfitSnippet } from './fit.ts'
import { NICHES, presetOf } from './preset.ts'
import type { Persona } from './store.ts'

const LISTS = { forbiddenWords: ['moonbeam'], escalationTriggers: [] }
const persona: Persona = {
  ...{ creatorId: 'bella', version: 3, name: 'Bella', ...DEFAULT_TEMPLATES, tone: 'warm', style: 'Short.' },
  ...{ languages: ['en'], taboos: [], boundaries: [], goodExamples: [], badExamples: [], preset: null },
}

describe('what a persona may say', () => {
  it('is everything in the built-in templates and in the eleven presets', () => {
    expect(unfitTexts(persona, LISTS)).toEqual([])
    for (const niche of NICHES) {
      const preset = presetOf(niche)
      expect(preset && unfitTexts(preset, LISTS), niche).toEqual([])
    }
  })

  it('is judged text by text, and each that is refused is named with what was found and what is allowed', () => {
    const bad = {
      ...persona,
      welcome: 'Hi {{fan}}.\n---\nWrite me on wh4tsapp, {{fan}}.',
      style: 'Short lines. Talks like she was sixteen years old.',
      goodExamples: ['Good morning.', 'A m00nbeam for you.', 'It is only $5.'],
    }
    const found = unfitTexts(bad, LISTS)
    expect(found.map(({ field, place }) => [field, place])).toEqual([
      ['welcome', 1],
      ['style', null],
      ['goodExamples', 1],
      ['goodExamples', 2],
    ])
    expect(found[0]?.why).toMatch(
      /^Welcome, number 2: “wh4tsapp” is never said .* rule off-platform-contact\); allowed is/,
    )
    expect(usablePersona(bad, LISTS)).toMatchObject({
      ...{ welcome: 'Hi {{fan}}.', style: 'Short lines.', tone: 'warm', goodExamples: ['Good morning.'] },
    })
  })

  it('is the built-in template where nothing of one is left, and is never judged by what it says not to say', () => {
    const bad = { ...persona, upsell: 'Only today, {{fan}}!', badExamples: ['Only today!'], taboos: ['moonbeam'] }
    expect(unfitTexts(bad, LISTS).map(({ field }) => field)).toEqual(['upsell'])
    expect(usablePersona(bad, LISTS)).toEqual({ ...bad, upsell: DEFAULT_TEMPLATES.upsell })
  })

  it('is the same for a snippet', () => {
    expect(whyUnfitSnippet({ text: 'Back on Friday, {{fan}}.' }, LISTS)).toBeNull()
    expect(whyUnfitSnippet({ text: 'Your moon-beam, {{fan}}.' }, LISTS)).toContain('forbidden-word')
  })
})
