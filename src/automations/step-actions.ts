import { isDeepStrictEqual } from 'node:util'
import {
  type ActionCall,
  type ActionDefinition,
  type Answer,
  actionId,
  defineAction,
  type Option,
  presetText,
  refused,
} from '../desk/index.ts'
import { words as said } from './desk-words.ts'
import { addStep, moveStep, newStepId, removeStep } from './edit-steps.ts'
import { changedSince, type FaceDeps, flowOf, namesFor } from './face-deps.ts'
import type { Flow } from './flow.ts'
import { sentenceOf } from './flow-problems.ts'
import { partOf, readPart, type Spot } from './spot.ts'
import { operator, steerFlow } from './steer-flow.ts'
import type { Step } from './step.ts'
import { kindsCard, pageWith, STEP_ACTIONS, stepCard, stepsCard } from './step-cards.ts'
import { checkSteps } from './step-errors.ts'
import type { Choices } from './step-fields.ts'
import { readStep, type StepForm, type StepPage, stepForm } from './step-forms.ts'
import { kindOf } from './step-kinds.ts'
import { words } from './step-words.ts'

/** The flow as it was when the button was drawn: any other is refused before. */
interface Press {
  deps: FaceDeps
  call: ActionCall
  flow: Flow
}

/** The buttons and forms of a flow's steps: add, change, remove and move one. Each edit is a new version; runs keep theirs. */
export function stepActions(deps: FaceDeps): ActionDefinition[] {
  const about = (name: string, does: (press: Press, spot: Spot) => Promise<Answer>): ActionDefinition =>
    defineAction({
      ...{ name, mode: 'asks', least: 'manager' },
      async run(call) {
        const { agencyId } = call.actor
        const flow = await flowOf(deps, agencyId, call.subject)
        const spot = readPart(call.part)
        if (!flow || !spot) return refused(said.gone)
        if (flow.version === call.version) return does({ deps, call, flow }, spot)
        const who = await changedSince(deps, agencyId, flow)
        return refused(said.changedBy(who), [
          { action: actionId(STEP_ACTIONS.all, flow.id, flow.version), label: said.openAgain, main: true },
        ])
      },
    })
  const onStep = (name: string, does: (press: Press, step: Step, n: number) => Promise<Answer>) =>
    about(name, async (press, spot) => {
      const step = spot.is === 'step' ? press.flow.steps[spot.n] : undefined
      return step && spot.is === 'step' ? does(press, step, spot.n) : refused(said.gone)
    })
  return [
    about(STEP_ACTIONS.all, (press, spot) => allSteps(press, spot.is === 'page' ? spot.page : 0)),
    onStep(STEP_ACTIONS.open, async ({ call, flow }, step, n) => ({
      kind: 'panel',
      card: stepCard(flow, n, step, await namesFor(deps, call.actor.agencyId, flow)),
    })),
    onStep(STEP_ACTIONS.edit, (press, step, n) => onForm(press, { is: 'step', n }, step, 'first')),
    onStep(STEP_ACTIONS.more, (press, step, n) => onForm(press, { is: 'step', n }, step, 'more')),
    about(STEP_ACTIONS.kinds, async ({ flow }, spot) =>
      spot.is === 'page' || spot.is === 'step' ? refused(said.gone) : { kind: 'panel', card: kindsCard(flow, spot) },
    ),
    about(STEP_ACTIONS.add, (press, spot) => onForm(press, spot, null, 'first')),
    onStep(STEP_ACTIONS.up, (press, step) => move(press, step, 'up')),
    onStep(STEP_ACTIONS.down, (press, step) => move(press, step, 'down')),
    onStep(STEP_ACTIONS.remove, (press, step) => store(press, removeStep(press.flow.steps, step.id), null)),
  ]
}

async function allSteps({ deps, call, flow }: Press, page: number, above: readonly string[] = []): Promise<Answer> {
  return { kind: 'panel', card: stepsCard(flow, await namesFor(deps, call.actor.agencyId, flow), page, above) }
}

async function move(press: Press, step: Step, way: 'up' | 'down'): Promise<Answer> {
  const moved = moveStep(press.flow.steps, step.id, way)
  if (!moved) return refused(way === 'up' ? words.first(step.name) : words.last(step.name))
  return store(press, moved, null)
}

