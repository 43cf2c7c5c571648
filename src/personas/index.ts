/**
 * How each creator writes: versions of a persona, one of them active, and whether accepted edits may become examples.
 * Leaves to `drafting` what to write with it.
 */
import type { Sql } from '../database/sql.ts'
import type { Cause } from '../facts/index.ts'
import { personaActions } from './actions.ts'
import { personaCommands } from './commands.ts'
import { DEFAULT_TEMPLATES } from './default-templates.ts'
import type { PersonasDeps } from './deps.ts'
import { activatePersona, type NewPersona, type Saving, savePersona } from './save-persona.ts'
import { setDisclosure } from './set-disclosure.ts'
import { snippetsOf } from './snippet-store.ts'
import {
  activePersona,
  learnsFromEdits,
  newestVersion,
  type Persona,
  type PersonaStyle,
  personaVersion,
  personaVersions,
  setLearning,
} from './store.ts'

export { fillSnippet } from './change-snippets.ts'
export { ANSWERS, APPROACHES, DEFAULT_TEMPLATES, HELLOS, OPENINGS } from './default-templates.ts'
export { usablePersona, whyUnfitSnippet } from './fit.ts'
export { NICHES, type Preset, presetOf } from './preset.ts'
export { type NewPersona, PersonaFields, type Saved, type Saving } from './save-persona.ts'
export type { Snippet } from './snippet-store.ts'
export type { Persona, PersonaStyle, PersonaTemplates, PersonaVersion } from './store.ts'
export { type Filling, fillTemplate, sentencesOf, templateProblems, type Values, variantsOf } from './template.ts'
export type Personas = ReturnType<typeof createPersonas>

const VERSIONS_MAX = 500
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

export function createPersonas(deps: PersonasDeps) {
  const { ground } = deps
  const { database, clock, facts } = ground

  /** The persona that writes now; the built-in one until an agency saves its own. */
  const active = async (sql: Sql, agencyId: string, creatorId: string): Promise<Persona> =>
    (await activePersona(sql, agencyId, creatorId)) ?? {
      creatorId,
      version: 0,
      name: 'Built-in',
      ...DEFAULT_TEMPLATES,
      ...NO_STYLE,
    }

  /** Notes what a creator agreed to. Once they don't, what was learned is forgotten in the same moment. */
  async function setLearningBy(agencyId: string, creatorId: string, learns: boolean, actor: { operatorId: string }) {
    await database.transaction('set-learning', async (sql) => {
      const at = clock.now()
      await setLearning(sql, agencyId, creatorId, learns, at)
      if (!learns) await deps.forgetExamples(sql, agencyId, { creatorId })
      const by = { kind: 'operator' as const, id: actor.operatorId }
      await facts.record(sql, [
        { agencyId, name: 'persona.learning-set', subject: creatorId, by, data: { learns }, at },
      ])
    })
  }

  return {
    commands: personaCommands({
      ...deps,
      active: (agencyId, creatorId) => active(database, agencyId, creatorId),
      setLearning: setLearningBy,
    }),
    actions: personaActions(deps, (agencyId, creatorId) => active(database, agencyId, creatorId)),
    save: (input: NewPersona, by?: Cause, saving?: Saving) => savePersona(deps, input, by, saving),
    activate: (which: { agencyId: string; creatorId: string; version: number }, by: Cause) =>
      activatePersona(deps, which, by),
    /** The line that ends every reply of a creator; null takes it away. */
    setDisclosure: (line: { agencyId: string; creatorId: string; line: string | null }, by: Cause) =>
      setDisclosure(deps, line, by),
    versions: (agencyId: string, creatorId: string | null) =>
      personaVersions(database, agencyId, creatorId, VERSIONS_MAX),
    newest: (agencyId: string, creatorId: string) => newestVersion(database, agencyId, creatorId),
    /** Parts. */
    active,
    version: personaVersion,
    learns: learnsFromEdits,
    snippets: snippetsOf,
  }
}
