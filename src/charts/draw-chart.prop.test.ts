import fc from 'fast-check'
import { expect, it } from 'vitest'
import { drawChart } from './draw-chart.ts'
import { drawDiagram } from './draw-diagram.ts'
import { anyChart, anyDiagram } from './fixtures.ts'
import { PALETTE } from './palette.ts'
import { placeLabels } from './place-labels.ts'
import { logTicks, shareTicks } from './ticks.ts'

it('draws whatever was counted within its frame, and never a value that is no number', () => {
  fc.assert(
    fc.property(anyChart(fc.string()), (chart) => {
      const { width, height, shapes } = drawChart(chart)
      for (const shape of shapes) {
        if (shape.kind === 'path') expect(shape.d).not.toMatch(/NaN|Infinity|undefined/)
        else expect([shape.x, shape.y].every(Number.isFinite)).toBe(true)
        if (shape.kind !== 'dot') continue
        expect(shape.x >= 0 && shape.x <= width && shape.y >= 0 && shape.y <= height).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})

it('no words of the upright axis begin before the picture, and what is drawn begins after them', () => {
  const axis = { from: 0, to: 1, scale: 'linear' as const, ticks: [], label: '' }
  const [point] = [{ x: 0, y: 1, size: 0 }]
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), (letters) => {
      const text = '€'.repeat(letters)
      const y = { ...axis, ticks: [{ at: 1, text }] }
      const { shapes } = drawChart({
        title: '',
        finding: '',
        x: axis,
        y,
        layers: [{ kind: 'dots', colour: 0, points: [point] }],
      })
      const words = shapes.find((shape) => shape.kind === 'text' && shape.text === text)
      const dot = shapes.find((shape) => shape.kind === 'dot')
      if (words?.kind !== 'text' || dot?.kind !== 'dot') throw new Error('not drawn')
      expect(words.x - letters * 6.8).toBeGreaterThanOrEqual(0)
      expect(dot.x).toBeGreaterThan(words.x)
    }),
    { numRuns: 100 },
  )
})

it('a picture of few bars is low, so that nothing but bars stands in it', () => {
  const axis = { from: 0, to: 1, scale: 'linear' as const, ticks: [], label: '' }
  const heightOf = (count: number) => {
    const rows = Array.from({ length: count }, (_, n) => ({ text: `row ${n}`, x: 1 }))
    return drawChart({ title: '', finding: '', x: axis, y: axis, layers: [{ kind: 'bars', colour: 0, rows }] }).height
  }
  expect([heightOf(2), heightOf(4)]).toEqual([76, 144])
  expect(heightOf(8)).toBeLessThanOrEqual(250)
  expect(heightOf(40)).toBeLessThanOrEqual(250)
})

it('puts labels beside their dots, on no other label and within the frame, where there is room', () => {
  const frame = { left: 0, right: 400, top: 0, bottom: 250 }
  const dots = [
    { x: 200, y: 100, radius: 12, text: 'Regular · 212' },
    { x: 210, y: 112, radius: 10, text: 'VIP · 66' },
    { x: 390, y: 100, radius: 8, text: 'Dormant · 160' },
  ]
  const placed = placeLabels(dots, frame)
  const boxes = placed.map(({ x, anchor, y }, n) => {
    const width = (dots[n]?.text.length ?? 0) * 6.4
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
    return { left, right: left + width, y }
  })
  for (const { left, right } of boxes) expect(left >= 0 && right <= 400).toBe(true)
  const apart = (a = boxes[0], b = boxes[1]) =>
    !!a && !!b && (Math.abs(a.y - b.y) >= 13 || a.right <= b.left || b.right <= a.left)
  expect([apart(boxes[0], boxes[1]), apart(boxes[0], boxes[2]), apart(boxes[1], boxes[2])]).toEqual([true, true, true])
})

it('keeps an amount in any language beside its axis within the picture', () => {
  for (const text of ['$410', '$1,000', '1\u202f000\u00a0$', '12\u202f500\u00a0€', '120 min']) {
    const axis = { label: '', from: 0, to: 10, scale: 'linear' as const, ticks: [{ at: 5, text }] }
    const line = { kind: 'line' as const, colour: 0 as const, name: 'came', points: [{ x: 0, y: 5 }] }
    const { shapes } = drawChart({ title: '', finding: '', x: { ...axis, ticks: [] }, y: axis, layers: [line] })
    const words = shapes.flatMap((shape) => (shape.kind === 'text' && shape.text === text ? [shape] : []))
    expect(words).toHaveLength(1)
    expect(words[0]?.anchor).toBe('end')
    expect(words[0]?.x, text).toBeGreaterThanOrEqual((text.replace(/[\s,]/g, '').length + 0.8) * 6.4)
  }
})

it('has axes that hold every value', () => {
  const positive = fc.array(fc.integer({ min: 1, max: 100_000_000 }), { maxLength: 6 })
  fc.assert(
    fc.property(positive, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const { from, to, ticks } = logTicks(values, 100, String)
      expect(from < to && ticks.length >= 2 && values.every((value) => value <= to)).toBe(true)
      const shares = shareTicks(share)
      expect(shares.to).toBeGreaterThanOrEqual(share - 1e-9)
      expect(shares.ticks.length).toBeLessThanOrEqual(6)
    }),
    { numRuns: 200 },
  )
})

it('stands out on light and on dark: three to one at least', () => {
  const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  const light = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((n) => channel(Number.parseInt(hex.slice(n, n + 2), 16) / 255))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (a: string, b: string) => {
    const [low = 0, high = 0] = [light(a), light(b)].sort((x, y) => x - y)
    return (high + 0.05) / (low + 0.05)
  }
  for (const colour of Object.values(PALETTE)) {
    for (const ground of ['#ffffff', '#14171c']) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(3)
  }
})

it('draws any diagram within its frame: every box with its word, and every way between two of them', () => {
  fc.assert(
    fc.property(anyDiagram(fc.string({ maxLength: 300 })), (diagram) => {
      const { width, height, shapes } = drawDiagram(diagram)
      const outlines = shapes.filter((shape) => shape.kind === 'path' && shape.filled)
      expect(outlines.length).toBe(diagram.boxes.length)
      const known = new Set(diagram.boxes.map(({ id }) => id))
      const drawn = diagram.ways.filter(({ from, to }) => known.has(from) && (to === null || known.has(to)))
      expect(
        shapes.filter((shape) => shape.kind === 'path' && shape.width === 1.5 && shape.paint === 'ink').length,
      ).toBe(drawn.length)
      for (const shape of shapes) {
        if (shape.kind === 'path') expect(shape.d).not.toMatch(/NaN|Infinity|undefined/)
        else expect(shape.x >= 0 && shape.x <= width && shape.y >= 0 && shape.y <= height).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})
