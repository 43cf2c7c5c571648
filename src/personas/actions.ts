import { ZodError } from 'zod'
import { type ActionCall, type ActionDefinition, type Answer, defineAction, done, refused } from '../desk/index.ts'
import type { PersonasDeps } from './deps.ts'
import { PAGES, type Page, pageForm, withPage } from './forms.ts'
import { savePersona } from './save-persona.ts'
import { type Persona, personaVersion } from './store.ts'
import { words } from './words.ts'

/** The pages of a persona's form, each a new version when it is sent; `version` is the one that it shows. */
export function personaActions(
  deps: PersonasDeps,
  built: (agencyId: string, creatorId: string) => Promise<Persona>,
): ActionDefinition[] {
  async function shown({ actor, subject, version }: ActionCall): Promise<Persona | null> {
    if (version === 0) return built(actor.agencyId, subject)
    return personaVersion(deps.ground.database, actor.agencyId, subject, version)
  }

  async function store(page: Page, call: ActionCall, persona: Persona): Promise<Answer> {
    const { actor, subject, filled } = call
    const input = { ...withPage(page, persona, filled ?? {}), agencyId: actor.agencyId, creatorId: subject }
    const by = { kind: 'operator' as const, id: actor.operatorId }
    const saved = await savePersona(deps, input, by, { active: false, from: persona }).catch(problemIn)
    if (saved instanceof ZodError) return again(page, call, persona, saved)
    if (saved.kind !== 'saved') return refused(words.changed)
    const next = PAGES[PAGES.indexOf(page) + 1]
    const stored = await personaVersion(deps.ground.database, actor.agencyId, subject, saved.version)
    if (next && stored) return { kind: 'form', form: pageForm(next, subject, stored, saved.version) }
    const creator = await deps.agencies.creator(deps.ground.database, actor.agencyId, subject)
    return done(words.stored(creator?.name ?? '', saved.version))
  }

  return PAGES.map((page) =>
    defineAction({
      name: page,
      mode: 'asks',
      least: 'manager',
      async run(call) {
        const persona = await shown(call)
        if (!persona || persona.creatorId !== call.subject) return refused(words.changed)
        if (call.filled === null) return { kind: 'form', form: pageForm(page, call.subject, persona, call.version) }
        return store(page, call, persona)
      },
    }),
  )
}

/** What was typed stands in the form again, with what is wrong under its field. */
function again(page: Page, { subject, version, filled }: ActionCall, persona: Persona, error: ZodError): Answer {
  const form = pageForm(page, subject, persona, version)
  const fields = form.fields.map((field) => {
    const { input } = field
    const typed = filled?.[field.id]
    return typed !== undefined && (input.as === 'line' || input.as === 'area')
      ? { ...field, input: { ...input, value: typed } }
      : field
  })
  const errors = Object.fromEntries(error.issues.map(({ path, message }) => [String(path[0]), words.badField(message)]))
  return { kind: 'form', form: { ...form, fields }, errors }
}

function problemIn(error: unknown): ZodError {
  if (error instanceof ZodError) return error
  throw error
}
