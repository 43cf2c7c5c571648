import { escapeEntities, shortened } from './escape.ts'
import { MESSAGE_MAX } from './limits.ts'
import { NO_PICTURES, type Pictures } from './pictures.ts'

/** What one message or view is drawn with. */
export interface Draw {
  /** In a modal, where alerts are there and more blocks fit. */
  modal: boolean
  /** Rows without blocks of their own, for what wouldn't fit otherwise. */
  dense: boolean
  /** Charts that Slack has as files. */
  pictures: Pictures
  /** An id that no other element of the message has. */
  nextId(): string
  /** `text` within `max` and within what is left of the message; empty when nothing is. */
  take(text: string, max: number): string
}

/** Labels, ids of blocks and what a reader never sees take some of it too. */
const OURS = 2_500

/** `reserved`: characters that are never cut, such as a reply to be approved. */
export function startDraw(options: { modal: boolean; dense: boolean; reserved: number; pictures?: Pictures }): Draw {
  let left = Math.max(0, MESSAGE_MAX - OURS - options.reserved)
  let ids = 0
  return {
    modal: options.modal,
    dense: options.dense,
    pictures: options.pictures ?? NO_PICTURES,
    nextId: () => `press-${++ids}`,
    take(text, max) {
      const taken = shortened(text, Math.min(max, Math.max(0, left)))
      // What is escaped counts as it is sent.
      left -= escapeEntities(taken).length
      return taken
    },
  }
}
