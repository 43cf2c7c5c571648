import type { Refusal } from './trouble.ts'
import { words } from './words.ts'
import { zoneReader } from './zone.ts'

export type DateOrder = 'dmy' | 'mdy'

const TIME = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp])?\.?(?:[Mm]\.?)?)?`
const OFFSET = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}${OFFSET}$`)
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${TIME}${OFFSET}$`)
const NAMED = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9}\.?,? +)?(?:(\d{1,2})(?:st|nd|rd|th|\.)?[ -]+(\p{L}{3,9})\.?|(\p{L}{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?),?[ -]+(\d{4})${TIME}${OFFSET}$`,
  'u',
)
const SECONDS = /^1\d{9}$/
const MILLISECONDS = /^1\d{12}$/
/** By the first three letters; English, with French and German where they differ. */
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const OTHER_MONTHS: Record<string, number> = {
  ...{ jän: 1, fév: 2, mär: 3, avr: 4, mai: 5, juin: 6, juil: 7, aoû: 8, okt: 10, dez: 12, déc: 12 },
}
const EARLIEST = Date.UTC(2000, 0, 1)
const CLOCK_SKEW_MS = 10 * 60_000

/** What a cell tells of the order of day and month in its column; `either` when both would do, null: nothing. */
export function orderSign(cell: string): DateOrder | 'either' | null {
  const match = YEAR_LAST.exec(cell)
  if (!match) return null
  const [, first, mark, second] = match
  // Points are written where the day comes first.
  if (mark === '.' || Number(first) > 12) return 'dmy'
  if (Number(second) > 12) return 'mdy'
  return first === second ? null : 'either'
}

/** Reads times of one column: `zone` for those without an offset. Before 2000, or later than `now`, nothing happened. */
export function instantReader(options: {
  order: DateOrder
  zone: string
  now: Date
}): (cell: string) => Date | Refusal {
  const inZone = zoneReader(options.zone)
  const latest = options.now.getTime() + CLOCK_SKEW_MS
  return (cell) => {
    const instant = instantOf(cell, options.order, inZone)
    if (instant === null) return { refused: words.noTime }
    if (instant < EARLIEST) return { refused: words.tooEarly }
    if (instant > latest) return { refused: words.inTheFuture }
    return new Date(instant)
  }
}

/** How programs write; most files have nothing else. */
const MACHINE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/
/** Of `2026-03-04T09:20:00Z`. */
const SECONDS_ONLY = 20
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const ZERO = 48
const LETTER_Z = 90

/** By its digits, since a file has one a row and `Date.parse` costs more than all else of it; null: read it slowly. */
function machineInstant(cell: string): number | null {
  if (cell.charCodeAt(cell.length - 1) !== LETTER_Z || !MACHINE.test(cell)) return null
  const month = twoDigits(cell, 5)
  const day = twoDigits(cell, 8)
  const hour = twoDigits(cell, 11)
  const minute = twoDigits(cell, 14)
  const second = twoDigits(cell, 17)
  // No such month: no days. Leap days are for the slow way.
  if (day < 1 || day > (DAYS[month - 1] ?? 0) || hour > 23 || minute > 59 || second > 59) return null
  const fraction = cell.length === SECONDS_ONLY ? 0 : Number(cell.slice(SECONDS_ONLY, -1).padEnd(3, '0'))
  return Date.UTC(twoDigits(cell, 0) * 100 + twoDigits(cell, 2), month - 1, day, hour, minute, second, fraction)
}

const twoDigits = (text: string, at: number): number =>
  (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO

type Clock = (string | undefined)[]

function instantOf(cell: string, order: DateOrder, inZone: (local: number) => number): number | null {
  const machine = machineInstant(cell)
  if (machine !== null) return machine
  const iso = YEAR_FIRST.exec(cell)
  if (iso) return assembled(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso.slice(4), inZone)
  if (SECONDS.test(cell)) return Number(cell) * 1000
  if (MILLISECONDS.test(cell)) return Number(cell)
  const local = YEAR_LAST.exec(cell)
  if (local) {
    const [first, second] = [Number(local[1]), Number(local[3])]
    const [day, month] = order === 'dmy' ? [first, second] : [second, first]
    const year = Number(local[4])
    return assembled(year < 100 ? 2000 + year : year, month, day, local.slice(5), inZone)
  }
  const named = NAMED.exec(cell)
  if (!named) return null
  const month = monthOf(named[2] ?? named[3] ?? '')
  return month === 0 ? null : assembled(Number(named[5]), month, Number(named[1] ?? named[4]), named.slice(6), inZone)
}

function monthOf(name: string): number {
  const lower = name.toLowerCase()
  const english = MONTHS.indexOf(lower.slice(0, 3)) + 1
  const other = Object.entries(OTHER_MONTHS).find(([begin]) => lower.startsWith(begin))?.[1]
  return other ?? english
}

/** `clock`: hour, minute, second, fraction, a or p, offset. Null when there is no such day or time. */
function assembled(year: number, month: number, day: number, clock: Clock, inZone: (local: number) => number) {
  const [hours = '0', minute = '0', second = '0', fraction = '', half, offset] = clock
  const hour = halfDay(Number(hours), half)
  if (hour === null || hour > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const date = Date.UTC(year, month - 1, day)
  const made = new Date(date)
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return null
  const ms = fraction === '' ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'))
  const local = date + ((hour * 60 + Number(minute)) * 60 + Number(second)) * 1000 + ms
  return offset === undefined ? inZone(local) : local - offsetMs(offset)
}

function halfDay(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return null
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

function offsetMs(offset: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(offset)
  if (!match) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return (match[1] === '-' ? -minutes : minutes) * 60_000
}