/** Shows a page of a step's form, or takes what was typed into it. */
async function onForm(press: Press, spot: Spot, step: Step | null, page: StepPage): Promise<Answer> {
  const { deps, call, flow } = press
  const kind = step ? kindOf(step) : spot.is === 'page' || spot.is === 'step' ? null : spot.kind
  if (kind === null) return refused(said.gone)
  const choices = await choicesFor(deps, call.actor.agencyId, flow)
  const asked: StepForm = { flow, kind, step, choices }
  const name = step ? STEP_ACTIONS[page === 'first' ? 'edit' : 'more'] : STEP_ACTIONS.add
  const form = stepForm(asked, page, actionId(name, flow.id, flow.version, partOf(spot)))
  if (call.filled === null) return { kind: 'form', form }
  const id = step?.id ?? newStepId(flow.steps, kind)
  const typed = readStep(asked, page, id, call.filled) as Step
  const steps = step
    ? flow.steps.map((each) => (each === step ? typed : each))
    : addStep(flow.steps, placeOf(flow, spot), typed)
  return store(press, steps, { id, form, typed: call.filled })
}

function placeOf({ steps }: Flow, spot: Spot) {
  if (spot.is !== 'below' && spot.is !== 'otherwise') return 'begin' as const
  return { after: steps[spot.n]?.id ?? '', branch: spot.is === 'below' ? ('next' as const) : ('otherwise' as const) }
}

/** Stores the steps as the next version; what is wrong stands under the field, or is said where there was no form. */
async function store(
  press: Press,
  steps: readonly Step[],
  sent: { id: string; form: ReturnType<typeof stepForm>; typed: Record<string, string> } | null,
): Promise<Answer> {
  const { deps, call, flow } = press
  const checked = checkSteps(flow, steps, {
    id: sent?.id ?? '',
    fields: sent?.form.fields ?? [],
    typed: sent?.typed ?? {},
  })
  if (!checked.ok && sent) return { kind: 'form', form: retyped(sent.form, sent.typed), errors: checked.errors }
  if (!checked.ok) return refused(Object.values(checked.errors).join(' '))
  const page = pageWith(steps, sent?.id)
  if (isDeepStrictEqual(checked.flow.steps, flow.steps)) return allSteps(press, page, [said.unchanged(flow.name)])
  const saved = await steerFlow(deps, call.actor.agencyId, checked.flow, operator(call.actor), call.version)
  if (saved.kind === 'unknown-flow') return refused(said.gone)
  if (saved.kind === 'refused') return refused(said.bad(saved.problems.map(sentenceOf)))
  if (saved.kind === 'changed') return refused(said.changedBy(null))
  const told = saved.paused ? said.pausedBySave(flow.name, saved.flow.version) : words.stored(saved.flow.version)
  return allSteps({ ...press, flow: saved.flow }, page, [told])
}

/** What was typed stands in the form again. */
function retyped(form: ReturnType<typeof stepForm>, typed: Record<string, string>): ReturnType<typeof stepForm> {
  const fields = form.fields.map((field) => {
    const { input } = field
    const text = typed[field.id]
    const isText = input.as === 'area' || input.as === 'line' || input.as === 'choice'
    return isText && text !== undefined && text !== presetText(input)
      ? { ...field, input: { ...input, value: text } }
      : field
  })
  return { ...form, fields }
}

/** Content and offers of the flow's creators, for a step to name. */
async function choicesFor(
  { ground, agencies, content, offers }: FaceDeps,
  agencyId: string,
  flow: Flow,
): Promise<Choices> {
  const all = (await agencies.creators(agencyId)).map(({ id }) => id)
  const whose = flow.creators.length > 0 ? flow.creators : all
  const assets = await content.ofCreators(ground.database, agencyId, whose)
  const running = await offers.list(agencyId, {})
  const option = (id: string, label: string): Option => ({ value: id, label })
  return {
    assets: assets.map(({ id, title }) => option(id, title)),
    offers: running.filter(({ creatorId }) => whose.includes(creatorId)).map(({ id, name }) => option(id, name)),
  }
}
