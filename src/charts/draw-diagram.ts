import { cutText } from '../kernel/text.ts'
import type { Diagram, DiagramBox, DiagramWay } from './diagram.ts'
import type { Drawing, Paint, Shape } from './draw-chart.ts'

/** As wide as a telephone: what is read there is read everywhere. */
const WIDTH = 400
const BOX = { left: 8, right: 296, round: 8, pad: 10 }
const SIZE = 12
const LINE = 16
/** About so many letters of that size lie beside each other in a box. */
const LETTERS = 43
const MOST_LINES = 3
const GAP = 26
/** Upright lines at the right, for every way that doesn't lead to the box below. */
const LANE = { first: 332, apart: 12, most: 5 }
const STUB = 22

interface Placed {
  box: DiagramBox
  lines: string[]
  top: number
  bottom: number
}

/**
 * A diagram as shapes: its boxes below each other, a way to the next box straight down, every other way along a lane of its
 * own at the side, so that none crosses a box. Ways that name no box are left out.
 */
export function drawDiagram({ boxes, ways }: Diagram): Drawing {
  const placed = place(boxes)
  const byId = new Map(placed.map((each, n) => [each.box.id, { ...each, n }]))
  const jumps: Jump[] = []
  const shapes = ways.flatMap((way): Shape[] => {
    const from = byId.get(way.from)
    if (!from) return []
    if (way.to === null) return endOf(from, way)
    const to = byId.get(way.to)
    if (!to) return []
    if (to.n === from.n + 1) return downOf(from, to, way)
    jumps.push({ from, to, way })
    return []
  })
  const height = (placed.at(-1)?.bottom ?? 0) + GAP
  return { width: WIDTH, height, shapes: [...placed.flatMap(boxOf), ...shapes, ...besides(jumps)] }
}

function place(boxes: readonly DiagramBox[]): Placed[] {
  let top = 8
  return boxes.map((box) => {
    const lines = wrapped(box.text)
    const bottom = top + BOX.pad + LINE * (lines.length + 1)
    const each = { box, lines, top, bottom }
    top = bottom + GAP
    return each
  })
}

/** Words in lines as long as a box is wide; what goes beyond the last one is cut with a sign that it was. */
function wrapped(text: string): string[] {
  const lines: string[] = ['']
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? ''
    if (line === '') lines[lines.length - 1] = word
    else if (line.length + 1 + word.length <= LETTERS) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  const most = lines.slice(0, MOST_LINES)
  const rest = lines.length > MOST_LINES ? ' …' : ''
  return most.map((line, n) => cutText(n === most.length - 1 ? `${line}${rest}` : line, LETTERS))
}

const path = (d: string, more: Partial<Extract<Shape, { kind: 'path' }>> = {}): Shape => ({
  ...{ kind: 'path', d, paint: 'ink' as Paint, filled: false, opacity: 0.7, width: 1.5, dashed: false },
  ...more,
})

const label = (x: number, y: number, text: string, soft = false): Shape => ({
  ...{ kind: 'text', anchor: 'start', size: SIZE },
  ...{ x, y, text, soft },
})

function boxOf({ box, lines, top, bottom }: Placed): Shape[] {
  const { left, right, round } = BOX
  const outline = `M${left + round} ${top}H${right - round}a${round} ${round} 0 0 1 ${round} ${round}V${bottom - round}a${round} ${round} 0 0 1 ${-round} ${round}H${left + round}a${round} ${round} 0 0 1 ${-round} ${-round}V${top + round}a${round} ${round} 0 0 1 ${round} ${-round}Z`
  return [
    path(outline, { paint: box.colour, filled: true, opacity: 0.14 }),
    path(outline, { paint: box.colour, opacity: 1, dashed: box.dashed ?? false }),
    label(left + BOX.pad, top + LINE, box.head, true),
    ...lines.map((line, n) => label(left + BOX.pad, top + LINE * (n + 2), line)),
  ]
}

const MIDDLE = 40

/** Down to the next box, with a head; its word at its right. */
function downOf({ bottom }: Placed, { top }: Placed, { text }: DiagramWay): Shape[] {
  const word = text === undefined ? [] : [label(MIDDLE + 10, bottom + 18, text)]
  return [path(`M${MIDDLE} ${bottom}V${top}m-4 -6l4 6l4 -6`), ...word]
}

/** A dot where it ends: below, or at the side for what a condition turns away; its two ends don’t lie on each other. */
function endOf({ top, bottom }: Placed, { text }: DiagramWay): Shape[] {
  const dot = (x: number, y: number): Shape => ({ kind: 'dot', x, y, radius: 4, paint: 'ink', opacity: 0.7 })
  if (text === undefined) return [path(`M${MIDDLE} ${bottom}v10`), dot(MIDDLE, bottom + 13)]
  const y = text === 'yes' ? top + LINE : bottom - 10
  return [path(`M${BOX.right} ${y}h${STUB}`), dot(BOX.right + STUB, y), label(BOX.right + 3, y - 4, text)]
}

interface Jump {
  from: Placed & { n: number }
  to: Placed & { n: number }
  way: DiagramWay
}

/** Each way in the first lane that is free along its length; where there are too many, the last one is shared. */
function besides(jumps: readonly Jump[]): Shape[] {
  const lanes: { from: number; to: number }[][] = []
  return jumps.flatMap(({ from, to, way }): Shape[] => {
    const [start, end] = [way.text === 'yes' ? from.top + LINE : from.bottom - 10, to.top + 8]
    const span = { from: Math.min(start, end), to: Math.max(start, end) }
    const free = lanes.findIndex((lane) => lane.every((taken) => taken.to < span.from || taken.from > span.to))
    const lane = Math.min(free === -1 ? lanes.length : free, LANE.most - 1)
    lanes[lane] = [...(lanes[lane] ?? []), span]
    const x = LANE.first + lane * LANE.apart
    const word = way.text === undefined ? [] : [label(BOX.right + 3, start - 4, way.text)]
    return [path(`M${BOX.right} ${start}H${x}V${end}H${BOX.right}m6 -4l-6 4l6 4`), ...word]
  })
}
