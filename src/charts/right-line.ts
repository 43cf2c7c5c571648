import type { Layer } from './chart.ts'

/**
 * What was said beside what came, as shares: on the dashed line it was right. `to` is the end of both axes; `names` say what
 * the line and the ranges are.
 */
export function besideRight(
  points: readonly { x: number; y: number; size: number; low: number; high: number }[],
  to: number,
  names: { right: string; range: string },
): Layer[] {
  const line = [
    { x: 0, y: 0 },
    { x: to, y: to },
  ]
  return [
    { kind: 'line', colour: 2, name: names.right, dashed: true, points: line },
    { kind: 'ranges', colour: 0, name: names.range, points: [...points] },
    { kind: 'dots', colour: 0, points: [...points] },
  ]
}
