import type { Flow } from './flow.ts'
import type { Sentence } from './sentence.ts'
import { words } from './template-words.ts'

/** A piece of a sentence that says one thing; where it stands among the folded words. */
interface Piece {
  at: number
  length: number
}
/** Words of a sentence that no step does. `allowed`: what may stand there; null where the words weren't understood. */
export interface LeftOut {
  said: string
  allowed: string | null
}

export interface SaidSchedule {
  pieces: Piece[]
  minuteOfDay: number
  isHourSaid: boolean
  weekdays: number[]
}
export interface SaidSpan extends Piece {
  minutes: number
  /** `wait`: told to wait so long. `then`: so long after something. `for`: it holds so long. */
  lead: 'wait' | 'then' | 'for' | null
}

/** What a sentence says in numbers, whatever template it fits. What can’t be is no part of it, and says why. */
export interface SaidParts {
  schedule: SaidSchedule | null
  discount: (Piece & { percent: number }) | null
  spans: SaidSpan[]
  cannot: (Piece & { allowed: string })[]
}

const NUMBERS: Record<string, number> = {
  ...{ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, ten: 10, fourteen: 14, thirty: 30 },
  ...{ un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, sept: 7, dix: 10, quinze: 15, trente: 30 },
}
export const DAY = 1_440
const UNITS = [
  [/^min/, 1],
  [/^(hours?|heures?)$/, 60],
  [/^(days?|jours?)$/, DAY],
  [/^(weeks?|semaines?)$/, 7 * DAY],
  [/^(months?|mois)$/, 30 * DAY],
] as const
const LONGEST = 366 * DAY
const SPAN = new RegExp(
  `\\b(?:(wait|waits|waiting|pause|attend|attends|attendre|attendez)(?: for| pendant)? )?(?:(after|apres|in|dans|for|pendant) )?(\\d{1,9}|${Object.keys(NUMBERS).join('|')}) (minutes?|mins?|hours?|heures?|days?|jours?|weeks?|semaines?|months?|mois)( later| plus tard| apres)?\\b`,
  'g',
)

const DAYS = ['(?:mon|lun)', '(?:tues|mar)', '(?:wednes|mercre)', '(?:thurs|jeu)', '(?:fri|vendre)', '(?:satur|same)']
const NAME = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?)'
const WHEN = new RegExp(
  `\\b(?:(?:every|each|on|chaque|tous les|le|les) (${NAME}(?: (?:and |et )?${NAME})*)|(?:every|each) day|daily|chaque jour|tous les jours)\\b`,
)
const HOUR =
  /\b(?:at|a) (\d{1,2})(?::(\d{2})|h(\d{2})?)?(?: ?(am|pm|h|heures?))?\b(?! (?:percent|days?|hours?|weeks?|minutes?))/
const PERCENT = /\b(\d{1,9}) percent\b(?: (?:off|discount|de (?:reduction|remise|rabais)))?/
/** Where nobody says when. */
const USUAL_MINUTE = 540

/** Reads the schedule, the discount and the spans of a sentence. Pure; takes nothing. */
export function partsOf({ said }: Sentence): SaidParts {
  const cannot: SaidParts['cannot'] = []
  const [percent, found] = [PERCENT.exec(said), spansIn(said)]
  const off = Number(percent?.[1])
  const discount = percent && { at: percent.index, length: percent[0].length, percent: off }
  if (discount && (off < 1 || off > 100)) cannot.push({ ...discount, allowed: words.allowed.percent })
  for (const span of found)
    if (span.minutes < 1 || span.minutes > LONGEST) cannot.push({ ...span, allowed: words.allowed.span })
  return {
    schedule: scheduleIn(said, cannot),
    discount: discount && off >= 1 && off <= 100 ? discount : null,
    spans: found.filter(({ minutes }) => minutes >= 1 && minutes <= LONGEST),
    cannot,
  }
}

function spansIn(said: string): SaidSpan[] {
  return [...said.matchAll(SPAN)].map(
    ({ 0: all, 1: waits, 2: lead, 3: count = '', 4: unit = '', 5: later, index }) => ({
      ...{ at: index, length: all.length },
      minutes: (NUMBERS[count] ?? Number(count)) * (UNITS.find(([names]) => names.test(unit))?.[1] ?? 1),
      lead: waits ? 'wait' : lead === 'for' || lead === 'pendant' ? 'for' : lead || later ? 'then' : null,
    }),
  )
}

function scheduleIn(said: string, cannot: SaidParts['cannot']): SaidSchedule | null {
  const when = WHEN.exec(said)
  if (!when) return null
  const names = when[1]?.match(new RegExp(NAME, 'g')) ?? []
  const weekdays = names
    .map((name) => 1 + DAYS.findIndex((day) => new RegExp(`^${day}`).test(name)))
    .map((day) => day || 7)
  const pieces = [{ at: when.index, length: when[0].length }]
  const hour = HOUR.exec(said)
  const unsaid = { pieces, weekdays, minuteOfDay: USUAL_MINUTE, isHourSaid: false }
  if (!hour) return unsaid
  const piece = { at: hour.index, length: hour[0].length }
  const minuteOfDay = minuteIn(hour)
  if (minuteOfDay !== null) return { pieces: [...pieces, piece], weekdays, minuteOfDay, isHourSaid: true }
  cannot.push({ ...piece, allowed: words.allowed.hour })
  return unsaid
}

function minuteIn([, hours = '', colon, h, half]: RegExpExecArray): number | null {
  const [hour, minute] = [Number(hours), Number(colon ?? h ?? 0)]
  const isTwelve = half === 'am' || half === 'pm'
  if (minute > 59 || hour > (isTwelve ? 12 : 23) || (isTwelve && hour === 0)) return null
  return (isTwelve ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour) * 60 + minute
}

/** Pieces that say a number which no step of a flow has. Pure. */
export function missingIn({ steps }: Pick<Flow, 'steps'>, { schedule, discount, spans }: SaidParts): Piece[] {
  const configs = steps.map(({ config }) => config)
  const has = (minutes: number): boolean =>
    configs.some(
      (config) =>
        ('minutes' in config && config.minutes === minutes) ||
        ('days' in config && config.days * DAY === minutes) ||
        ('validDays' in config && config.validDays * DAY === minutes) ||
        ('withinHours' in config && config.withinHours * 60 === minutes),
    )
  const isTimed = configs.some(
    (config) =>
      'on' in config &&
      config.on === 'schedule' &&
      (config.minuteOfDay === schedule?.minuteOfDay || schedule?.isHourSaid === false) &&
      config.weekdays.toSorted().join() === schedule?.weekdays.toSorted().join(),
  )
  const isOff = configs.some((config) => 'discountValue' in config && config.discountValue === discount?.percent)
  return [
    ...(schedule && !isTimed ? schedule.pieces : []),
    ...(discount && !isOff ? [discount] : []),
    ...spans.filter(({ minutes }) => !has(minutes)),
  ]
}
