import type { Chart } from '../../src/charts/index.ts'
import { type Card, chartsOf, type DrawPicture } from '../../src/desk/index.ts'
import type { Picture } from './components.ts'

/** What a card's charts are attached as. */
export type Pictures = ReadonlyMap<Chart, Picture>
export const NO_PICTURES: Pictures = new Map()

/** Discord takes ten files with a message. */
const FILES_MAX = 10

/**
 * A card's charts as files that go with its message, and again with every drawing of it: an edit replaces them, so nothing is
 * kept on record. What can't be drawn is said in words alone.
 */
export async function drawPictures(draw: DrawPicture, card: Card): Promise<Pictures> {
  const pictures = new Map<Chart, Picture>()
  for (const chart of chartsOf(card).slice(0, FILES_MAX)) {
    const data = await draw(chart, 'dark')
    if (data) pictures.set(chart, { name: `chart-${pictures.size + 1}.png`, data })
  }
  return pictures
}
