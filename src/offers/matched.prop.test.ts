import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Buyer, matched } from './matched.ts'

const DAY_MS = 86_400_000
const SHOWN = new Date('2026-10-01T12:00:00Z')
const NOW = new Date('2026-11-20T14:00:00Z')
const days = (n: number) => SHOWN.getTime() + n * DAY_MS
const buyer = (fanId: string, paid: [day: number, minor: number][], segment = 'Regular'): Buyer => ({
  ...{ fanId, creatorId: 'bella', segment },
  paid: paid.map(([day, minor]) => ({ at: days(day), minor })),
})
const shownTo = (fan: Buyer) => ({ ...fan, since: SHOWN })

it('each fan is compared with the nearest of the same segment and creator, taken once, over the same thirty days', () => {
  const shown = [
    shownTo(
      buyer('a', [
        [-10, 2_000],
        [3, 1_500],
        [31, 9_000],
      ]),
    ),
  ]
  const others = [
    buyer('far', [
      [-10, 20_000],
      [3, 700],
    ]),
    buyer('quiet', [
      [-170, 2_000],
      [3, 700],
    ]),
    buyer(
      'whale',
      [
        [-10, 2_000],
        [3, 700],
      ],
      'Whale',
    ),
    {
      ...buyer('elsewhere', [
        [-10, 2_000],
        [3, 700],
      ]),
      creatorId: 'cleo',
    },
    buyer('alike', [
      [-11, 2_100],
      [5, 400],
      [40, 9_000],
    ]),
  ]
  expect(matched(shown, others, NOW, 100)).toMatchObject({ fans: 1, pairs: 1, spentMinor: 1_500, alikeMinor: 400 })
  const second = [...shown, shownTo(buyer('b', [[-10, 2_000]]))]
  expect(matched(second, others, NOW, 100), 'nobody is there twice').toMatchObject({ fans: 2, pairs: 1 })
  expect(matched(shown, others, new Date(days(4)), 100), 'so far').toMatchObject({ spentMinor: 1_500, alikeMinor: 0 })
})

const buyers = fc.array(
  fc.record({
    segment: fc.constantFrom('Regular', 'Whale'),
    paid: fc.array(fc.tuple(fc.integer({ min: -200, max: 60 }), fc.integer({ min: 1, max: 9_000 })), { maxLength: 4 }),
  }),
  { maxLength: 14 },
)

it('whatever fans there are, their order changes nothing, no more pairs are made than there are fans, and fans compared with their like differ by nothing', () => {
  fc.assert(
    fc.property(buyers, buyers, (shown, others) => {
      const sorted = (paid: [number, number][]) => paid.toSorted((a, b) => a[0] - b[0])
      const a = shown.map(({ paid, segment }, n) => shownTo(buyer(`s${n}`, sorted(paid), segment)))
      const b = others.map(({ paid, segment }, n) => buyer(`o${n}`, sorted(paid), segment))
      const found = matched(a, b, NOW, 100)
      expect(matched(a.toReversed(), b.toReversed(), NOW, 100)).toEqual(found)
      expect(found.pairs).toBeLessThanOrEqual(Math.min(a.length, b.length))
      expect(found.marginMinor).toBeGreaterThanOrEqual(0)
      const twins = a.map((fan) => ({ ...fan, fanId: `twin of ${fan.fanId}` }))
      const same = matched(a, twins, NOW, 100)
      expect([same.pairs, same.spentMinor]).toEqual([a.length, same.alikeMinor])
    }),
    { numRuns: 150 },
  )
})
