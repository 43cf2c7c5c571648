import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isHeldOut } from '../drafting/index.ts'
import { ASSUMED_MINUTES, actionList, type Chance, OCCASIONS } from './action-list.ts'
import { type ChurnFan, churnDigest, liftOf } from './churn-digest.ts'

const fanId = fc.integer({ min: 1, max: 25 }).map((n) => `fan-${n}`)
/** The same fan has one name, one segment and one state, whatever is found about them. */
const stateOf = (id: string) => {
  const n = Number(id.slice(4))
  return {
    name: id,
    segment: 'VIP',
    isFrozen: n % 7 === 0,
    objects: n % 5 === 0,
    isOverLimit: n % 11 === 0,
    isHeldOut: n % 13 === 0,
  }
}
const chance: fc.Arbitrary<Chance> = fc
  .record({
    ...{ fanId, occasion: fc.constantFrom(...OCCASIONS), worthMinor: fc.integer({ min: 0, max: 40_000 }) },
    because: fc.constantFrom('one', 'two', 'three'),
  })
  .map((one) => ({ ...one, ...stateOf(one.fanId) }))
const chances = fc.array(chance, { maxLength: 60 })
const shuffled = <T>(of: fc.Arbitrary<T[]>) =>
  of.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))

test('the order of what is known never changes whom to write to first', () => {
  fc.assert(
    fc.property(shuffled(chances), ([all, other]) => {
      expect(actionList(other)).toEqual(actionList(all))
    }),
    { numRuns: 200 },
  )
})

test('no fan is listed twice, nor one who is frozen, held out, over a limit or objects, and a day’s minutes are never exceeded', () => {
  fc.assert(
    fc.property(chances, ([...all]) => {
      const { fans, worthMinor } = actionList(all, ASSUMED_MINUTES, { minutes: 10, fans: 6 })
      expect(new Set(fans.map(({ fanId: id }) => id)).size).toBe(fans.length)
      for (const { fanId: id } of fans)
        expect(stateOf(id)).toMatchObject({ isFrozen: false, objects: false, isOverLimit: false, isHeldOut: false })
      expect(fans.length).toBeLessThanOrEqual(6)
      expect(fans.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(10)
      expect(worthMinor).toBe(fans.reduce((sum, fan) => sum + fan.worthMinor, 0))
      const rates = fans.map((fan) => fan.worthMinor / fan.minutes)
      expect(rates).toEqual(rates.toSorted((a, b) => b - a))
    }),
    { numRuns: 200 },
  )
})

const churner: fc.Arbitrary<ChurnFan> = fc.record({
  ...{ fanId: fc.uuid(), name: fc.constant('Sana D.'), segment: fc.constant('VIP'), reasons: fc.constant([]) },
  ...{ risk: fc.double({ min: 0, max: 1, noNaN: true }), monthlyMinor: fc.nat(90_000) },
  before: fc.option(fc.record({ risk: fc.double({ min: 0, max: 1, noNaN: true }), day: fc.constant('2026-10-03') })),
  ...{ isFrozen: fc.boolean(), objects: fc.boolean(), isHeldOut: fc.boolean() },
  everyDays: fc.option(fc.integer({ min: 1, max: 60 })),
})
const bought = fc.array(fc.record({ fanId: fc.uuid(), bought: fc.boolean() }), { maxLength: 30 })

test('the churn digest never names a fan who is frozen or objects, and is the same in any order', () => {
  const fans = shuffled(fc.uniqueArray(churner, { selector: (fan) => fan.fanId, maxLength: 30 }))
  fc.assert(
    fc.property(fans, ([all, other]) => {
      const rest = { horizonDays: 30 as const, lost: [], wonBack: [], written: [], heldOut: [] }
      const digest = churnDigest({ ...rest, fans: all })
      expect(churnDigest({ ...rest, fans: other })).toEqual(digest)
      expect(digest.leaving.filter(({ isFrozen, objects, isHeldOut: held }) => isFrozen || objects || held)).toEqual([])
      expect(digest.monthlyMinor).toBe(digest.leaving.reduce((sum, fan) => sum + fan.monthlyMinor, 0))
    }),
    { numRuns: 100 },
  )
})

test('what winning back brings is between −1 and 1 with its middle inside, and unknown while a group is empty', () => {
  fc.assert(
    fc.property(bought, bought, (written, heldOut) => {
      const { difference } = liftOf(written, heldOut)
      if (written.length === 0 || heldOut.length === 0) {
        expect(difference).toBeNull()
        return
      }
      expect(difference?.low).toBeGreaterThanOrEqual(-1)
      expect(difference?.high).toBeLessThanOrEqual(1)
      expect(difference?.low).toBeLessThanOrEqual((difference?.middle ?? 0) + 1e-12)
      expect(difference?.high).toBeGreaterThanOrEqual((difference?.middle ?? 0) - 1e-12)
    }),
    { numRuns: 100 },
  )
})

test('the interval of the difference is Newcombe’s: 56 of 70 against 48 of 80 is .0524 to .3339', () => {
  const group = (hits: number, count: number) =>
    Array.from({ length: count }, (_, n) => ({ fanId: String(n), bought: n < hits }))
  const { difference } = liftOf(group(56, 70), group(48, 80))
  expect(difference?.low).toBeCloseTo(0.0524, 4)
  expect(difference?.high).toBeCloseTo(0.3339, 4)
})

test('a share of the fans is held out: the same all quarter, with a greater share more, others in another agency or quarter', () => {
  const ids = Array.from({ length: 4_000 }, (_, n) => `fan-${n}`)
  const held = (percent: number, agencyId = 'a', at = '2026-11-20T08:00:00Z') =>
    ids.filter((fanId) => isHeldOut(percent, { agencyId, fanId, at: new Date(at) }))
  const ten = held(10)
  expect(ten.length).toBeGreaterThan(320)
  expect(ten.length).toBeLessThan(480)
  expect(held(10, 'a', '2026-10-01T00:00:00Z')).toEqual(ten)
  expect(held(10, 'a', '2027-01-01T00:00:00Z')).not.toEqual(ten)
  expect(held(10, 'b')).not.toEqual(ten)
  const twenty = new Set(held(20))
  expect(ten.filter((id) => !twenty.has(id))).toEqual([])
  expect(held(0)).toEqual([])
})
