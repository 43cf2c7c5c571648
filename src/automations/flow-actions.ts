import { isDeepStrictEqual } from 'node:util'
import {
  type ActionCall,
  type ActionDefinition,
  type Actor,
  type Answer,
  actionId,
  defineAction,
  done,
  type Filled,
  refused,
} from '../desk/index.ts'
import { archiveFlow } from './archive-flow.ts'
import { words } from './desk-words.ts'
import { activationView, dryRunView, type FaceDeps, flowOf, flowView, namesFor, operatorName } from './face-deps.ts'
import type { Flow } from './flow.ts'
import { ACTIONS } from './flow-cards.ts'
import { figuresOf, runsView, statsCard } from './flow-figures.ts'
import { PAGES, type Page, pageForm, readPage } from './flow-forms.ts'
import { sentenceOf } from './flow-problems.ts'
import { NOTHING_TO_DO } from './save-flow.ts'
import { activateFlow, DRY_RUN_MOST, JUDGED_DAYS, operator, pauseFlow, type Steered, steerFlow } from './steer-flow.ts'
import { stepActions } from './step-actions.ts'
import { stepsCard } from './step-cards.ts'

type Does = (actor: Actor, flow: Flow, call: ActionCall) => Promise<Answer>

/** The buttons and forms of a flow; `version` is the one that the card shows. */
export function flowActions(deps: FaceDeps): ActionDefinition[] {
  const about = (name: string, mode: 'does' | 'asks', does: Does): ActionDefinition =>
    defineAction({
      ...{ name, mode, least: 'manager' },
      async run(call) {
        const flow = await flowOf(deps, call.actor.agencyId, call.subject)
        return flow ? does(call.actor, flow, call) : refused(words.gone)
      },
    })
  return [
    about(ACTIONS.open, 'asks', async (actor, flow) => ({ kind: 'panel', card: await flowView(deps, actor, flow) })),
    about(ACTIONS.preview, 'asks', async (actor, flow) => ({
      kind: 'panel',
      card: await activationView(deps, actor, flow),
    })),
    about(ACTIONS.activate, 'does', (actor, flow, { version }) => activate(deps, actor, { ...flow, version })),
    about(ACTIONS.pause, 'does', (actor, flow) => pause(deps, actor, flow)),
    about(ACTIONS.dryRun, 'asks', async (actor, flow) => ({
      kind: 'panel',
      card: await dryRunView(deps, actor, flow, JUDGED_DAYS),
    })),
    about(ACTIONS.look, 'asks', async (actor, flow, { part }) => ({
      kind: 'panel',
      card: await dryRunView(deps, actor, flow, Math.min(DRY_RUN_MOST, Math.max(1, Number(part) || JUDGED_DAYS))),
    })),
    about(ACTIONS.runs, 'asks', async ({ agencyId }, flow) => ({
      kind: 'panel',
      card: await runsView(deps, agencyId, flow),
    })),
    about(ACTIONS.stats, 'asks', async ({ agencyId }, flow) => ({
      kind: 'panel',
      card: statsCard(flow, await figuresOf(deps, agencyId, flow.id)),
    })),
    ...stepActions(deps),
    ...PAGES.map((page) => about(page, 'asks', (actor, flow, call) => onPage(deps, page, actor, flow, call))),
  ]
}

/** Activates the version that was seen, or asks for the second person. */
async function activate(deps: FaceDeps, actor: Actor, flow: Flow): Promise<Answer> {
  const set = await activateFlow(deps, actor, { flowId: flow.id, version: flow.version })
  switch (set.kind) {
    case 'activated':
      return done(words.activated(flow.name))
    case 'same':
      return refused(words.isActive(flow.name))
    case 'unknown-flow':
      return refused(words.gone)
    case 'nothing-to-do':
      return refused(sentenceOf(NOTHING_TO_DO))
    case 'archived':
      return refused(words.isArchived(flow.name))
    case 'second-person':
      return refused(words.secondPerson(flow.name, set.entries, set.isAgain))
    case 'changed':
      return changed(deps, actor, flow.id, set, ACTIONS.open)
  }
}

export async function pause(deps: FaceDeps, actor: Actor, flow: Flow): Promise<Answer> {
  const set = await pauseFlow(deps, actor.agencyId, flow.id, operator(actor))
  if (set === 'unknown-flow') return refused(words.gone)
  return set === 'paused' ? done(words.paused(flow.name)) : refused(words.notActive(flow.name))
}

/** Puts a flow away or back. */
export async function archive(deps: FaceDeps, actor: Actor, flow: Flow, away: boolean): Promise<Answer> {
  const set = await archiveFlow(deps, actor.agencyId, flow.id, operator(actor), away)
  switch (set) {
    case 'set':
      return done(away ? words.archived(flow.name) : words.restored(flow.name))
    case 'same':
      return refused(away ? words.isArchived(flow.name) : words.notArchived(flow.name))
    case 'active':
      return refused(words.pauseFirst(flow.name))
    case 'name-taken':
      return refused(words.nameTaken(flow.name))
    case 'unknown-flow':
      return refused(words.gone)
  }
}

async function onPage(deps: FaceDeps, page: Page, actor: Actor, flow: Flow, call: ActionCall): Promise<Answer> {
  const creators = await deps.agencies.creators(actor.agencyId)
  if (call.filled === null) return { kind: 'form', form: pageForm(page, flow, creators) }
  const seen = { ...flow, version: call.version }
  const read = readPage(page, seen, call.filled)
  if (!read.ok)
    return { kind: 'form', form: typedForm(pageForm(page, seen, creators), call.filled), errors: read.errors }
  // A page that changes nothing is no new version.
  const isSame = flow.version === call.version && isDeepStrictEqual(read.flow, seen)
  const saved: Steered = isSame
    ? { kind: 'saved', flow, paused: false }
    : await steerFlow(deps, actor.agencyId, { ...read.flow, status: flow.status }, operator(actor), call.version)
  if (saved.kind === 'unknown-flow') return refused(words.gone)
  if (saved.kind === 'refused') return refused(words.bad(saved.problems.map(sentenceOf)))
  if (saved.kind === 'changed') return changed(deps, actor, flow.id, saved, page)
  const next = PAGES[PAGES.indexOf(page) + 1]
  if (saved.paused) return done(words.pausedBySave(saved.flow.name, saved.flow.version))
  if (next) return { kind: 'form', form: pageForm(next, saved.flow, creators) }
  const said = isSame ? words.unchanged(flow.name) : words.stored(saved.flow.name, saved.flow.version)
  return { kind: 'panel', card: stepsCard(saved.flow, await namesFor(deps, actor.agencyId, saved.flow), 0, [said]) }
}

/** Who was faster, and a button to what they made. */
async function changed(
  deps: FaceDeps,
  { agencyId }: Actor,
  flowId: string,
  { newest, byId }: { newest: number; byId: string },
  action: string,
): Promise<Answer> {
  const who = await operatorName(deps, agencyId, byId)
  return refused(words.changedBy(who), [
    { action: actionId(action, flowId, newest), label: words.openAgain, main: true },
  ])
}

/** What was typed stands in the form again. */
function typedForm(form: ReturnType<typeof pageForm>, filled: Filled): ReturnType<typeof pageForm> {
  const fields = form.fields.map((field) => {
    const { input } = field
    const typed = filled[field.id]
    const text = (input.as === 'area' || input.as === 'line') && typed !== undefined
    return text ? { ...field, input: { ...input, value: typed } } : field
  })
  return { ...form, fields }
}
