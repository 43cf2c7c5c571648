import type { Actor, Role } from './actor.ts'
import type { Answer } from './answer.ts'

/** What was typed into a form: one text per field; several choices are joined by commas. */
export type Filled = Record<string, string>

export interface ActionCall {
  actor: Actor
  /** What the button was about: a draft's, delivery's or fan's id. */
  subject: string
  /** The subject's version when the button was drawn: an older one is stale and answers what happened since. */
  version: number
  /** Which part of the subject the button was about, such as a step of a flow; null for the whole. */
  part: string | null
  /** Null when the button was pressed; the answers when its form was sent. */
  filled: Filled | null
}

/**
 * A button, declared once in the slice that answers it.
 * `does`: acknowledge, then run. `asks`: opens a form or panel at once, since a form can't follow a deferral.
 */
export interface ActionDefinition {
  name: string
  mode: 'does' | 'asks'
  least: Role
  run(call: ActionCall): Promise<Answer>
}

export function defineAction(definition: ActionDefinition): ActionDefinition {
  return definition
}
