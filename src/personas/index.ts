/**
 * How each creator writes: versions of a persona, one of them active. Leaves to `drafting` what to write with it.
 */
import type { Sql } from '../database/sql.ts'
import type { Cause, Ground } from '../facts/index.ts'
import { DEFAULT_TEMPLATES } from './default-templates.ts'
import { type NewPersona, savePersona } from './save-persona.ts'
import { activePersona, type Persona } from './store.ts'

export { ANSWERS, DEFAULT_TEMPLATES, OPENINGS } from './default-templates.ts'
export type { Persona, PersonaTemplates } from './store.ts'
export { type Filling, fillTemplate, sentencesOf, templateProblems, type Values, variantsOf } from './template.ts'
export type Personas = ReturnType<typeof createPersonas>

export function createPersonas(ground: Ground) {
  return {
    save: (input: NewPersona, by?: Cause) => savePersona(ground, input, by),
    /** Part: the persona that writes now; the built-in one until an agency saves its own. */
    active: async (sql: Sql, agencyId: string, creatorId: string): Promise<Persona> =>
      (await activePersona(sql, agencyId, creatorId)) ?? {
        creatorId,
        version: 0,
        name: 'Built-in',
        ...DEFAULT_TEMPLATES,
      },
  }
}
