import type { Colour } from './chart.ts'

/**
 * Steps and the ways between them, described once and drawn by whoever shows it: no places, no sizes, no markup. What it
 * says must stand in words beside it as well, since not every surface can draw.
 */
export interface Diagram {
  title: string
  /** What it shows, in one sentence: the text that stands for it. */
  finding: string
  /** From above to below. */
  boxes: DiagramBox[]
  ways: DiagramWay[]
}

export interface DiagramBox {
  id: string
  /** One word for its kind, so that its colour says nothing alone. */
  head: string
  text: string
  colour: Colour
  /** Time goes by in it. */
  dashed?: true
}

/** `to` null: it ends there. */
export interface DiagramWay {
  from: string
  to: string | null
  /** A word of at most five letters: what must hold. */
  text?: string
}
