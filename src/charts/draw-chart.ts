import type { Axis, Chart, Layer } from './chart.ts'
import { gridLeft, heightOfBars, shapesOfRows } from './draw-rows.ts'
import { placeLabels } from './place-labels.ts'
import type { Drawing, Paint, Shape } from './shape.ts'

export type { Drawing, Paint, Shape } from './shape.ts'

/** As wide as a telephone: what is read there is read everywhere. */
const WIDTH = 400
const HEIGHT = 290
const FRAME = { left: 46, right: 388, top: 50, bottom: 246 }
/** Words longer than that are cut on their left. */
const MOST_LEFT = 120
const SIZE = 12
const RING = 9
/** As wide as a letter is at most, about. */
const LETTER = 6.8
const DOT = { least: 3, most: 17 }

/** A chart as shapes. Values that are no number are left out; a chart without values is its axes. */
export function drawChart(chart: Chart): Drawing {
  const left = leftOf(chart)
  const at = (x: number, y: number) => ({ x: along(chart.x, x, left, FRAME.right), y: upright(chart.y, y) })
  const shapes = [
    // Bars stand under their own words, on no axis.
    ...(chart.layers.some(({ kind }) => kind === 'bars') ? [] : frameOf(chart)),
    ...chart.layers.flatMap((layer) => shapesOf(layer, at, chart)),
    ...labelsOf(chart.layers, at, left),
    ...legendOf(chart.layers),
  ]
  return { width: WIDTH, height: heightOfBars(chart.layers) ?? HEIGHT, shapes }
}

type At = (x: number, y: number) => { x: number; y: number }

/** Where the frame begins: the words of a grid's rows, or of the upright axis, stand to its left, within reason. */
function leftOf({ y, layers }: Chart): number {
  if (layers.some(({ kind }) => kind === 'cells')) return gridLeft(layers)
  const widest = Math.max(0, ...y.ticks.map(({ text }) => widthOf(text)))
  return Math.min(MOST_LEFT, Math.max(FRAME.left, Math.ceil(widest) + 8))
}

