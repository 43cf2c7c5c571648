/**
 * The language between slices and operators: card, form, action, command, and the one gate through which a person
 * reaches a use case. Leaves to adapters how a card is drawn, and to the agency slice who an operator is.
 */
export { type ActionCall, type ActionDefinition, defineAction, type Filled } from './action.ts'
export {
  type Actor,
  DESK_NAMES,
  type DeskName,
  hasRole,
  type Identity,
  type KnownOperator,
  ROLES,
  type Role,
} from './actor.ts'
export { type Answer, done, refused } from './answer.ts'
export {
  actionId,
  type Button,
  type Card,
  type CardNode,
  chartsOf,
  type Field,
  type Form,
  type Input,
  type Line,
  type Option,
  parseActionId,
  REPLY_MAX,
  type Row,
  type Span,
  type Tone,
} from './card.ts'
export { COMMAND_ACTION, type CommandCall, type CommandDefinition, defineCommand, mayRun } from './command.ts'
export { commandsPage, discordCommands, slackCommands } from './declare-commands.ts'
export { deadTasksCard, deskCommands } from './desk-commands.ts'
export { createGate, type Gate } from './dispatch.ts'
export { limitOf, presetText } from './field-text.ts'
export { cardsFor } from './for-role.ts'
export { PAGE_ACTION } from './pages.ts'
export type { Backdrop, ChannelVerdict, Desk, DrawPicture, Ping, Posting } from './ports.ts'
