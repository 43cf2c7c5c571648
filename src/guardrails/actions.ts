import type { Creator } from '../agency/index.ts'
import {
  type ActionCall,
  type ActionDefinition,
  type Answer,
  actionId,
  defineAction,
  done,
  refused,
} from '../desk/index.ts'
import { type GuardrailsDeps, holding } from './deps.ts'
import { words } from './desk-words.ts'
import { PAGES, type Page, pageForm, readPage } from './forms.ts'
import { setGuardrails } from './set-guardrails.ts'
import type { Guardrails } from './store.ts'

/** The pages of a creator's guardrails, each stored as a version when it is sent; `version` is the one that it shows. */
export function guardrailActions(deps: GuardrailsDeps): ActionDefinition[] {
  return PAGES.map((page) =>
    defineAction({
      name: page,
      mode: 'asks',
      least: 'manager',
      async run(call) {
        const { agencyId } = call.actor
        const creator = await deps.agencies.creator(deps.ground.database, agencyId, call.subject)
        if (!creator) return refused(words.creatorGone)
        const rules = await holding(deps.ground.database, agencyId, creator.id)
        if (call.filled === null) return { kind: 'form', form: pageForm(page, creator, rules) }
        return store(deps, page, { ...call, filled: call.filled }, creator, rules)
      },
    }),
  )
}

async function store(
  deps: GuardrailsDeps,
  page: Page,
  call: ActionCall & { filled: NonNullable<ActionCall['filled']> },
  creator: Creator,
  rules: Guardrails,
): Promise<Answer> {
  const { actor, filled } = call
  const read = readPage(page, creator, rules, filled)
  if (read.kind === 'bad') {
    const form = typedForm(pageForm(page, creator, { ...rules, version: call.version }), filled)
    return { kind: 'form', form, errors: read.errors }
  }
  let { version } = rules
  if (version !== call.version || !isSame(read.rules, rules)) {
    const input = { ...read.rules, agencyId: actor.agencyId, creatorId: creator.id }
    const by = { kind: 'operator' as const, id: actor.operatorId }
    const set = await setGuardrails(deps.ground, input, by, call.version)
    if (set.kind === 'unknown-creator') return refused(words.creatorGone)
    if (set.kind === 'changed') {
      const operators = await deps.agencies.operators(actor.agencyId)
      const name = operators.find(({ id }) => id === set.setById)?.name ?? null
      return refused(words.changedBy(name), [
        { action: actionId(page, creator.id, set.newest), label: words.openAgain, main: true },
      ])
    }
    version = set.version
  }
  const next = PAGES[PAGES.indexOf(page) + 1]
  return next
    ? { kind: 'form', form: pageForm(next, creator, { ...rules, ...read.rules, version }) }
    : done(words.stored(creator.name, version))
}

/** A page that changes nothing is no new version. */
const isSame = (next: object, rules: Guardrails): boolean =>
  Object.entries(next).every(([id, value]) => JSON.stringify(value) === JSON.stringify(rules[id as keyof Guardrails]))

/** What was typed stands in the form again. */
function typedForm(form: ReturnType<typeof pageForm>, filled: Record<string, string>): ReturnType<typeof pageForm> {
  const fields = form.fields.map((field) => {
    const { input } = field
    return input.as === 'area' ? { ...field, input: { ...input, value: filled[field.id] ?? '' } } : field
  })
  return { ...form, fields }
}
