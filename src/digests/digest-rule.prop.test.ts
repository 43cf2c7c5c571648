import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nextDue, wallClock } from '../agency/index.ts'
import {
  clockText,
  type DigestRule,
  firingOf,
  isDueInQuiet,
  quietEnd,
  quietText,
  readClock,
  readQuiet,
  readWeekdays,
  readWhen,
  whenText,
} from './digest-rule.ts'

/** From the first to the last zone of the day, on both halves of the earth, with half hours, and without summer time. */
const ZONES = [
  ...['Pacific/Auckland', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Europe/Paris', 'Europe/London', 'UTC'],
  ...['America/St_Johns', 'America/New_York', 'America/Santiago', 'America/Los_Angeles', 'Pacific/Honolulu'],
]
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** A day within two weeks of a change of clocks somewhere, spring and autumn of both halves. */
const NEAR = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-09-06', '2026-09-27', '2026-10-25', '2026-11-01']

const rule = fc.record<DigestRule>({
  zone: fc.constantFrom(...ZONES),
  minuteOfDay: fc.integer({ min: 0, max: 1_439 }),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }).map((days) => days.toSorted()),
  quietFrom: fc.constant(null),
  quietUntil: fc.constant(null),
})
const start = fc
  .tuple(fc.constantFrom(...NEAR), fc.integer({ min: -8 * 1_440, max: 8 * 1_440 }))
  .map(([day, minutes]) => new Date(Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS))

it('over every change of clocks, from Auckland to Honolulu, a digest fires once on each of its days and at its wall-clock time, or right after a gap', () => {
  fc.assert(
    fc.property(rule, start, (given, from) => {
      const days: string[] = []
      for (let at = nextDue(given, from), n = 0; n < 20; n += 1) {
        const fired = firingOf(given, at, at)
        expect(fired).toMatchObject({ dueAt: at, postAt: at, late: false })
        const wall = wallClock(given.zone, at)
        const skipped = (wall % DAY_MS) / MINUTE_MS - given.minuteOfDay
        // On time, or the first minute that the wall shows after it, never before it and never hours later.
        expect(skipped).toBeGreaterThanOrEqual(0)
        if (skipped > 0)
          expect(wallClock(given.zone, new Date(at.getTime() - MINUTE_MS))).toBeLessThan(wall - MINUTE_MS)
        expect(fired.day).toBe(new Date(wall).toISOString().slice(0, 10))
        const weekday = new Date(wall).getUTCDay() || 7
        if (given.weekdays.length > 0) expect(given.weekdays).toContain(weekday)
        days.push(fired.day)
        at = fired.nextDueAt
      }
      expect(new Set(days).size).toBe(days.length)
      if (given.weekdays.length === 0)
        expect(Date.parse(days.at(-1) ?? '') - Date.parse(days[0] ?? '')).toBe(19 * DAY_MS)
    }),
    { numRuns: 200 },
  )
})

it('however long nothing ran, one digest is owed, for the newest time that passed, and the next one lies ahead', () => {
  fc.assert(
    fc.property(rule, start, fc.integer({ min: 0, max: 400 * 1_440 }), (given, from, minutes) => {
      const firstDueAt = nextDue(given, from)
      const now = new Date(firstDueAt.getTime() + minutes * MINUTE_MS)
      const { dueAt, nextDueAt, late } = firingOf(given, firstDueAt, now)
      expect(dueAt <= now && dueAt >= firstDueAt && nextDueAt > now).toBe(true)
      expect(nextDue(given, dueAt)).toEqual(nextDueAt)
      expect(late).toBe(now.getTime() - dueAt.getTime() > 5 * MINUTE_MS)
    }),
    { numRuns: 200 },
  )
})

it('what falls due late in quiet hours waits until they are over, also over midnight, and nothing else waits', () => {
  const minute = fc.integer({ min: 0, max: 1_439 })
  fc.assert(
    fc.property(rule, start, minute, minute, (given, at, quietFrom, quietUntil) => {
      fc.pre(quietFrom !== quietUntil)
      const quiet = { ...given, quietFrom, quietUntil, zone: 'UTC' }
      const ends = quietEnd(quiet, at)
      const wall = (at.getTime() % DAY_MS) / MINUTE_MS
      expect(ends !== null).toBe(isDueInQuiet({ ...quiet, minuteOfDay: wall }))
      if (ends) expect((ends.getTime() % DAY_MS) / MINUTE_MS).toBe(quietUntil)
    }),
  )
})

it('what is shown of a time is read back as the same', () => {
  fc.assert(
    fc.property(rule, (given) => {
      const { minuteOfDay, weekdays, zone } = given
      expect(readWhen(whenText(given))).toEqual({ minuteOfDay, weekdays, zone })
      expect(readClock(clockText(minuteOfDay))).toBe(minuteOfDay)
      const quiet = { quietFrom: minuteOfDay, quietUntil: (minuteOfDay + 60) % 1_440 }
      expect(readQuiet(quietText({ ...given, ...quiet }))).toEqual(quiet)
    }),
  )
})

it('days and hours are read as people write them, and anything else is named', () => {
  const days = ['daily', 'weekdays', 'mon-fri', 'Monday, thu', 'fri-mon', 'sun', 'mon-sun', 'someday', 'mon-', '-fri']
  expect(days.map((typed) => readWeekdays(typed))).toEqual([
    ...[[], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [1, 4], [1, 5, 6, 7], [7], [], null, null, null],
  ])
  expect(['8', '08:30', '8h', '8h05', '24:00', '8:60', '', 'x'].map((typed) => readClock(typed))).toEqual([
    ...[480, 510, 480, 485, null, null, null, null],
  ])
  expect(readWhen('mon-fri 9:00 Mars/Olympus')).toEqual({ wrong: 'Mars/Olympus', isAgain: false })
  // Of two hours nobody knows which is meant.
  expect(readWhen('9:00 daily 10:00')).toEqual({ wrong: '10:00', isAgain: true })
  expect(readWhen('9:00 mon thu')).toEqual({ wrong: 'thu', isAgain: true })
  expect([readQuiet('22-7'), readQuiet('none'), readQuiet('22:00'), readQuiet('7-7')]).toEqual([
    ...[{ quietFrom: 1_320, quietUntil: 420 }, { quietFrom: null, quietUntil: null }, undefined, undefined],
  ])
})
