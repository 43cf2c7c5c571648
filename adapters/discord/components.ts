/** Discord's limits, from its documentation; a body over one of them is refused whole. */
export const LIMITS = {
  /** All components of a message, nested ones included. */
  components: 40,
  /** All text of a message together. */
  text: 4_000,
  content: 2_000,
  label: 80,
  customId: 100,
  buttonsInRow: 5,
  url: 512,
  modalParts: 5,
  modalTitle: 45,
  fieldLabel: 45,
  description: 100,
  /** What stands for a picture. */
  alt: 1_024,
  /** What a text field of a modal holds. */
  typed: 4_000,
  options: 25,
  /** Radio buttons and check boxes; more are a menu. */
  boxes: 10,
} as const

/** Components v2: no content, only components. */
const IS_COMPONENTS_V2 = 1 << 15
/** Only the person who clicked sees it. */
const EPHEMERAL = 1 << 6

export const STYLE = { primary: 1, secondary: 2, danger: 4, link: 5 } as const

export interface TextDisplay {
  type: 10
  id?: number
  content: string
}

export interface ButtonPart {
  type: 2
  style: number
  label: string
  custom_id?: string
  url?: string
  disabled?: boolean
}

export interface ActionRow {
  type: 1
  components: ButtonPart[]
}

export interface Section {
  type: 9
  components: TextDisplay[]
  accessory: ButtonPart
}

/** Pictures that come with the message, by their names. */
export interface Gallery {
  type: 12
  items: { media: { url: string }; description: string }[]
}

export type Part = TextDisplay | ActionRow | Section | Gallery

export interface Container {
  type: 17
  id?: number
  accent_color?: number
  components: Part[]
}

/** Nobody is ever pinged by a card: what a fan writes can't reach anybody. */
export const NO_MENTIONS = { parse: [] as string[] }

/** A PNG that goes with a message. */
export interface Picture {
  name: string
  data: Buffer
}

/** A message of components v2, as it is created, edited or answered with; its files travel beside it. */
export interface Body {
  files?: readonly Picture[]
  flags: number
  components: Container[]
  allowed_mentions: typeof NO_MENTIONS
}

export function bodyOf(
  components: Container[],
  { privately = false, files = [] }: { privately?: boolean; files?: readonly Picture[] } = {},
): Body {
  const flags = IS_COMPONENTS_V2 | (privately ? EPHEMERAL : 0)
  return { flags, components, allowed_mentions: NO_MENTIONS, ...(files.length > 0 && { files }) }
}

/** The same message, for the person who clicked alone. */
export const privately = (body: Body): Body => ({ ...body, flags: body.flags | EPHEMERAL })

/** How many components a part is, itself included. */
export function sizeOf(part: Part): number {
  if (part.type === 10) return 1
  if (part.type === 12) return 1 + part.items.length
  return part.type === 1 ? 1 + part.components.length : 2 + part.components.length
}

/** Characters of a part that count: texts, and labels to be on the safe side. */
export function lengthOf(part: Part): number {
  if (part.type === 10) return part.content.length
  if (part.type === 12) return 0
  if (part.type === 1) return part.components.reduce((sum, { label }) => sum + label.length, 0)
  return part.components.reduce((sum, { content }) => sum + content.length, part.accessory.label.length)
}
