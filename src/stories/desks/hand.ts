/** Who acts in these stories: operators linked on every desk, and somebody whom nobody knows. */
export const PEOPLE = ['ana', 'lena', 'olga', 'stranger'] as const
export type Who = (typeof PEOPLE)[number]

/** A card as it stood on a desk when somebody looked: its buttons can be pressed later, as a real one's can. */
export interface SeenCard {
  /** Every word on it, buttons' labels included. */
  words: string
  buttons: { label: string; action: string }[]
  /** The desk's own message. */
  message: unknown
}

/** What a person got back, alone. */
export interface Heard {
  /** Every word of it; empty where the card says the rest. */
  said: string
  /** A form that stands open, or that one more click opens again with what was typed. */
  form: OpenForm | null
}

export interface OpenForm {
  /** What stands in its fields. */
  values: Record<string, string>
  /** Sends it with these values over what stands there. */
  send(typed: Record<string, string>): Promise<Heard>
}

/** One desk as people use it. A story says the same of all desks through this. */
export interface Hand {
  /** The newest card that says this. */
  card(says: string | RegExp): Promise<SeenCard>
  /** How many cards say this. */
  count(says: string): Promise<number>
  /** Presses a button of a card as it was seen then; one of its menu too. The same press may be delivered several times. */
  press(who: Who, card: SeenCard, label: RegExp, deliveries?: number): Promise<Heard>
  /** Types a command, such as `flow` `new`, with its arguments by name in their order. */
  command(who: Who, group: string, name: string, given: Record<string, string>): Promise<Heard>
  /** Presses a button with any action on a card. */
  pressAction(who: Who, card: SeenCard, action: string): Promise<Heard>
}

export function buttonOf({ buttons, words }: SeenCard, label: RegExp): string {
  const found = buttons.find((button) => label.test(button.label))
  if (!found) throw new Error(`no button ${label} on: ${words}`)
  return found.action
}

export const says = (words: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? words.includes(wanted) : wanted.test(words)
