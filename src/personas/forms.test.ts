import { expect, it } from 'vitest'
import { DEFAULT_TEMPLATES } from './default-templates.ts'
import { pageForm, withPage } from './forms.ts'
import type { Persona } from './store.ts'

const persona: Persona = {
  ...{ creatorId: 'bella', version: 3, name: 'Bella', ...DEFAULT_TEMPLATES, tone: 'warm', style: 'Short.' },
  ...{ languages: ['en'], taboos: [], boundaries: [], goodExamples: [], badExamples: [], preset: null },
}

it('asks for no text that its field can’t hold, says so, and keeps it whole', () => {
  const welcome = `Hi {{fan}}. ${'x'.repeat(5_000)}`
  const long = { ...persona, welcome }
  const form = pageForm('persona-templates', 'bella', long, 3)
  expect(form.fields.map(({ id }) => id)).toEqual(['upsell', 'reactivation'])
  expect(JSON.stringify(form.intro)).toContain('Welcome is too long for a form and stays as it is')
  const next = withPage('persona-templates', long, { upsell: 'See {{asset}}', reactivation: 'Still there?' })
  expect(next).toMatchObject({ welcome, upsell: 'See {{asset}}', reactivation: 'Still there?' })
})

it('takes what was typed over what was there, empty included', () => {
  const next = withPage('persona-voice', persona, { name: 'Bella', tone: '', style: 'Long.', languages: 'fr, es' })
  expect(next).toMatchObject({ tone: '', style: 'Long.', languages: ['fr', 'es'], welcome: persona.welcome })
})
