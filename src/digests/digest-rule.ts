import { isZone, nextDue, wallClock } from '../agency/index.ts'

/** When a digest falls due: a wall clock's time in a zone, on some weekdays, and hours in which nothing is posted. */
export interface DigestRule {
  /** IANA. */
  zone: string
  /** 0 to 1439. */
  minuteOfDay: number
  /** ISO weekdays, 1 is Monday; empty means every day. */
  weekdays: number[]
  /** Minutes of the day, both or none: a late digest waits until they are over. */
  quietFrom: number | null
  quietUntil: number | null
}

/** What became due: the newest time that has passed, however many were missed before it. */
export interface Firing {
  /** The day on the zone's wall that it is for, as `2026-11-20`. */
  day: string
  dueAt: Date
  /** Not before this: the end of the quiet hours, else at once. */
  postAt: Date
  nextDueAt: Date
  late: boolean
}

/** Begun this long after its time, a digest says that it is late. */
export const LATE_AFTER_MS = 5 * 60_000
const DAY_MS = 86_400_000
/** A rule that has a weekday falls due within any such stretch. */
const SURELY_DUE_MS = 9 * DAY_MS

/**
 * What a rule owes at `now`, when it was first due at `firstDueAt`: one digest for the newest time that has passed. What was
 * missed before it is not made up for. A time that the clocks skip falls due right after the gap, one that comes twice once.
 * Pure.
 */
export function firingOf(rule: DigestRule, firstDueAt: Date, now: Date): Firing {
  const near = new Date(now.getTime() - SURELY_DUE_MS)
  let dueAt = firstDueAt < near ? nextDue(rule, near) : firstDueAt
  let nextDueAt = nextDue(rule, dueAt)
  while (nextDueAt <= now) {
    dueAt = nextDueAt
    nextDueAt = nextDue(rule, dueAt)
  }
  return {
    ...{ day: dayOn(rule.zone, dueAt), dueAt, nextDueAt, postAt: quietEnd(rule, now) ?? now },
    late: now.getTime() - dueAt.getTime() > LATE_AFTER_MS,
  }
}

/**
 * When a digest of that day, owed and not posted yet, is posted once its rule is this one: at the rule's time where that is
 * still to come on that day, else at once, after the quiet hours. `later`: it has a new time. Pure.
 */
export function movedTo(rule: DigestRule, day: string, at: Date): { postAt: Date; later: boolean } {
  const next = nextDue({ ...rule, weekdays: [] }, at)
  if (dayOn(rule.zone, next) === day) return { postAt: next, later: true }
  return { postAt: quietEnd(rule, at) ?? at, later: false }
}

const dayOn = (zone: string, at: Date): string => new Date(wallClock(zone, at)).toISOString().slice(0, 10)

/** When the quiet hours end in which `at` lies; null outside of them. Their first minute is quiet, their last isn't. */
export function quietEnd({ zone, quietFrom, quietUntil }: Omit<DigestRule, 'weekdays'>, at: Date): Date | null {
  if (quietFrom === null || quietUntil === null) return null
  const next = (minuteOfDay: number) => nextDue({ zone, minuteOfDay, weekdays: [] }, at)
  const ends = next(quietUntil)
  return ends < next(quietFrom) ? ends : null
}

/** Whether the rule's own time lies in its quiet hours: it would never be on time. */
export const isDueInQuiet = ({ minuteOfDay, quietFrom, quietUntil }: DigestRule): boolean => {
  if (quietFrom === null || quietUntil === null) return false
  return quietFrom < quietUntil
    ? minuteOfDay >= quietFrom && minuteOfDay < quietUntil
    : minuteOfDay >= quietFrom || minuteOfDay < quietUntil
}

/** `8`, `08:00`, `8h30` → minutes since midnight; null for anything else. */
export function readClock(typed: string): number | null {
  const [, hour, minute = '0'] = /^(\d{1,2})(?:[:h](\d{2})?)?$/.exec(typed.trim().toLowerCase()) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null
  return Number(hour) * 60 + Number(minute)
}

