import { actionId, type Card, type Field, type Form, type Line } from '../desk/index.ts'
import { quietText, whenText } from './digest-rule.ts'
import { ALL, type TypedSchedule } from './read-schedule.ts'
import type { DigestSchedule } from './schedule-store.ts'
import { words } from './schedule-words.ts'
import { SCHEDULED } from './scheduled.ts'

export const OPEN_SCHEDULE = 'open-digest-schedule'
export const EDIT_SCHEDULE = 'edit-digest-schedule'
export const PAUSE_SCHEDULE = 'pause-digest-schedule'
export const RESUME_SCHEDULE = 'resume-digest-schedule'
export const REMOVE_SCHEDULE = 'remove-digest-schedule'
/** Stands for a schedule that isn't there yet: a button's subject is an id. */
export const NEW = '00000000-0000-0000-0000-000000000000'

/** Names of creators by id. */
export type Names = ReadonlyMap<string, string>

export const whoseOf = ({ creatorId }: Pick<DigestSchedule, 'creatorId'>, names: Names): string =>
  creatorId === null ? words.all : (names.get(creatorId) ?? '')

const channelOf = ({ place }: Pick<DigestSchedule, 'place'>): string =>
  place ? `${place.desk}:${place.channel}` : words.onTheirs

const nextOf = ({ pausedAt, nextDueAt }: DigestSchedule): Line =>
  pausedAt ? words.paused : [words.next, { at: nextDueAt, as: 'day' }, ' ', { at: nextDueAt, as: 'time' }]

/** As many as are read at a glance. */
const MOST_NEXT = 8

/** What the team is told next, the soonest first; null where nothing is. A creator's own digest isn't among it. */
export function nextCard(schedules: readonly DigestSchedule[], names: Names): Card | null {
  const own = schedules.filter(({ digest, pausedAt }) => digest !== 'morning' && pausedAt === null)
  const rows = own
    .toSorted((a, b) => a.nextDueAt.getTime() - b.nextDueAt.getTime())
    .slice(0, MOST_NEXT)
    .map((one) => ({
      line: [{ strong: words.digests[one.digest] }, ` · ${whoseOf(one, names)}`],
      soft: [{ at: one.nextDueAt, as: 'day' as const }, ' ', { at: one.nextDueAt, as: 'time' as const }],
    }))
  if (rows.length === 0) return null
  return { tone: 'quiet', title: words.comesNext, summary: words.comesNext, body: [{ kind: 'list', rows }] }
}

/** Everything that is posted by itself, with when and where. */
export function schedulesCard(schedules: readonly DigestSchedule[], names: Names): Card {
  const rows = schedules.map((one) => ({
    line: [{ strong: words.digests[one.digest] }, ` · ${whoseOf(one, names)} · ${whenText(one)}`],
    soft: [`${channelOf(one)} · `, nextOf(one)].flat(),
    button: { action: actionId(OPEN_SCHEDULE, one.id, 0), label: words.open },
  }))
  return {
    ...{ tone: 'info', title: words.title, summary: words.title },
    body: [
      rows.length === 0 ? { kind: 'text', line: words.none } : { kind: 'list', rows },
      { kind: 'actions', buttons: [{ action: actionId(EDIT_SCHEDULE, NEW, 0), label: words.add, main: true }] },
    ],
  }
}

/** One of them, and what can be done with it. */
export function scheduleCard(one: DigestSchedule, names: Names): Card {
  const title = `${words.digests[one.digest]} · ${whoseOf(one, names)}`
  const button = (name: string, label: string) => ({ action: actionId(name, one.id, 0), label })
  return {
    ...{ tone: 'info', title, summary: title },
    body: [
      { kind: 'text', line: [{ strong: whenText(one) }, ` · ${channelOf(one)}`] },
      {
        kind: 'context',
        items: [nextOf(one), one.quietFrom === null ? words.neverQuiet : words.quiet(quietText(one))],
      },
      {
        kind: 'actions',
        buttons: [
          { ...button(EDIT_SCHEDULE, words.change), main: true },
          one.pausedAt ? button(RESUME_SCHEDULE, words.goOn) : button(PAUSE_SCHEDULE, words.pause),
          { ...button(REMOVE_SCHEDULE, words.remove), confirm: words.removing },
        ],
      },
    ],
  }
}

/** A form for a new one, filled with what was typed, or for one that stands. */
export function scheduleForm(one: DigestSchedule | null, typed: TypedSchedule): Form {
  const line = (id: keyof TypedSchedule, hint: string, value: string | undefined): Field => ({
    ...{ id, label: words.form[id], hint },
    input: { as: 'line', max: 100, ...(value !== undefined && { value }) },
  })
  const place = one?.place ? `${one.place.desk}:${one.place.channel}` : undefined
  const more: Field[] = [
    line('when', words.form.whenHint, typed.when ?? (one ? whenText(one) : undefined)),
    line('quiet', words.form.quietHint, typed.quiet ?? (one ? quietText(one) : undefined)),
    line('channel', words.form.channelHint, typed.channel ?? place),
  ]
  return {
    action: actionId(EDIT_SCHEDULE, one?.id ?? NEW, 0),
    title: one ? words.form.change : words.form.add,
    submit: words.form.store,
    intro: [],
    fields: [
      ...(one ? [] : [digestField(typed), line('whose', words.form.whoseHint, typed.whose ?? ALL)]),
      ...more.map((field) => ({ ...field, optional: true as const })),
    ],
  }
}

function digestField({ digest }: TypedSchedule): Field {
  const options = SCHEDULED.map((value) => ({ value, label: words.digests[value] }))
  const value = SCHEDULED.find((name) => name === digest) ?? 'today'
  return { id: 'digest', label: words.form.digest, input: { as: 'choice', options, value } }
}
