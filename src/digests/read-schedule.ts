import { type Creator, creatorTyped } from '../agency/index.ts'
import type { DigestsDeps } from './deps.ts'
import {
  clockText,
  type DigestRule,
  isDueInQuiet,
  quietText,
  readQuiet,
  readWhen,
  type TypedWhen,
} from './digest-rule.ts'
import { USUAL_MINUTE, USUAL_QUIET } from './fire-digests.ts'
import { type DigestSchedule, listSchedules, type Place } from './schedule-store.ts'
import { words } from './schedule-words.ts'
import { SCHEDULED, type ScheduledDigest } from './scheduled.ts'
import type { WantedSchedule } from './steer-schedules.ts'

/** Stands for all creators where one could be named, and for the creator's channels where one could be named. */
export const ALL = 'all'
export const THEIRS = 'theirs'

/** As typed, by field; what isn't given stays as it was, or is as usual. */
export interface TypedSchedule {
  digest?: string
  whose?: string
  when?: string
  quiet?: string
  channel?: string
}
export type TypedField = keyof TypedSchedule

interface Wrong {
  ok: false
  field: TypedField
  /** A sentence. */
  why: string
}
export type ReadSchedule = { ok: true; wanted: WantedSchedule } | Wrong

const wrong = (field: TypedField, why: string): Wrong => ({ ok: false, field, why })

export const digestTyped = (typed: string): ScheduledDigest | undefined => {
  const wanted = typed.trim().toLowerCase()
  return SCHEDULED.find((name) => name === wanted)
}

/** Null for all creators; a sentence where nobody is called so. */
export async function whoseTyped(deps: DigestsDeps, agencyId: string, typed: string): Promise<Creator | null | string> {
  if (typed.trim().toLowerCase() === ALL) return null
  return creatorTyped(await deps.agencies.creators(agencyId), typed, [ALL])
}

/** What a person typed in a form or a line, on top of what stands; the first field that can't be, with a sentence. */
export async function readSchedule(
  deps: DigestsDeps,
  agencyId: string,
  typed: TypedSchedule,
  before: DigestSchedule | null,
): Promise<ReadSchedule> {
  const about = before ? { ok: true as const, ...before } : await readAbout(deps, agencyId, typed)
  if (!about.ok) return about
  const { digest, creatorId } = about
  const time = readTime(typed, before, before?.zone ?? (await usualZone(deps, agencyId, creatorId)))
  if (!time.ok) return time
  const place = await placeTyped(deps, agencyId, typed.channel, before)
  if (typeof place === 'string') return wrong('channel', place)
  const wanted = { ...time.rule, digest, creatorId, place }
  const why = await whyNotThere(deps, agencyId, wanted)
  return why === null ? { ok: true, wanted } : wrong('channel', why)
}

type About = { ok: true } & Pick<WantedSchedule, 'digest' | 'creatorId'>

async function readAbout(
  deps: DigestsDeps,
  agencyId: string,
  { digest: named = '', whose = '' }: TypedSchedule,
): Promise<About | Wrong> {
  const digest = digestTyped(named)
  if (!digest) return wrong('digest', words.noDigest(named, SCHEDULED))
  if (whose.trim() === '') return wrong('whose', words.noWhose)
  const creator = await whoseTyped(deps, agencyId, whose)
  if (typeof creator === 'string') return wrong('whose', creator)
  return { ok: true, digest, creatorId: creator?.id ?? null }
}

function readTime(
  typed: TypedSchedule,
  before: DigestSchedule | null,
  zone: string,
): { ok: true; rule: DigestRule } | Wrong {
  const when = readWhen(typed.when ?? '')
  if ('wrong' in when) return wrong('when', when.isAgain ? words.twice(when.wrong) : words.noTime(when.wrong))
  const quiet = typed.quiet ? readQuiet(typed.quiet) : (before ?? USUAL_QUIET)
  if (!quiet) return wrong('quiet', words.noQuiet(typed.quiet ?? ''))
  const rule = ruleOf(when, zone, quiet, before)
  if (!isDueInQuiet(rule)) return { ok: true, rule }
  if (typed.quiet) return wrong('quiet', words.dueInQuiet(clockText(rule.minuteOfDay), quietText(rule)))
  // Whoever names an hour at which it is usually quiet wants it then.
  return { ok: true, rule: { ...rule, quietFrom: null, quietUntil: null } }
}

function ruleOf(
  when: TypedWhen,
  zone: string,
  { quietFrom, quietUntil }: Pick<DigestRule, 'quietFrom' | 'quietUntil'>,
  before: DigestSchedule | null,
): DigestRule {
  const minuteOfDay = when.minuteOfDay ?? before?.minuteOfDay ?? USUAL_MINUTE
  return {
    zone: when.zone ?? zone,
    minuteOfDay,
    weekdays: when.weekdays ?? before?.weekdays ?? [],
    quietFrom,
    quietUntil,
  }
}

/** The creator's, or the agency's for all of them. */
async function usualZone({ ground, agencies }: DigestsDeps, agencyId: string, creatorId: string | null) {
  const { database } = ground
  const creator = creatorId === null ? null : await agencies.creator(database, agencyId, creatorId)
  return creator?.zone ?? (await agencies.zone(database, agencyId))
}

/** Where it goes: the channel that was named, what stands when none was, null for the creator's channels. */
export async function placeTyped(
  { channels }: DigestsDeps,
  agencyId: string,
  typed: string | undefined,
  before: Pick<DigestSchedule, 'place'> | null,
): Promise<Place | null | string> {
  if (typed === undefined) return before?.place ?? null
  if (typed === '' || typed === THEIRS) return null
  const chosen = await channels.choose(agencyId, typed)
  if (typeof chosen !== 'string' || chosen.includes(typed)) return chosen
  return words.badChannel(typed, chosen)
}

/**
 * A creator's own digest stands where no other creator's cards do, and nobody else's digest on the channel where they read it;
 * null where it may, else a sentence.
 */
export async function whyNotThere(
  { ground, channels }: DigestsDeps,
  agencyId: string,
  { digest, creatorId, place }: Pick<WantedSchedule, 'digest' | 'creatorId' | 'place'>,
): Promise<string | null> {
  const isOwn = digest === 'morning'
  if (place === null) return isOwn ? words.ownChannel : null
  if (isOwn && creatorId === null) return words.ownChannel
  const isThere = (one: Place | null) => one !== null && one.desk === place.desk && one.channel === place.channel
  const others = (await listSchedules(ground.database, agencyId)).filter(
    (one) => one.creatorId !== creatorId && isThere(one.place),
  )
  if (!isOwn) return others.some((one) => one.digest === 'morning') ? words.theirs : null
  const bound = (await channels.bindings(agencyId)).some((one) => one.creatorId !== creatorId && isThere(one))
  return bound || others.length > 0 ? words.notOwn : null
}
