import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bestFor, type PricedOffer, type Sold } from './best-for.ts'
import { givesLine } from './lines.ts'
import { anOffer, assetsOf, offers } from './offers.fixtures.ts'
import { priceWith } from './price-with.ts'

const NOW = new Date('2026-11-20T14:00:00Z')
const id = (n: number) => `00000000-0000-4000-8000-0000000000a${n}`
const sold = (n: number, priceMinor: number): Sold => ({ id: id(n), priceMinor, currency: 'USD', title: `Part ${n}` })
const [coast, harbour, beach] = [sold(0, 2_400), sold(1, 2_000), sold(2, 900)]
const within = { floorMinor: 300, mostMinor: 20_000, now: NOW }
const pair = anOffer({ id: 'pair', discountType: 'bundle', discountValue: 3_000, contentIds: [coast.id, harbour.id] })
const twenty = anOffer({ id: 'twenty' })
const shown = (priced: PricedOffer | null) =>
  priced && [priced.assets.map(({ title }) => title).join(' + '), priced.priceMinor, givesLine(priced)].join(' · ')

it('a bundle is offered whole where the fan owns none of it, and not at all where they own a part', () => {
  expect(shown(bestFor([pair, twenty], coast, [coast, harbour], within))).toBe('Part 0 + Part 1 · 3000 · 2 for $30')
  expect(shown(bestFor([pair, twenty], coast, [coast, beach], within))).toBe('Part 0 · 1920 · 20% off')
  expect(bestFor([pair], coast, [coast], within)).toBeNull()
  expect(bestFor([pair], beach, [coast, harbour, beach], within), 'not a part of it').toBeNull()
})

it('a bundle above what may be asked gives way to what may, and one that isn’t cheaper is none', () => {
  const least = { ...within, mostMinor: 2_500 }
  expect(shown(bestFor([pair, twenty], coast, [coast, harbour], least))).toBe('Part 0 · 1920 · 20% off')
  expect(bestFor([{ ...pair, discountValue: 4_400 }], coast, [coast, harbour], within)).toBeNull()
})

it('of a pair the dearer one is paid: the asset with the dearest cheaper one, else the next dearer one', () => {
  const bogo = anOffer({ id: 'bogo', discountType: 'bogo', discountValue: 0 })
  expect(shown(bestFor([bogo], coast, [beach, harbour], within))).toBe('Part 0 + Part 1 · 2400 · 2 for $24')
  expect(shown(bestFor([bogo], beach, [coast, harbour], within))).toBe('Part 2 + Part 1 · 2000 · 2 for $20')
  expect(bestFor([bogo], coast, [], within)).toBeNull()
})

it('offers that stack make one price and are all named by it, but for those that did nothing; others don’t combine', () => {
  const five = anOffer({ id: 'five', discountType: 'fixed', discountValue: 500, stacks: true })
  const stacking = { ...twenty, stacks: true }
  const other = anOffer({ id: 'other', contentIds: [harbour.id], stacks: true })
  const both = bestFor([stacking, five, other], coast, [], within)
  expect([both?.offer.id, ...(both?.beside ?? []).map((each) => each.id)]).toEqual(['five', 'twenty'])
  expect(shown(both)).toBe('Part 0 · 1420 · $9.80 off')
  expect(shown(bestFor([{ ...stacking, floorMinor: 2_000 }], coast, [], within)), 'a floor holds it up').toBe(
    'Part 0 · 2000 · $4 off',
  )
  expect(shown(bestFor([twenty, five], coast, [], within))).toBe('Part 0 · 1900 · $5 off')
})

it('whatever runs: the price is what exactly its offers make of what is sold, within every floor and the bounds, and cheaper than listed', () => {
  fc.assert(
    fc.property(
      fc.array(offers, { maxLength: 4 }),
      assetsOf,
      fc.integer({ min: 0, max: 3_000 }),
      (some, [first, ...rest], floorMinor) => {
        const named = (each: { id: string; priceMinor: number }) => ({ ...each, currency: 'USD', title: each.id })
        if (!first) return
        const running = some.map((offer, n) => ({ ...offer, id: `o${n}`, state: 'live' as const }))
        const begun = running.map((offer) => ({ ...offer, validFrom: NOW, validUntil: new Date(NOW.getTime() + 1) }))
        const unowned = rest.map(named)
        const best = bestFor(begun, named(first), unowned, { floorMinor, mostMinor: 15_000, now: NOW })
        if (!best) return
        const { offer, beside, assets, priceMinor, fullMinor } = best
        expect(priceWith([offer, ...beside], assets, floorMinor)).toMatchObject({ priceMinor, fullMinor })
        expect(priceMinor).toBeLessThan(fullMinor)
        expect(priceMinor).toBeGreaterThanOrEqual(Math.max(1, floorMinor, offer.floorMinor))
        for (const each of beside) expect(priceMinor).toBeGreaterThanOrEqual(each.floorMinor)
        expect(assets[0]?.id).toBe(first.id)
        for (const { id: part } of assets.slice(1)) expect(unowned.map((each) => each.id)).toContain(part)
        if (offer.discountType === 'bundle')
          expect(assets.map((each) => each.id).toSorted()).toEqual(offer.contentIds.toSorted())
      },
    ),
    { numRuns: 300 },
  )
})
