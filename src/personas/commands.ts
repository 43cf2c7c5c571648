import type { Creator } from '../agency/index.ts'
import { type Actor, type Answer, type CommandDefinition, defineCommand, done, refused } from '../desk/index.ts'
import { whyUnfit } from '../guardrails/index.ts'
import { type AboutCreator, aboutCreator } from './about-creator.ts'
import { listCard, personaCard, presetCard } from './cards.ts'
import type { PersonasDeps } from './deps.ts'
import { unfitTexts } from './fit.ts'
import { pageForm } from './forms.ts'
import { NICHES, type Preset, presetOf } from './preset.ts'
import { activatePersona, savePersona } from './save-persona.ts'
import { setDisclosure } from './set-disclosure.ts'
import { snippetCommands } from './snippet-commands.ts'
import { type Persona, personaVersion } from './store.ts'
import { words } from './words.ts'

type Argument = CommandDefinition['arguments'][number]

interface CommandDeps extends PersonasDeps {
  active(agencyId: string, creatorId: string): Promise<Persona>
  setLearning(agencyId: string, creatorId: string, learns: boolean, by: Actor): Promise<void>
}
const by = ({ operatorId }: Actor) => ({ kind: 'operator' as const, id: operatorId })
const version = (required: boolean): Argument => ({
  name: 'version',
  summary: 'a number, as /persona list shows it',
  required,
})
const niche = (required: boolean): Argument => ({
  name: 'preset',
  summary: NICHES.join(', '),
  required,
  suggest: async ({ typed }) =>
    NICHES.filter((name) => name.includes(typed.trim().toLowerCase())).map((name) => ({ value: name, label: name })),
})

/** `/persona list`, `show`, `create`, `edit`, `activate`, `disclosure`, `learn`, the snippets, and `/creator preset`. */
export function personaCommands(deps: CommandDeps): CommandDefinition[] {
  const list = defineCommand({
    group: 'persona',
    name: 'list',
    summary: 'Creators and the versions of how they write',
    arguments: [],
    least: 'manager',
    run: async ({ actor }) => ({ kind: 'panel', card: await listCard(deps, actor.agencyId) }),
  })
  return [
    list,
    ...[...versionCommands(deps), ...presetCommands(deps), ...snippetCommands(deps)].map((about) =>
      aboutCreator(deps, about),
    ),
  ]
}

function versionCommands(deps: CommandDeps): AboutCreator[] {
  return [
    {
      name: 'show',
      summary: 'How a creator writes',
      more: [version(false)],
      async does(actor, creator, given) {
        const persona = await versionOf(deps, actor, creator, given.version)
        if ('kind' in persona) return persona
        const rules = await deps.rulesOf(deps.ground.database, actor.agencyId, creator.id)
        const unfit = unfitTexts(persona, rules).map(({ why }) => why)
        const line = creator.disclosureLine === null ? null : whyUnfit(creator.disclosureLine, rules)
        if (line !== null) unfit.push(words.unfitDisclosure(line))
        return { kind: 'panel', card: personaCard(creator, persona, unfit) }
      },
    },
    {
      name: 'edit',
      summary: 'A new version from one that is there',
      more: [version(false)],
      async does(actor, creator, given) {
        const persona = await versionOf(deps, actor, creator, given.version)
        if ('kind' in persona) return persona
        return { kind: 'form', form: pageForm('persona-voice', creator.id, persona, persona.version) }
      },
    },
    {
      name: 'activate',
      summary: 'Let a version write from now on',
      more: [version(true)],
      async does(actor, creator, given) {
        const persona = await versionOf(deps, actor, creator, given.version)
        if ('kind' in persona) return persona
        const which = { agencyId: actor.agencyId, creatorId: creator.id, version: persona.version }
        await activatePersona(deps, which, by(actor))
        return done(words.activated(creator.name, persona.version))
      },
    },
    {
      name: 'disclosure',
      summary: 'The line that ends every reply of a creator',
      more: [{ name: 'line', summary: 'at most 200 characters; off takes it away', required: true }],
      async does(actor, creator, given) {
        const typed = (given.line ?? '').trim()
        const line = typed.toLowerCase() === 'off' ? null : typed
        const set = await setDisclosure(deps, { agencyId: actor.agencyId, creatorId: creator.id, line }, by(actor))
        if (set.kind === 'bad') return refused(words.badField(set.why))
        return set.kind === 'set' ? done(words.disclosureSet(creator.name, line !== null)) : refused(words.changed)
      },
    },
    {
      name: 'learn',
      summary: 'Whether accepted edits become examples, as the creator agreed',
      more: [{ name: 'learning', summary: 'on or off', required: true }],
      async does(actor, creator, given) {
        const typed = (given.learning ?? '').trim().toLowerCase()
        if (typed !== 'on' && typed !== 'off') return refused(words.onOrOff)
        await deps.setLearning(actor.agencyId, creator.id, typed === 'on', actor)
        return done(words.learns(creator.name, typed === 'on'))
      },
    },
  ]
}

function presetCommands(deps: CommandDeps): AboutCreator[] {
  return [
    {
      name: 'create',
      summary: 'A new version, from the built-in templates or a preset',
      more: [niche(false)],
      async does(actor, creator, given) {
        if (given.preset === undefined) {
          const persona = await deps.active(actor.agencyId, creator.id)
          return { kind: 'form', form: pageForm('persona-voice', creator.id, persona, persona.version) }
        }
        const preset = presetOf(given.preset)
        if (!preset) return refused(words.noPreset(given.preset, NICHES))
        const stored = await saveFrom(deps, actor, creator, preset, false)
        return stored === null ? refused(words.changed) : done(words.stored(creator.name, stored))
      },
    },
    {
      group: 'creator',
      name: 'preset',
      summary: 'Write as a niche does: its persona becomes the active version',
      more: [niche(true)],
      async does(actor, creator, given) {
        const preset = presetOf(given.preset ?? '')
        if (!preset) return refused(words.noPreset(given.preset ?? '', NICHES))
        const stored = await saveFrom(deps, actor, creator, preset, true)
        if (stored === null) return refused(words.changed)
        return { kind: 'panel', card: presetCard(preset, words.applied(preset.title, creator.name, stored)) }
      },
    },
  ]
}

/** The version that was typed; without one, what writes now. */
async function versionOf(
  { ground, active }: CommandDeps,
  { agencyId }: Actor,
  { id, name }: Creator,
  typed: string | undefined,
): Promise<Persona | Answer> {
  if (typed === undefined) return active(agencyId, id)
  const number = /^v?(\d{1,9})$/i.exec(typed.trim())?.[1]
  const found = number === undefined ? null : await personaVersion(ground.database, agencyId, id, Number(number))
  return found ?? refused(words.noVersion(name, typed))
}

/** Stores a preset's persona as a new version and returns its number; null when the creator is gone. */
async function saveFrom(
  deps: CommandDeps,
  actor: Actor,
  { id }: Creator,
  preset: Preset,
  active: boolean,
): Promise<number | null> {
  const { title, tone, traits, style, boundaries, taboos, goodExamples, badExamples } = preset
  const { welcome, upsell, reactivation } = preset
  const said = { tone, style: `${style} ${traits.join(', ')}.`, boundaries, taboos, goodExamples, badExamples }
  const input = { agencyId: actor.agencyId, creatorId: id, name: title, preset: preset.id }
  const saved = await savePersona(deps, { ...input, ...said, welcome, upsell, reactivation }, by(actor), { active })
  return saved.kind === 'saved' ? saved.version : null
}
