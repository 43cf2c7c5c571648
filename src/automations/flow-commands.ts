import { creatorsLike, creatorTyped } from '../agency/index.ts'
import {
  type Actor,
  type Answer,
  type CommandCall,
  type CommandDefinition,
  defineCommand,
  type Filled,
  refused,
} from '../desk/index.ts'
import { newId } from '../kernel/ids.ts'
import { NICHES, presetOf } from '../personas/index.ts'
import { freeName } from './archive-flow.ts'
import { buildFlow, draftOf } from './build-flow.ts'
import { words } from './desk-words.ts'
import { activationView, dryRunView, type FaceDeps, flowOf, flowView } from './face-deps.ts'
import type { Flow } from './flow.ts'
import { archive, pause } from './flow-actions.ts'
import { listCard } from './flow-cards.ts'
import { figuresOf, runsView, statsCard } from './flow-figures.ts'
import { pageForm } from './flow-forms.ts'
import { sentenceOf } from './flow-problems.ts'
import { type FlowHead, listHeads } from './flow-store.ts'
import { presetFlow } from './preset-flow.ts'
import { DRY_RUN_MOST, JUDGED_DAYS, operator, steerFlow } from './steer-flow.ts'

/** As far back as a dry run looks. */
export const DRY_RUN_DAYS = { usual: JUDGED_DAYS, most: DRY_RUN_MOST }

type Argument = CommandDefinition['arguments'][number]

/** `/flow list`, `show`, `new`, `preset`, `edit`, `activate`, `pause`, `archive`, `restore`, `dry-run`, `runs` and `stats`. Whoever steers flows is a manager. */
export function flowCommands(deps: FaceDeps): CommandDefinition[] {
  const { database } = deps.ground
  const about = (
    name: string,
    summary: string,
    does: (actor: Actor, flow: Flow, given: Filled) => Promise<Answer>,
    more: Argument[] = [],
  ): CommandDefinition =>
    defineCommand({
      ...{ group: 'flow', name, summary, least: 'manager' },
      arguments: [flowArgument(deps), ...more],
      run: (call) => onFlow(deps, call, does),
    })
  const days: Argument = {
    name: 'days',
    summary: `1 to ${DRY_RUN_DAYS.most}, else ${DRY_RUN_DAYS.usual}`,
    required: false,
  }
  return [
    defineCommand({
      ...{
        group: 'flow',
        name: 'list',
        summary: 'Every flow, and whether it is active',
        arguments: [],
        least: 'manager',
      },
      run: async ({ actor }) => ({
        kind: 'panel',
        card: listCard((await listHeads(database, actor.agencyId)).filter(isKept)),
      }),
    }),
    about('show', 'What a flow does, line by line and drawn', async (actor, flow) => ({
      kind: 'panel',
      card: await flowView(deps, actor, flow),
    })),
    defineCommand({
      ...{ group: 'flow', name: 'new', summary: 'A draft of a flow from a sentence', least: 'manager' },
      arguments: [
        { name: 'text', summary: 'what it should do, such as: win back who was quiet for 30 days', required: true },
      ],
      run: ({ actor, arguments: given }) => fromSentence(deps, actor, given.text ?? ''),
    }),
    defineCommand({
      ...{ group: 'flow', name: 'preset', summary: 'A draft of the first week of a niche', least: 'manager' },
      arguments: [creatorArgument(deps), nicheArgument],
      run: ({ actor, arguments: given }) => fromPreset(deps, actor, given),
    }),
    about('edit', 'Name, limits and steps; an edit is a new version', async (actor, flow) => ({
      kind: 'form',
      form: pageForm('flow-about', flow, await deps.agencies.creators(actor.agencyId)),
    })),
    about('activate', 'What a flow would do, and the button that lets it', async (actor, flow) =>
      flow.status === 'active'
        ? refused(words.isActive(flow.name))
        : { kind: 'panel', card: await activationView(deps, actor, flow) },
    ),
    about('pause', 'Stop a flow at once; its runs stand still', (actor, flow) => pause(deps, actor, flow)),
    about('archive', 'Put a flow away: its runs end, and its name is free', (actor, flow) =>
      archive(deps, actor, flow, true),
    ),
    about('restore', 'Bring an archived flow back, as a draft', (actor, flow) => archive(deps, actor, flow, false)),
    about(
      'dry-run',
      'What a flow would have done in the last days; nothing is sent',
      async (actor, flow, given) => {
        const typed = (given.days ?? String(DRY_RUN_DAYS.usual)).trim()
        const number = /^\d{1,3}$/.test(typed) ? Number(typed) : 0
        if (number < 1 || number > DRY_RUN_DAYS.most) return refused(words.badDays(typed, DRY_RUN_DAYS.most))
        return { kind: 'panel', card: await dryRunView(deps, actor, flow, number) }
      },
      [days],
    ),
    about('runs', 'Who is on the way through a flow, and how runs ended', async ({ agencyId }, flow) => ({
      kind: 'panel',
      card: await runsView(deps, agencyId, flow),
    })),
    about('stats', 'How a flow went: what was done, sent, and bought after', async ({ agencyId }, flow) => ({
      kind: 'panel',
      card: statsCard(flow, await figuresOf(deps, agencyId, flow.id)),
    })),
  ]
}

