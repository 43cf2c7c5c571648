import { expect, it } from 'vitest'
import { GALLERY } from '../../src/desk/gallery.ts'
import { chartsOf } from '../../src/desk/index.ts'
import { chartFile } from '../web/render-chart.ts'
import { createDrawPicture } from './index.ts'

const draw = createDrawPicture({ svgOf: chartFile, log: { warn: () => {} } })
const [chart] = GALLERY.flatMap(({ card }) => chartsOf(card))
if (!chart) throw new Error('no card of the gallery has a chart')

/** Width and height as the head of a PNG says. */
const sizeOf = (png: Buffer | null) => [png?.readUInt32BE(16), png?.readUInt32BE(20)]

it('draws the same chart to the same bytes, a thousand pixels wide, on light and on dark ground', async () => {
  const [once, again, dark] = [await draw(chart, 'light'), await draw(chart, 'light'), await draw(chart, 'dark')]
  expect(sizeOf(once)).toEqual([1_000, 725])
  expect(once?.equals(again ?? Buffer.alloc(0))).toBe(true)
  expect(dark?.equals(once ?? Buffer.alloc(0))).toBe(false)
})

it('has letters wherever it runs: they come with us, and words change the picture', async () => {
  const said = await draw(chart, 'light')
  const silent = await draw({ ...chart, x: { ...chart.x, label: '' } }, 'light')
  expect(said?.equals(silent ?? Buffer.alloc(0))).toBe(false)
})
