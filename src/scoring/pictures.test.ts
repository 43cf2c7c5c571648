import { expect, it } from 'vitest'
import { calibrationPlot } from './calibration-plot.ts'
import { backtest } from './models/backtest.ts'
import { segmentMap } from './segment-map.ts'

it('says in words what the calibration plot shows, and draws nothing that is no number', () => {
  const tenths = [
    { expected: 0.02, buyers: 100, bought: 3 },
    { expected: 0.4, buyers: 100, bought: 80 },
    { expected: 0, buyers: 50, bought: 0 },
  ]
  const chart = calibrationPlot('Bella', tenths)
  expect(chart.finding).toBe(
    'Of 250 buyers 42 were expected to buy within 30 days, and 83 did; 2 of 3 groups are as expected.',
  )
  expect(JSON.stringify(chart)).not.toContain('null')
})

it('looks back only where a list is long enough to be cut into groups', () => {
  expect(backtest([], 1_000, 'mbg-nbd')).toEqual([])
  expect(
    backtest(
      Array.from({ length: 30 }, () => ({ days: [900], amounts: [500] })),
      1_000,
      'mbg-nbd',
    ),
  ).toEqual([])
  const alike = backtest(
    Array.from({ length: 60 }, (_, n) => ({ days: [900 + (n % 9)], amounts: [500] })),
    1_000,
    'mbg-nbd',
  )
  expect(alike.map(({ buyers }) => buyers)).toEqual([20, 20, 20])
  for (const { expected } of alike) expect(expected >= 0 && expected <= 1).toBe(true)
})

it('maps a creator without spend, one segment, and one that lies alone', () => {
  expect(segmentMap('Bella', [], 'USD').finding).toBe('Nothing was bought yet.')
  const one = { segment: 'New' as const, fans: 1, spentMinor: 900, middleSpentMinor: 900, middleDaysSince: 0 }
  const chart = segmentMap('Bella', [one], 'JPY')
  expect(chart.finding).toBe('New is 100% of the buyers and 100% of what was spent.')
  expect(chart.layers).toMatchObject([{ points: [{ x: 1, y: 900, size: 1, text: 'New · 1' }] }])
  expect(segmentMap('Bella', [{ ...one, segment: 'ChurnRisk' }], 'USD').finding).toMatch(/^Churn risk is/)
})
