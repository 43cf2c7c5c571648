import type { Chart, Diagram } from '../charts/index.ts'
import type { Money } from '../kernel/money.ts'

/**
 * What an operator sees, described once and drawn by every desk.
 * Our words are `Line`s, escaped by renderers; a fan's or a draft's words stand only in `quote`.
 */
export type Tone = 'open' | 'info' | 'warn' | 'stop' | 'done' | 'quiet'

export type Span =
  | string
  | { strong: string }
  | { at: Date; as: 'ago' | 'time' | 'day' }
  | { link: string; href: string }

export type Line = Span | Span[]

/** `name|subject|version`, at most 75 characters (Slack's overflow values). */
export type ActionId = `${string}|${string}|${number}`

export interface Button {
  action: ActionId
  label: string
  main?: true
  href?: string
  confirm?: { title: string; text: string; yes: string; no: string }
}

export interface Row {
  line: Line
  soft?: Line
  mark?: '✅' | '⚠️'
  indent?: 1 | 2
  button?: Button
}

export type CardNode =
  | { kind: 'quote'; by: 'fan' | 'reply' | 'note'; label?: string; text: string }
  | { kind: 'context'; items: Line[] }
  | { kind: 'text'; line: Line; tone?: Tone }
  | { kind: 'fields'; fields: { label: string; value: Line }[] }
  | { kind: 'meter'; label: string; share: number; word: string }
  | { kind: 'chart'; chart: Chart }
  /** Said again by a list on the same card: a desk that can't draw leaves it out. */
  | { kind: 'diagram'; diagram: Diagram }
  | { kind: 'list'; head?: string; ordered?: true; rows: Row[] }
  | { kind: 'actions'; buttons: Button[]; menu?: Button[] }

export interface Card {
  tone: Tone
  title: string
  /** The fallback for notifications and screen readers: never a word of a fan or a draft (locked phones show it). */
  summary: string
  body: CardNode[]
}

/** The pictures of a card, in order. */
export const chartsOf = ({ body }: Card): Chart[] => body.flatMap((node) => (node.kind === 'chart' ? [node.chart] : []))

export interface Option {
  value: string
  label: string
}

export type Input =
  | { as: 'line' | 'area'; max: number; value?: string }
  | { as: 'money'; from: Money; to: Money; value?: Money }
  | { as: 'number'; from: number; to: number; value?: number }
  | { as: 'choice'; options: Option[]; value?: string }
  | { as: 'choices'; options: Option[]; value?: string[] }

export interface Field {
  id: string
  label: string
  hint?: string
  optional?: true
  input: Input
}

export interface Form {
  /** Where the answers go: the action that opened the form. */
  action: ActionId
  title: string
  submit: string
  intro: CardNode[]
  fields: Field[]
}

const ACTION_ID_MAX = 75
/** A reply longer than this is never accepted: what is to be approved is never cut on any desk. */
export const REPLY_MAX = 1_500

export interface ActionRef {
  name: string
  subject: string
  version: number
  /** Which part of the subject it is about, such as a step of a flow; null for the whole. */
  part: string | null
}

export function actionId(name: string, subject: string, version: number, part?: string): ActionId {
  const id: ActionId = `${name}|${part === undefined ? subject : `${subject}.${part}`}|${version}`
  if (id.length > ACTION_ID_MAX) throw new RangeError(`action id over ${ACTION_ID_MAX} characters: ${id}`)
  return id
}

/** Whether it can be an action's id, on every desk. */
export const isActionId = (id: string): id is ActionId => parseActionId(id) !== null

/** Null for anything that is not `name|subject|version` or `name|subject.part|version`: an id comes back from a desk, so it is input. */
export function parseActionId(id: string): ActionRef | null {
  const match = /^([a-z-]{1,30})\|([0-9a-zA-Z_-]{1,60})(?:\.([0-9a-z_-]{1,30}))?\|(\d{1,9})$/.exec(id)
  if (!match || id.length > ACTION_ID_MAX) return null
  return { name: match[1] ?? '', subject: match[2] ?? '', version: Number(match[4]), part: match[3] ?? null }
}
