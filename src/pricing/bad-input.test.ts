import { expect, it } from 'vitest'
import { demandChart } from './demand-chart.ts'
import { ladderOf, type PriceInput, priceFor } from './price-for.ts'
import { aPriceInput } from './price-input.fixtures.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const USD = aPriceInput({
  history: { firstPurchaseAt: NOW, lastPurchaseAt: NOW, purchases: 1, spentMinor: 900, since: NOW },
  typicalMinor: 2_000,
  bounds: { floorMinor: 300, ceilingMinor: 20_000 },
})
/** Nothing on a card is no number, and the price is one that may be asked. */
function sound(input: PriceInput) {
  const suggestion = priceFor(input)
  expect(JSON.stringify(suggestion)).not.toMatch(/NaN|Infinity|undefined/)
  expect(JSON.stringify(suggestion.knew.chances)).not.toContain('null')
  expect(input.ladderMinor).toContain(suggestion.priceMinor)
  return suggestion
}

it('prices for a fan with 10,000 purchases by the newest, as it does for one with thirty', () => {
  const thirty = Array.from({ length: 30 }, (_, n) => 1_500 + 500 * (n % 3))
  const all = [...thirty, ...Array.from({ length: 9_970 }, () => 4_000)]
  const many = sound({
    ...USD,
    ownUnlocks: all,
    history: { ...USD.history, purchases: 10_000, spentMinor: 30_000_000 },
  })
  expect(many.priceMinor).toBe(sound({ ...USD, ownUnlocks: thirty }).priceMinor)
  expect(many.knew.ownUnlocks).toHaveLength(30)
})

it('prices for the only fan of a creator, who has nothing listed and no answer yet', () => {
  const only = sound({ ...USD, typicalMinor: null, similar: [] })
  expect(only.reasons.join()).toMatch(/little history/)
  expect(demandChart({ segment: 'Prospect', typicalMinor: null, answers: [], currency: 'USD' }).finding).toMatch(
    /no price was answered yet/,
  )
})

it('says what is paid without a range where all purchases are equal, and asks less once a higher price was let pass', () => {
  const all = { ...USD, ownUnlocks: Array.from({ length: 40 }, () => 900), similar: Array<number>(500).fill(900) }
  const equal = sound(all)
  expect(equal.usual).toEqual({ fromMinor: 900, toMinor: 900 })
  expect(equal.reasons[0]).toBe('usually pays $9 (30 unlocks)')
  const passed = Array.from({ length: 5 }, () => ({ priceMinor: equal.priceMinor, scale: 1 }))
  expect(sound({ ...all, ownIgnored: passed }).priceMinor).toBeLessThan(equal.priceMinor)
})

it.each(['JPY', 'EUR', 'KWD'])('asks in %s what it asks in dollars, unit for unit', (currency) => {
  const unit = (ladderOf(currency)[0] ?? 0) / 3
  const scaled = (minor: number) => (minor / 100) * unit
  const other = sound({
    ...USD,
    currency,
    asset: { ...USD.asset, priceMinor: scaled(2_000) },
    typicalMinor: scaled(2_000),
    ownUnlocks: [1_500, 2_000, 2_000].map(scaled),
    bounds: { floorMinor: scaled(300), ceilingMinor: scaled(20_000) },
    ladderMinor: ladderOf(currency),
  })
  const dollars = sound({ ...USD, ownUnlocks: [1_500, 2_000, 2_000] })
  expect(other.priceMinor).toBeCloseTo(scaled(dollars.priceMinor), 6)
})
