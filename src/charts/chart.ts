/**
 * A picture, described once and drawn by whoever shows it: no sizes, no colours by name, no markup. Values are in the
 * units of the axes; words are ours, never a fan's.
 */
export interface Chart {
  title: string
  /** What the picture shows, in one sentence with its numbers: the text that stands for it. */
  finding: string
  x: Axis
  y: Axis
  /** From back to front. */
  layers: Layer[]
}

export interface Axis {
  label: string
  from: number
  to: number
  /** `log`: `from` is above 0, and what lies below it is drawn at it. */
  scale: 'linear' | 'log'
  ticks: { at: number; text: string }[]
}

/** A place in the palette; what it means is said beside it as well. */
export type Colour = 0 | 1 | 2 | 3

export type Layer =
  | { kind: 'band'; colour: Colour; name: string; points: { x: number; low: number; high: number }[] }
  | { kind: 'line'; colour: Colour; name: string; dashed?: true; points: { x: number; y: number }[] }
  /** Ends of a range with a stem between, as for doubt about a dot. */
  | { kind: 'ranges'; colour: Colour; name: string; points: { x: number; low: number; high: number }[] }
  /** `size` is an area, 0 to 1 of the largest dot. */
  | { kind: 'dots'; colour: Colour; points: { x: number; y: number; size: number; text?: string }[] }
  /** Lying bars from the top down, each under its words, from the axis' beginning to `x`. */
  | { kind: 'bars'; colour: Colour; rows: { text: string; x: number }[] }
  /** A grid from the top down: each cell as dark as its value, 0 to 1; null: nothing is known there. */
  | { kind: 'cells'; colour: Colour; rows: { text: string; values: (number | null)[] }[] }
  /** A ring around one point, so that it is found. */
  | { kind: 'ring'; colour: Colour; x: number; y: number }
  /** An upright line at a value, with what it is. */
  | { kind: 'mark'; x: number; text: string }
