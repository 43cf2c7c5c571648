import { createHash } from 'node:crypto'

/**
 * A mark of one tag on one fan, for facts: they last, and a tag can be anything a person wrote about a fan. So short that
 * thousands of words share it, and another for every fan: it says to whoever knows the tag already that it was this one.
 */
export const tagMark = (fanId: string, tag: string): string =>
  createHash('sha256').update(`${fanId} ${tag.toLowerCase()}`).digest('hex').slice(0, 4)