export const clockText = (minuteOfDay: number): string =>
  `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`

const NAMED: Record<string, number[]> = { daily: [], weekdays: [1, 2, 3, 4, 5], weekend: [6, 7], weekends: [6, 7] }

/** `daily`, `weekdays`, `mon-fri`, `mon,thu`, `fri-mon` → ISO weekdays, none for every day; null for anything else. */
export function readWeekdays(typed: string): number[] | null {
  const wanted = typed.trim().toLowerCase()
  const named = NAMED[wanted]
  if (named) return [...named]
  const parts = wanted.split(',').map((part) => rangeOf(part))
  if (parts.some((part) => part === null)) return null
  const days = new Set(parts.flatMap((part) => part ?? []))
  return days.size === 7 ? [] : [...days].sort((a, b) => a - b)
}

/** From a weekday to another, over the weekend where it must. */
function rangeOf(typed: string): number[] | null {
  const [from = '', to = from, ...rest] = typed.trim().split('-')
  const [first, last] = [weekdayOf(from), weekdayOf(to)]
  if (first === null || last === null || rest.length > 0) return null
  const length = ((last - first + 7) % 7) + 1
  return Array.from({ length }, (_, n) => ((first - 1 + n) % 7) + 1)
}

const LONG = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

function weekdayOf(typed: string): number | null {
  const name = typed.trim()
  const at = LONG.findIndex((day) => name.length >= 3 && day.startsWith(name))
  return at < 0 ? null : at + 1
}

/** What a person typed of a time: `08:00 mon-fri Europe/Paris`, in any order; what isn't said is absent. */
export interface TypedWhen {
  minuteOfDay?: number
  weekdays?: number[]
  zone?: string
}

/** Reads it; the first word that is none of the three, or says one of them again, where there is one. */
export function readWhen(typed: string): TypedWhen | { wrong: string; isAgain: boolean } {
  let read: TypedWhen = {}
  for (const word of typed.split(/\s+/).filter((part) => part !== '')) {
    const part = partOf(word)
    if (part === null) return { wrong: word, isAgain: false }
    if (Object.keys(part).some((name) => name in read)) return { wrong: word, isAgain: true }
    read = { ...read, ...part }
  }
  return read
}

function partOf(word: string): TypedWhen | null {
  const [minuteOfDay, weekdays] = [readClock(word), readWeekdays(word)]
  if (minuteOfDay !== null) return { minuteOfDay }
  if (weekdays !== null) return { weekdays }
  return isZone(word) ? { zone: word } : null
}

/** `22:00-07:00`; `none` for no quiet hours; undefined for anything else. */
export function readQuiet(typed: string): Pick<DigestRule, 'quietFrom' | 'quietUntil'> | undefined {
  if (['none', 'never', 'off'].includes(typed.trim().toLowerCase())) return { quietFrom: null, quietUntil: null }
  const [from = '', until = '', ...rest] = typed.split(/\s*[-–]\s*/)
  const [quietFrom, quietUntil] = [readClock(from), readClock(until)]
  if (quietFrom === null || quietUntil === null || quietFrom === quietUntil || rest.length > 0) return undefined
  return { quietFrom, quietUntil }
}

/** `daily`, `mon-fri` or `mon,thu`: read back it is the same. */
function weekdaysText(weekdays: readonly number[]): string {
  if (weekdays.length === 0) return 'daily'
  if (weekdays.join() === '1,2,3,4,5') return 'mon-fri'
  return weekdays.map((day) => (LONG[day - 1] ?? '').slice(0, 3)).join(',')
}

/** `08:00 mon-fri Europe/Paris`: read back it is the same. */
export const whenText = ({ minuteOfDay, weekdays, zone }: DigestRule): string =>
  `${clockText(minuteOfDay)} ${weekdaysText(weekdays)} ${zone}`

export const quietText = ({ quietFrom, quietUntil }: DigestRule): string =>
  quietFrom === null || quietUntil === null ? 'none' : `${clockText(quietFrom)}-${clockText(quietUntil)}`
