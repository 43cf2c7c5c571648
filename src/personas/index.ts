/**
 * How each creator writes: versions of a persona, one of them active, and whether accepted edits may become examples.
 * Leaves to `drafting` what to write with it.
 */
import type { Sql } from '../database/sql.ts'
import type { Cause, Ground } from '../facts/index.ts'
import { DEFAULT_TEMPLATES } from './default-templates.ts'
import { activatePersona, type NewPersona, type Saving, savePersona } from './save-persona.ts'
import { activePersona, learnsFromEdits, type Persona, type PersonaStyle } from './store.ts'

export { ANSWERS, DEFAULT_TEMPLATES, OPENINGS } from './default-templates.ts'
export type { Persona, PersonaStyle, PersonaTemplates } from './store.ts'
export { type Filling, fillTemplate, sentencesOf, templateProblems, type Values, variantsOf } from './template.ts'
export type Personas = ReturnType<typeof createPersonas>

const NO_STYLE: PersonaStyle = {
  tone: '',
  style: '',
  languages: [],
  taboos: [],
  boundaries: [],
  goodExamples: [],
  badExamples: [],
  preset: null,
}

export function createPersonas(ground: Ground) {
  return {
    save: (input: NewPersona, by?: Cause, saving?: Saving) => savePersona(ground, input, by, saving),
    activate: (which: { agencyId: string; creatorId: string; version: number }, by: Cause) =>
      activatePersona(ground, which, by),
    /** Part: the persona that writes now; the built-in one until an agency saves its own. */
    active: async (sql: Sql, agencyId: string, creatorId: string): Promise<Persona> =>
      (await activePersona(sql, agencyId, creatorId)) ?? {
        creatorId,
        version: 0,
        name: 'Built-in',
        ...DEFAULT_TEMPLATES,
        ...NO_STYLE,
      },
    /** Part. */
    learns: learnsFromEdits,
  }
}