const flowArgument = ({ ground }: FaceDeps): Argument => ({
  name: 'flow',
  summary: 'the flow’s name, in quotes when it has blanks',
  required: true,
  async suggest({ actor, typed }) {
    const wanted = typed.trim().toLowerCase()
    const all = await listHeads(ground.database, actor.agencyId)
    return all
      .toSorted((a, b) => Number(isKept(b)) - Number(isKept(a)))
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .map(({ name }) => ({ value: name, label: name }))
  },
})

const creatorArgument = ({ agencies }: FaceDeps): Argument => ({
  name: 'creator',
  summary: 'the creator’s name, in quotes when it has blanks',
  required: true,
  suggest: async ({ actor, typed }) => creatorsLike(await agencies.creators(actor.agencyId), typed),
})

const nicheArgument: Argument = {
  name: 'preset',
  summary: NICHES.join(', '),
  required: true,
  suggest: async ({ typed }) =>
    NICHES.filter((name) => name.includes(typed.trim().toLowerCase())).map((name) => ({ value: name, label: name })),
}

const isKept = ({ status }: FlowHead): boolean => status !== 'archived'

/** The flow of that name, one that is not archived before one that is; where several bear it, the newest. */
async function onFlow(
  deps: FaceDeps,
  { actor, arguments: given }: CommandCall,
  does: (actor: Actor, flow: Flow, given: Filled) => Promise<Answer>,
): Promise<Answer> {
  const typed = (given.flow ?? '').trim()
  const heads = await listHeads(deps.ground.database, actor.agencyId)
  const named = heads.filter(({ id, name }) => id === typed || name.toLowerCase() === typed.toLowerCase())
  const head = named.findLast(isKept) ?? named.at(-1)
  const flow = head ? await flowOf(deps, actor.agencyId, head.id) : null
  if (flow) return does(actor, flow, given)
  return refused(words.noFlow(typed, [...new Set(heads.filter(isKept).map(({ name }) => name))].slice(0, 20)))
}

async function fromSentence(deps: FaceDeps, actor: Actor, text: string): Promise<Answer> {
  const { agencyId } = actor
  const { flow, by, confidence, why, understood, leftOut } = await buildFlow(deps.languageModel, {
    agencyId,
    id: newId(deps.ground.clock),
    text,
  })
  const read = [
    ...(understood.length > 0 ? [words.understood(understood)] : []),
    ...(leftOut.length > 0 ? [words.leftOut(leftOut)] : []),
  ]
  return keepDraft(deps, actor, flow, [words.built(by, confidence, why), ...read, words.isDraft])
}

async function fromPreset(deps: FaceDeps, actor: Actor, given: Filled): Promise<Answer> {
  const creator = creatorTyped(await deps.agencies.creators(actor.agencyId), given.creator ?? '')
  if (typeof creator === 'string') return refused(creator)
  const preset = presetOf(given.preset ?? '')
  if (!preset) return refused(words.noPreset(given.preset ?? '', NICHES))
  return keepDraft(deps, actor, draftOf(presetFlow(preset, creator), newId(deps.ground.clock)), [words.isDraft])
}

/** Stores a draft and shows it. */
async function keepDraft(deps: FaceDeps, actor: Actor, draft: Flow, said: readonly string[]): Promise<Answer> {
  const name = freeName(draft.name, await listHeads(deps.ground.database, actor.agencyId))
  const saved = await steerFlow(deps, actor.agencyId, { ...draft, name }, operator(actor), null)
  if (saved.kind === 'refused') return refused(words.bad(saved.problems.map(sentenceOf)))
  if (saved.kind !== 'saved') return refused(words.gone)
  return { kind: 'panel', card: await flowView(deps, actor, saved.flow, said) }
}
