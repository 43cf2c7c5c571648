import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findingsOf, type History } from './rules.ts'

const EMPTY: History = {
  zone: 'Europe/Paris',
  currency: 'USD',
  days: 0,
  hours: new Array<number>(24).fill(0),
  volume: { recent: 0, before: 0 },
  early: { buyers: 0, leastMinor: 0, fans: [] },
  elsewhere: { judged: 0, flagged: 0, fans: 0 },
  settings: { replyWithinMinutes: 15, maxPerHour: 4, cooldownMinutes: 5, rescoreAt: null },
}
const proposed = (history: Partial<History>) =>
  findingsOf({ ...EMPTY, ...history }).flatMap(({ proposal }) => proposal?.change ?? [])

it('proposes nothing from an empty history, and says what is missing', () => {
  const found = findingsOf(EMPTY)
  expect(found.map(({ proposal }) => proposal)).toEqual([null, null, null, null])
  expect(found.map((each) => each.found)).toEqual([
    'little history: 0 messages, 100 are needed',
    'little history: 0 messages in 0 days, 100 in 84 days are needed',
    'little history: 0 buyers, 20 are needed',
    'little history: 0 messages, 100 are needed',
  ])
})

it('names busy hours, over midnight too, and moves the nightly count to the quietest hour', () => {
  const hours = EMPTY.hours.map((_, hour) => (hour >= 22 || hour < 2 ? 50 : hour >= 8 && hour <= 10 ? 0 : 5))
  const [busy] = findingsOf({ ...EMPTY, hours })
  expect(busy?.found).toBe('70% of messages come from 22:00 to 02:00 (Europe/Paris)')
  expect(proposed({ hours })).toEqual([{ set: 'rescore-at', minuteOfDay: 9 * 60, zone: 'Europe/Paris' }])
  const rescoreAt = { minuteOfDay: 9 * 60, zone: 'Europe/Paris' }
  expect(proposed({ hours, settings: { ...EMPTY.settings, rescoreAt } })).toEqual([])
  expect(proposed({ hours: EMPTY.hours.map(() => 10) })).toEqual([])
})

it('loosens the deadline where volume went up, tightens it where it went down, and leaves chance alone', () => {
  const at = (recent: number, before: number, days = 200) => proposed({ days, volume: { recent, before } })
  expect(at(400, 300)).toEqual([{ set: 'deadline', minutes: 30 }])
  expect(at(50, 300)).toEqual([{ set: 'deadline', minutes: 8 }])
  for (const calm of [at(150, 300), at(400, 300, 60), at(40, 61)]) expect(calm).toEqual([])
})

it('tags early VIPs, and tightens limits where several fans ask to go elsewhere', () => {
  const fans = [{ id: 'f1', name: 'Ines', spentMinor: 40_000 }]
  expect(proposed({ early: { buyers: 40, leastMinor: 30_000, fans } })).toEqual([
    { set: 'tag', tag: 'early VIP', fanIds: ['f1'] },
  ])
  expect(proposed({ elsewhere: { judged: 400, flagged: 9, fans: 4 } })).toEqual([
    { set: 'limits', maxPerHour: 2, cooldownMinutes: 15 },
  ])
  expect(proposed({ elsewhere: { judged: 400, flagged: 9, fans: 2 } })).toEqual([])
})

it('never says NaN, never proposes what is so already, and keeps settings within bounds, whatever was counted', () => {
  const count = fc.nat(100_000)
  fc.assert(
    fc.property(
      fc.array(count, { minLength: 24, maxLength: 24 }),
      fc.record({ recent: count, before: count }),
      fc.record({ judged: count, flagged: count, fans: count }),
      fc.record({
        replyWithinMinutes: fc.integer({ min: 1, max: 1_440 }),
        maxPerHour: fc.integer({ min: 1, max: 60 }),
        cooldownMinutes: fc.integer({ min: 0, max: 1_440 }),
        rescoreAt: fc.constant(null),
      }),
      fc.nat(4_000),
      (hours, volume, elsewhere, settings, days) => {
        const found = findingsOf({ ...EMPTY, hours, volume, elsewhere, settings, days })
        expect(JSON.stringify(found)).not.toMatch(/NaN|Infinity|undefined/)
        for (const { proposal } of found) {
          if (proposal?.change.set === 'deadline') {
            expect(proposal.change.minutes).not.toBe(settings.replyWithinMinutes)
            expect(proposal.change.minutes).toBeGreaterThanOrEqual(2)
            expect(proposal.change.minutes).toBeLessThanOrEqual(1_440)
          }
          if (proposal?.change.set === 'limits') {
            expect(proposal.change.maxPerHour).toBeLessThanOrEqual(settings.maxPerHour)
            expect(proposal.change.cooldownMinutes).toBeGreaterThanOrEqual(settings.cooldownMinutes)
          }
        }
      },
    ),
    { numRuns: 200 },
  )
})
