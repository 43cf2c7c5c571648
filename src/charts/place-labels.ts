/** A label beside a dot: where its text begins or ends, and how it is anchored there. */
export interface Placed {
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
}

export interface Labelled {
  x: number
  y: number
  radius: number
  text: string
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** As wide as a letter of the chart's font is at most, and as high. */
const LETTER = 6.4
const LINE = 13
const GAP = 4

/**
 * A place for each dot's label in the order given: beside, above or below the dot, where it lies within the frame and on no
 * other label and no other dot; where there is none, the first that lies within the frame.
 */
export function placeLabels(dots: readonly Labelled[], frame: Box): Placed[] {
  const taken: Box[] = []
  return dots.map((dot) => {
    const candidates = placesOf(dot).map((placed) => ({ placed, box: boxOf(placed, dot.text) }))
    const inside = candidates.filter(({ box }) => within(box, frame))
    const others = dots.filter((other) => other !== dot).map(circleBox)
    const free = inside.find(({ box }) => [...taken, ...others].every((other) => !overlap(box, other)))
    const chosen = free ?? inside.find(({ box }) => taken.every((other) => !overlap(box, other))) ?? inside[0]
    const { placed, box } = chosen ??
      candidates[0] ?? { placed: { x: dot.x, y: dot.y, anchor: 'start' as const }, box: circleBox(dot) }
    taken.push(box)
    return placed
  })
}

function placesOf({ x, y, radius }: Labelled): Placed[] {
  const apart = radius + GAP
  const middle = y + LINE / 3
  return [
    { x: x + apart, y: middle, anchor: 'start' },
    { x: x - apart, y: middle, anchor: 'end' },
    { x, y: y - apart, anchor: 'middle' },
    { x, y: y + apart + LINE * 0.8, anchor: 'middle' },
    { x: x + radius, y: y - apart, anchor: 'start' },
    { x: x - radius, y: y - apart, anchor: 'end' },
    { x: x + radius, y: y + apart + LINE * 0.8, anchor: 'start' },
    { x: x - radius, y: y + apart + LINE * 0.8, anchor: 'end' },
  ]
}

function boxOf({ x, y, anchor }: Placed, text: string): Box {
  const width = text.length * LETTER
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, right: left + width, top: y - LINE * 0.8, bottom: y + LINE * 0.2 }
}

const circleBox = ({ x, y, radius }: Labelled): Box => ({
  left: x - radius,
  right: x + radius,
  top: y - radius,
  bottom: y + radius,
})

const within = (box: Box, frame: Box): boolean =>
  box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
