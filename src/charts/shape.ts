import type { Colour } from './chart.ts'

/** What a shape is painted with: the surroundings' own ink, or a colour of the palette. */
export type Paint = 'ink' | Colour

export type Shape =
  | { kind: 'path'; d: string; paint: Paint; filled: boolean; opacity: number; width: number; dashed: boolean }
  | { kind: 'dot'; x: number; y: number; radius: number; paint: Paint; opacity: number }
  | {
      kind: 'text'
      x: number
      y: number
      anchor: 'start' | 'middle' | 'end'
      size: number
      text: string
      soft: boolean
    }

/** Shapes in the units of `width` and `height`, from back to front; any size is right, the proportions are meant. */
export interface Drawing {
  width: number
  height: number
  shapes: Shape[]
}
