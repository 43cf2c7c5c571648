import fc from 'fast-check'
import type { Axis, Chart, Layer } from './chart.ts'
import type { Diagram } from './diagram.ts'

const number = fc.oneof(fc.double(), fc.double({ min: 0, max: 100 }))
const colour = fc.constantFrom(0, 1, 2, 3 as const)

/** Any chart that the types allow, values that are no number among them. */
export function anyChart(words: fc.Arbitrary<string>): fc.Arbitrary<Chart> {
  const axis: fc.Arbitrary<Axis> = fc.record({
    label: words,
    from: number,
    to: number,
    scale: fc.constantFrom('linear', 'log' as const),
    ticks: fc.array(fc.record({ at: number, text: words }), { maxLength: 3 }),
  })
  const ranges = fc.array(fc.record({ x: number, low: number, high: number }), { maxLength: 4 })
  const layer: fc.Arbitrary<Layer> = fc.oneof(
    fc.record({ kind: fc.constantFrom('band', 'ranges' as const), colour, name: words, points: ranges }),
    fc.record({
      kind: fc.constant('line' as const),
      ...{ colour, name: words, points: fc.array(fc.record({ x: number, y: number }), { maxLength: 4 }) },
    }),
    fc.record({
      kind: fc.constant('dots' as const),
      colour,
      points: fc.array(fc.record({ x: number, y: number, size: number, text: words }), { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('bars' as const),
      ...{ colour, rows: fc.array(fc.record({ text: words, x: number }), { maxLength: 4 }) },
    }),
    fc.record({
      kind: fc.constant('cells' as const),
      colour,
      rows: fc.array(fc.record({ text: words, values: fc.array(fc.option(number), { maxLength: 4 }) }), {
        maxLength: 3,
      }),
    }),
    fc.record({ kind: fc.constant('ring' as const), colour, x: number, y: number }),
    fc.record({ kind: fc.constant('mark' as const), x: number, text: words }),
  )
  return fc.record({ title: words, finding: words, x: axis, y: axis, layers: fc.array(layer, { maxLength: 3 }) })
}

/** Any diagram that the types allow, with ways to nowhere, back, and to the box itself. */
export function anyDiagram(words: fc.Arbitrary<string>): fc.Arbitrary<Diagram> {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  const box = fc.record({ id, head: words, text: words, colour }, { requiredKeys: ['id', 'head', 'text', 'colour'] })
  const way = fc.record(
    { from: id, to: fc.option(id), text: fc.constantFrom('yes', 'no') },
    { requiredKeys: ['from', 'to'] },
  )
  return fc.record({
    title: words,
    finding: words,
    boxes: fc.uniqueArray(box, { maxLength: 6, selector: ({ id }) => id }),
    ways: fc.array(way, { maxLength: 8 }),
  })
}
