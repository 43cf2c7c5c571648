import { creatorsLike } from '../agency/index.ts'
import {
  type Actor,
  type Answer,
  type CommandCall,
  type CommandDefinition,
  defineCommand,
  type Filled,
  refused,
} from '../desk/index.ts'
import type { DigestsDeps } from './deps.ts'
import { ALL, digestTyped, THEIRS, type TypedSchedule, whoseTyped } from './read-schedule.ts'
import { doStep, namesOf, store } from './schedule-actions.ts'
import { scheduleForm, schedulesCard, whoseOf } from './schedule-cards.ts'
import { type DigestSchedule, listSchedules } from './schedule-store.ts'
import { words } from './schedule-words.ts'
import { optionOf, SCHEDULED } from './scheduled.ts'

const DOES = ['list', 'add', 'change', 'pause', 'resume', 'remove'] as const
type Does = (typeof DOES)[number]

const same = (value: string) => ({ value, label: value })

/** `/digest schedule`: what is posted by itself, when and where; with nothing typed the list. */
export function scheduleCommand(deps: DigestsDeps): CommandDefinition {
  const optional = { required: false as const }
  return defineCommand({
    group: 'digest',
    name: 'schedule',
    summary: 'What is posted by itself, when and where; add, change, pause or remove it',
    arguments: [
      { ...optional, name: 'do', summary: 'list when left out', options: DOES.map(same) },
      { ...optional, name: 'digest', summary: 'which digest', options: SCHEDULED.map(optionOf) },
      {
        ...{ ...optional, name: 'whose', summary: 'all, or a creator’s name, in quotes when it has blanks' },
        suggest: async ({ actor, typed }) => creatorsLike(await deps.agencies.creators(actor.agencyId), typed, [ALL]),
      },
      { ...optional, name: 'hour', summary: 'such as 08:00' },
      { ...optional, name: 'days', summary: 'daily, mon-fri or mon,thu' },
      { ...optional, name: 'zone', summary: 'such as Europe/Paris; else the creator’s, or the agency’s' },
      { ...optional, name: 'quiet', summary: 'such as 22:00-07:00, when nothing late is posted; none for any hour' },
      {
        ...{ ...optional, name: 'channel', as: 'channel' },
        summary: 'where it goes; a new one here when left out; theirs: the creator’s channels',
      },
    ],
    least: 'manager',
    run: (call) => run(deps, call),
  })
}

async function run(deps: DigestsDeps, call: CommandCall): Promise<Answer> {
  const { actor, arguments: given } = call
  const does = DOES.find((name) => name === given.do) ?? 'list'
  const schedules = await listSchedules(deps.ground.database, actor.agencyId)
  if (does === 'list') return { kind: 'panel', card: schedulesCard(schedules, await namesOf(deps, actor.agencyId)) }
  const typed = typedOf(given)
  if (typed.digest === undefined || typed.whose === undefined)
    return does === 'add' ? { kind: 'form', form: scheduleForm(null, typed) } : refused(words.which)
  if (does === 'add') return said(await store(deps, actor, typed, null))
  const { channel, ...rest } = typed
  return onFound(deps, actor, does, channel !== undefined && isNamed(call) ? typed : rest, schedules)
}

const said = (answer: Awaited<ReturnType<typeof store>>): Answer => ('kind' in answer ? answer : refused(answer.why))

function typedOf({ digest, whose, hour, days, zone, quiet, channel }: Filled): TypedSchedule {
  const when = [hour, days, zone].filter((part) => part !== undefined).join(' ')
  return {
    ...(digest !== undefined && { digest }),
    ...(whose !== undefined && { whose }),
    ...(when !== '' && { when }),
    ...(quiet !== undefined && { quiet }),
    ...(channel !== undefined && { channel: channel === THEIRS ? '' : channel }),
  }
}

/** What stands moves only to a channel that was named; the one where the command is typed is filled in by the desk. */
const isNamed = ({ arguments: { channel }, here }: CommandCall): boolean => channel !== undefined && channel !== here

async function onFound(
  deps: DigestsDeps,
  actor: Actor,
  does: Exclude<Does, 'list' | 'add'>,
  typed: TypedSchedule,
  schedules: readonly DigestSchedule[],
): Promise<Answer> {
  const digest = digestTyped(typed.digest ?? '')
  const creator = await whoseTyped(deps, actor.agencyId, typed.whose ?? '')
  if (typeof creator === 'string') return refused(creator)
  const creatorId = creator?.id ?? null
  const found = schedules.filter((one) => one.digest === digest && one.creatorId === creatorId)
  const [one, more] = found
  if (!one) {
    const whose = whoseOf({ creatorId }, await namesOf(deps, actor.agencyId))
    return refused(words.notFound(digest ? words.digests[digest] : (typed.digest ?? ''), whose))
  }
  if (more) return refused(words.several)
  return does === 'change' ? said(await store(deps, actor, typed, one)) : doStep(deps, actor, one.id, does)
}
