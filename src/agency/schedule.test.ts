import { describe, expect, it } from 'vitest'
import { dayBegan, isZone, nextDue } from './schedule.ts'

const at = (zone: string, minuteOfDay: number, after: string, weekdays: number[] = []) =>
  nextDue({ zone, minuteOfDay, weekdays }, new Date(after)).toISOString()

describe('nextDue', () => {
  it('falls due at the same wall-clock time on both sides of a change to summer time', () => {
    expect(at('Europe/Paris', 8 * 60, '2026-03-28T00:00:00Z')).toBe('2026-03-28T07:00:00.000Z')
    expect(at('Europe/Paris', 8 * 60, '2026-03-28T12:00:00Z')).toBe('2026-03-29T06:00:00.000Z')
  })
  it('falls due right after the gap when the time is skipped', () => {
    expect(at('Europe/Paris', 150, '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z')
    expect(at('America/New_York', 150, '2026-03-07T12:00:00Z')).toBe('2026-03-08T07:00:00.000Z')
  })
  it('falls due once, the first time, when the wall clock shows the time twice', () => {
    const first = at('Europe/Paris', 150, '2026-10-24T12:00:00Z')
    expect(first).toBe('2026-10-25T00:30:00.000Z')
    expect(at('Europe/Paris', 150, first)).toBe('2026-10-26T01:30:00.000Z')
  })
  it('keeps to its weekdays in the zone, not in UTC', () => {
    expect(at('Pacific/Auckland', 60, '2026-11-20T00:00:00Z', [1])).toBe('2026-11-22T12:00:00.000Z')
    expect(at('Pacific/Honolulu', 23 * 60, '2026-11-20T00:00:00Z', [5])).toBe('2026-11-21T09:00:00.000Z')
  })
  it('is strictly after the given instant', () => {
    expect(at('UTC', 0, '2026-11-20T00:00:00Z')).toBe('2026-11-21T00:00:00.000Z')
  })
  it('names what is allowed when no weekday can match', () => {
    expect(() => at('UTC', 0, '2026-11-20T00:00:00Z', [9])).toThrow('allowed are 1 to 7')
  })
})

it('tells IANA zones from other words', () => {
  expect([isZone('Europe/Paris'), isZone('Mars/Olympus')]).toEqual([true, false])
})

it('a day begins at midnight on the wall, also where it has 23 or 25 hours, and right after the gap where midnight is skipped', () => {
  const began = (zone: string, now: string) => dayBegan(zone, new Date(now)).toISOString()
  expect(began('Europe/Paris', '2026-10-25T12:00:00Z')).toBe('2026-10-24T22:00:00.000Z')
  expect(began('Europe/Paris', '2027-03-28T12:00:00Z')).toBe('2027-03-27T23:00:00.000Z')
  expect(began('America/Santiago', '2026-09-06T12:00:00Z')).toBe('2026-09-06T04:00:00.000Z')
  expect(began('UTC', '2026-11-20T00:00:00Z')).toBe('2026-11-20T00:00:00.000Z')
})
