import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyChart } from '../../src/charts/fixtures.ts'
import { drawChart } from '../../src/charts/index.ts'
import { chartFile } from '../web/render-chart.ts'
import { createDrawPicture } from './index.ts'

it('draws whatever chart there can be, with any words', async () => {
  const warned: object[] = []
  const draw = createDrawPicture({ svgOf: chartFile, log: { warn: (fields) => void warned.push(fields) } })
  await fc.assert(
    fc.asyncProperty(anyChart(fc.string({ unit: 'grapheme', maxLength: 12 })), async (chart) => {
      const png = await draw(chart, 'dark')
      const { width, height } = drawChart(chart)
      expect([png?.readUInt32BE(16), png?.readUInt32BE(20)]).toEqual([1_000, Math.ceil((1_000 * height) / width)])
    }),
    { numRuns: 100 },
  )
  expect(warned).toEqual([])
}, 60_000)
