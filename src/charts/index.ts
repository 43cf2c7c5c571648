/**
 * Pictures of figures: described by the slices that know them, turned into shapes here, and drawn by whoever shows them (an
 * SVG on the web desk). Knows nothing of fans or money, and no markup.
 */
export type { Axis, Chart, Colour, Layer } from './chart.ts'
export type { Diagram } from './diagram.ts'
export { type Drawing, drawChart, type Paint, type Shape } from './draw-chart.ts'
export { drawDiagram } from './draw-diagram.ts'
export { PALETTE } from './palette.ts'
export { besideRight } from './right-line.ts'
export { logTicks, shareTicks } from './ticks.ts'
export { wilson } from './wilson.ts'
