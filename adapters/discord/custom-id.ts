import { createHash } from 'node:crypto'
import { type Button, parseActionId } from '../../src/desk/index.ts'

type ActionId = Button['action']

/**
 * What a component of ours carries back. `press`: a button. `confirm`: a button that is asked about first. `again`: opens
 * a form with what stands typed in the message. `more`: the rest of a posted card. `form`: a modal that was sent.
 */
export type CustomId =
  | { kind: 'press' | 'confirm' | 'again' | 'form' | 'confirmed'; action: ActionId }
  | { kind: 'more'; subject: string }

const LETTER = { press: 'a', confirm: 'c', again: 'r', form: 'f', confirmed: 'y' } as const
const KIND = new Map(Object.entries(LETTER).map(([kind, letter]) => [letter as string, kind as keyof typeof LETTER]))

/** Discord refuses the same id twice in a message, and a card may offer the same action twice: `at` tells them apart. */
export function customId(kind: keyof typeof LETTER, action: ActionId, at = 0): string {
  return `${LETTER[kind]}${at}:${action}`
}

export const moreId = (subject: string): string => `more:${subject}`

/** Null for anything we didn't write: an id comes back from a desk, so it is input. */
export function parseCustomId(id: string): CustomId | null {
  const more = /^more:([0-9a-zA-Z-]{1,40})$/.exec(id)
  if (more?.[1]) return { kind: 'more', subject: more[1] }
  const match = /^([a-z])\d{1,3}:(.+)$/s.exec(id)
  const kind = KIND.get(match?.[1] ?? '')
  const action = match?.[2] ?? ''
  return kind && parseActionId(action) ? { kind, action: action as ActionId } : null
}

/** A number from 1 to 2³¹ − 1 that stands for a text where Discord keeps only numbers: the ids of components. */
export function markOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) & 0x7fff_ffff || 1
}
