import { cutText } from '../kernel/text.ts'
import type { Axis, Colour, Layer } from './chart.ts'
import type { Shape } from './shape.ts'

/** Rows of bars take the whole width: their words stand above them, not beside an axis, and few of them take little height. */
const LEFT = 4
const BARS = { top: 4, most: 34, all: 236 }
const RIGHT = 388
const TOP = 26
const BOTTOM = 246
const SIZE = 12
/** Words of the rows of a grid stand to its left. */
const GRID = { least: 46, most: 150, letter: 6.4 }
const GAP = 1
/** As many as lie beside each other where a grid begins as late as it may. */
const LETTERS = 22

type Rows = Extract<Layer, { kind: 'bars' | 'cells' }>

/** Where a grid begins: its words are as long as they are, within reason. */
export function gridLeft(layers: readonly Layer[]): number {
  const longest = Math.max(
    0,
    ...layers.flatMap((layer) => (layer.kind === 'cells' ? layer.rows : [])).map(({ text }) => text.length),
  )
  return Math.round(Math.min(GRID.most, Math.max(GRID.least, longest * GRID.letter + 10)))
}

const barHeight = (rows: number): number => Math.min(BARS.most, BARS.all / Math.max(1, rows))

/** How high a picture of nothing but bars is; null for any other. */
export function heightOfBars(layers: readonly Layer[]): number | null {
  const rows = layers.flatMap((layer) => (layer.kind === 'bars' ? [layer.rows.length] : []))
  if (rows.length === 0 || rows.length < layers.length) return null
  const most = Math.max(1, ...rows)
  return Math.round(2 * BARS.top + most * barHeight(most))
}

/** Bars and grids as shapes. What is no number, or below the axis' beginning, has no length. */
export function shapesOfRows(layer: Rows, axis: Axis): Shape[] {
  if (layer.kind === 'bars') {
    const height = barHeight(layer.rows.length)
    return layer.rows.flatMap((row, n) => barOf(layer.colour, row, { top: BARS.top + n * height, height }, axis))
  }
  const height = (BOTTOM - TOP) / Math.max(1, layer.rows.length)
  return layer.rows.flatMap((row, n) =>
    cellsOf(layer.colour, row, { top: TOP + n * height, height }, gridLeft([layer])),
  )
}

interface Place {
  top: number
  height: number
}

const rounded = (value: number): number => Math.round(value * 10) / 10

function barOf(paint: Colour, { text, x }: { text: string; x: number }, { top, height }: Place, axis: Axis): Shape[] {
  const share = (x - axis.from) / (axis.to - axis.from)
  const length = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) * (RIGHT - LEFT) : 0
  const words = Math.min(SIZE + 4, height * 0.6)
  const thick = Math.max(2, Math.min(16, height - words - 4))
  const bar = `M${LEFT} ${rounded(top + words)}h${rounded(length)}v${rounded(thick)}h${-rounded(length)}Z`
  return [...(length > 0 ? [area(bar, paint, 0.85)] : []), textAt(LEFT, rounded(top + words - 4), 'start', text)]
}

function cellsOf(
  paint: Colour,
  { text, values }: { text: string; values: readonly (number | null)[] },
  { top, height }: Place,
  left: number,
): Shape[] {
  const width = (RIGHT - left) / Math.max(1, values.length)
  const cells = values.flatMap((value, n): Shape[] => {
    if (value === null || !Number.isFinite(value)) return []
    const [x, y] = [rounded(left + n * width), rounded(top)]
    const opacity = Math.round((0.06 + 0.94 * Math.min(1, Math.max(0, value))) * 100) / 100
    return [area(`M${x} ${y}h${rounded(width - GAP)}v${rounded(height - GAP)}H${x}Z`, paint, opacity)]
  })
  return [...cells, textAt(left - 6, rounded(top + height / 2 + SIZE / 3), 'end', cutText(text, LETTERS))]
}

const area = (d: string, paint: Colour, opacity: number): Shape => ({
  ...{ kind: 'path', d, paint, filled: true, opacity, width: 0, dashed: false },
})

const textAt = (x: number, y: number, anchor: 'start' | 'end', text: string): Shape => ({
  ...{ kind: 'text', x, y, anchor, size: SIZE, text, soft: false },
})
