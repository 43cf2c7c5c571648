import type { Button, Card, Form, Line } from './card.ts'

/** What a person sees after a click or a command, privately. What everybody sees is the card, drawn anew. */
export type Answer =
  /** The effect happened; the card says the rest. */
  | { kind: 'done'; line?: Line }
  /** Nothing changed, and this is why and what to do next. */
  | { kind: 'refused'; line: Line; buttons?: Button[] }
  /**
   * A form to fill in; `errors` stand under their fields. Where it answers a form that was sent, what was typed stays in its
   * fields, but for those in `put`: there the action changed it.
   */
  | { kind: 'form'; form: Form; errors?: Record<string, string>; put?: Record<string, string> }
  /** A private panel: Why, Details, lists. */
  | { kind: 'panel'; card: Card }

export const done = (line?: Line): Answer => (line === undefined ? { kind: 'done' } : { kind: 'done', line })
export const refused = (line: Line, buttons?: Button[]): Answer =>
  buttons ? { kind: 'refused', line, buttons } : { kind: 'refused', line }