/** About: signs and spaces are half as wide as letters and digits. */
const widthOf = (text: string): number => LETTER * (text.length - (text.match(/[\s.,:’']/g)?.length ?? 0) / 2)

/** Where a value lies between two ends, kept within them; in the middle on an axis that has no length. */
function along({ from, to, scale }: Axis, value: number, start: number, end: number): number {
  const log = (v: number) => (scale === 'log' ? Math.log(Math.max(v, from)) : v)
  const share = (log(value) - log(from)) / (log(to) - log(from))
  const kept = Number.isNaN(share) ? 0.5 : Math.min(1, Math.max(0, share))
  return Math.round((start + kept * (end - start)) * 10) / 10
}

const upright = (axis: Axis, value: number): number => along(axis, value, FRAME.bottom, FRAME.top)

function frameOf(chart: Chart): Shape[] {
  const { x, y } = chart
  const left = leftOf(chart)
  const grid = y.ticks.flatMap(({ at, text }): Shape[] => {
    const height = upright(y, at)
    return [rule(`M${left} ${height}H${FRAME.right}`, 0.15), label(left - 6, height + 4, 'end', text, true)]
  })
  const feet = x.ticks.map(({ at, text }) => footOf(along(x, at, left, FRAME.right), text))
  return [
    ...grid,
    rule(`M${left} ${FRAME.bottom}H${FRAME.right}`, 0.5),
    ...feet,
    label((left + FRAME.right) / 2, HEIGHT - 8, 'middle', x.label, false),
    ...(y.label === '' ? [] : [label(4, 14, 'start', `↑ ${y.label}`, false)]),
  ]
}

/** A tick's words under its place, kept within the picture. */
function footOf(at: number, text: string): Shape {
  const isCut = at + (text.length * LETTER) / 2 > WIDTH - 2
  return label(isCut ? WIDTH - 2 : at, FRAME.bottom + 16, isCut ? 'end' : 'middle', text, true)
}

const rule = (d: string, opacity: number): Shape => path(d, 'ink', { opacity, width: 1 })

const path = (d: string, paint: Paint, more: Partial<Extract<Shape, { kind: 'path' }>> = {}): Shape => ({
  ...{ kind: 'path', d, paint, filled: false, opacity: 1, width: 2, dashed: false },
  ...more,
})

const label = (x: number, y: number, anchor: 'start' | 'middle' | 'end', text: string, soft: boolean): Shape => ({
  ...{ kind: 'text', size: SIZE },
  ...{ x, y, anchor, text, soft },
})

function shapesOf(layer: Layer, at: At, chart: Chart): Shape[] {
  switch (layer.kind) {
    case 'band': {
      const sound = layer.points.filter(({ x, low, high }) => [x, low, high].every(Number.isFinite))
      const outline = [
        ...sound.map(({ x, high }) => at(x, high)),
        ...sound.toReversed().map(({ x, low }) => at(x, low)),
      ]
      if (outline.length === 0) return []
      return [path(`${through(outline)}Z`, layer.colour, { filled: true, opacity: 0.22 })]
    }
    case 'line': {
      const sound = layer.points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
      if (sound.length === 0) return []
      return [path(through(sound.map(({ x, y }) => at(x, y))), layer.colour, { dashed: layer.dashed ?? false })]
    }
    case 'ranges':
      return layer.points
        .filter(({ x, low, high }) => [x, low, high].every(Number.isFinite))
        .map(({ x, low, high }) => {
          const [a, b] = [at(x, low), at(x, high)]
          return path(`M${a.x - 4} ${a.y}h8M${a.x} ${a.y}V${b.y}m-4 0h8`, layer.colour, { width: 1.5 })
        })
    case 'dots':
      return soundDots(layer).map(({ x, y, size }) => ({
        ...{ kind: 'dot', paint: layer.colour, opacity: 0.85 },
        ...{ ...at(x, y), radius: radiusOf(size) },
      }))
    case 'bars':
    case 'cells':
      return shapesOfRows(layer, chart.x)
    case 'ring': {
      if (!Number.isFinite(layer.x) || !Number.isFinite(layer.y)) return []
      const { x, y } = at(layer.x, layer.y)
      const half = `a${RING} ${RING} 0 0 1 `
      return [path(`M${x - RING} ${y}${half}${2 * RING} 0${half}${-2 * RING} 0Z`, layer.colour, { width: 2.5 })]
    }
    case 'mark': {
      const { x } = at(layer.x, 0)
      const isRight = x > (FRAME.left + FRAME.right) / 2
      const words = label(isRight ? x - 5 : x + 5, FRAME.top + 10, isRight ? 'end' : 'start', layer.text, false)
      return [path(`M${x} ${FRAME.bottom}V${FRAME.top}`, 'ink', { width: 1, dashed: true, opacity: 0.7 }), words]
    }
  }
}

const through = (points: readonly { x: number; y: number }[]): string =>
  points.map(({ x, y }, n) => `${n === 0 ? 'M' : 'L'}${x} ${y}`).join('')

/** By area, since that is what the eye compares. */
const radiusOf = (size: number): number =>
  Math.round((DOT.least + (DOT.most - DOT.least) * Math.sqrt(Math.min(1, Math.max(0, size)))) * 10) / 10

const soundDots = ({ points }: Extract<Layer, { kind: 'dots' }>) =>
  points.filter(({ x, y, size }) => [x, y, size].every(Number.isFinite))

/** The words of all dots together, so that none lies on another's. */
function labelsOf(layers: readonly Layer[], at: At, left: number): Shape[] {
  const dots = layers
    .flatMap((layer) => (layer.kind === 'dots' ? soundDots(layer) : []))
    .map(({ x, y, size, text }) => ({ ...at(x, y), radius: radiusOf(size), text: text ?? '' }))
  if (dots.every(({ text }) => text === '')) return []
  return placeLabels(dots, { left, right: WIDTH, top: 20, bottom: FRAME.bottom }).flatMap((placed, n) => {
    const text = dots[n]?.text ?? ''
    return text === '' ? [] : [label(placed.x, placed.y, placed.anchor, text, false)]
  })
}

/** One line above the frame: what each line, band and range is, each beside a piece of it. */
function legendOf(layers: readonly Layer[]): Shape[] {
  let x = 4
  return layers.flatMap((layer): Shape[] => {
    if (!('name' in layer)) return []
    const from = x
    x += 26 + layer.name.length * 6.2 + 12
    const piece =
      layer.kind === 'band'
        ? path(`M${from} 26h20v10h-20Z`, layer.colour, { filled: true, opacity: 0.3 })
        : layer.kind === 'line'
          ? path(`M${from} 31h20`, layer.colour, { dashed: layer.dashed ?? false })
          : path(`M${from + 6} 26h8m-4 0v10m-4 0h8`, layer.colour, { width: 1.5 })
    return [piece, label(from + 26, 35, 'start', layer.name, false)]
  })
}
