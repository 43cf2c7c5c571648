import {
  type ActionCall,
  type ActionDefinition,
  type Actor,
  type Answer,
  defineAction,
  done,
  refused,
} from '../desk/index.ts'
import { isId } from '../kernel/ids.ts'
import type { DigestsDeps } from './deps.ts'
import { whenText } from './digest-rule.ts'
import { readSchedule, type TypedSchedule } from './read-schedule.ts'
import {
  EDIT_SCHEDULE,
  type Names,
  NEW,
  OPEN_SCHEDULE,
  PAUSE_SCHEDULE,
  REMOVE_SCHEDULE,
  RESUME_SCHEDULE,
  scheduleCard,
  scheduleForm,
  whoseOf,
} from './schedule-cards.ts'
import { type DigestSchedule, listSchedules } from './schedule-store.ts'
import { words } from './schedule-words.ts'
import { addSchedule, changeSchedule, stepSchedule } from './steer-schedules.ts'

export const namesOf = async ({ agencies }: DigestsDeps, agencyId: string): Promise<Names> =>
  new Map((await agencies.creators(agencyId)).map(({ id, name }) => [id, name]))

/** The buttons and the form of scheduled digests. */
export function scheduleActions(deps: DigestsDeps): ActionDefinition[] {
  const step = (name: string, what: 'pause' | 'resume' | 'remove') =>
    defineAction({
      ...{ name, mode: 'does', least: 'manager' },
      run: ({ actor, subject }) => doStep(deps, actor, subject, what),
    })
  return [
    defineAction({
      ...{ name: OPEN_SCHEDULE, mode: 'asks', least: 'manager' },
      async run({ actor, subject }) {
        const one = await find(deps, actor.agencyId, subject)
        return one
          ? { kind: 'panel', card: scheduleCard(one, await namesOf(deps, actor.agencyId)) }
          : refused(words.gone)
      },
    }),
    defineAction({
      ...{ name: EDIT_SCHEDULE, mode: 'asks', least: 'manager' },
      run: (call) => edit(deps, call),
    }),
    step(PAUSE_SCHEDULE, 'pause'),
    step(RESUME_SCHEDULE, 'resume'),
    step(REMOVE_SCHEDULE, 'remove'),
  ]
}

async function find({ ground }: DigestsDeps, agencyId: string, id: string): Promise<DigestSchedule | undefined> {
  return (await listSchedules(ground.database, agencyId)).find((one) => one.id === id)
}

async function edit(deps: DigestsDeps, { actor, subject, filled }: ActionCall): Promise<Answer> {
  const one = subject === NEW ? null : await find(deps, actor.agencyId, subject)
  if (one === undefined) return refused(words.gone)
  if (filled === null) return { kind: 'form', form: scheduleForm(one, {}) }
  // An empty field is an answer where a place may be left out.
  const typed = { ...filled, channel: filled.channel ?? '' }
  const read = await store(deps, actor, typed, one)
  return 'kind' in read ? read : { kind: 'form', form: scheduleForm(one, typed), errors: { [read.field]: read.why } }
}

/** Stores what was typed, new or on top of what stands; the first field that can't be, where there is one. */
export async function store(
  deps: DigestsDeps,
  actor: Actor,
  typed: TypedSchedule,
  before: DigestSchedule | null,
): Promise<Answer | { field: string; why: string }> {
  const read = await readSchedule(deps, actor.agencyId, typed, before)
  if (!read.ok) return { field: read.field, why: read.why }
  const { wanted } = read
  const set = before ? await changeSchedule(deps, actor, before.id, wanted) : await addSchedule(deps, actor, wanted)
  if (set.kind === 'gone') return refused(words.gone)
  if (set.kind === 'twin') return { field: 'channel', why: words.twin }
  const { schedule, gaveWay } = set
  const whose = whoseOf(schedule, await namesOf(deps, actor.agencyId))
  const { digests } = words
  return done(words.set(digests[schedule.digest], whose, whenText(schedule), schedule.nextDueAt, gaveWay))
}

export async function doStep(
  deps: DigestsDeps,
  actor: Actor,
  id: string,
  step: 'pause' | 'resume' | 'remove',
): Promise<Answer> {
  const one = isId(id) ? await stepSchedule(deps, actor, id, step) : null
  if (!one) return refused(words.gone)
  const about = [words.digests[one.digest], whoseOf(one, await namesOf(deps, actor.agencyId))] as const
  const said = { pause: words.pausedNow, resume: words.goesOn, remove: words.removed }[step]
  return done(said(...about, one.nextDueAt))
}
