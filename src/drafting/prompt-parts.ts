/** About three bytes make a token, over many languages and models; English has four. */
export const tokensOf = (text: string): number => Math.ceil(Buffer.byteLength(text) / 3)

/** The first of `items`, the most useful first, that fit into `tokens` together. */
export function keepWithin(items: readonly string[], tokens: number): string[] {
  const kept: string[] = []
  let left = tokens
  for (const item of items) {
    left -= tokensOf(item)
    if (left < 0) break
    kept.push(item)
  }
  return kept
}

/** JSON without a character that could open or close a fence; direction marks and the like stand as escapes. */
export const fenceJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<>\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
