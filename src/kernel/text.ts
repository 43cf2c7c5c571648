/**
 * PostgreSQL stores neither NUL nor half a surrogate pair, and one such character would fail a whole batch. Everything
 * else of a text stays as it was written.
 */
export function storableText(text: string): string {
  if (!text.includes('\u0000') && text.isWellFormed()) return text
  return text.replaceAll('\u0000', '').toWellFormed()
}

/** Unicode's marks, embeddings, overrides and isolates of direction (UAX #9): they change what a person sees of a text. */
const DIRECTION_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A reply as it may be approved: what is hashed and sent is exactly what the person saw. */
export function plainReply(text: string): string {
  return storableText(text).replace(DIRECTION_CONTROLS, '').trim()
}

/** At most `max` UTF-16 units, never half a character at the end. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text
  const last = text.charCodeAt(max - 1)
  const splits = last >= 0xd800 && last <= 0xdbff
  return text.slice(0, splits ? max - 1 : max)
}

/** Spaces, controls, and what is drawn as nothing: zero-width characters, fillers, the empty Braille cell. */
const SEEN_AS_NOTHING = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** Whether nothing of a text can be seen. */
export function isBlank(text: string): boolean {
  return text.replace(SEEN_AS_NOTHING, '') === ''
}
