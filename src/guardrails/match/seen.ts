/** What stands between a letter and the one before it. */
export const GAP = { none: 0, sign: 1, joint: 2, space: 3, lineBreak: 4, apostrophe: 5 }

/** Letters of a stretch of text, without what stands between them; used again for the next. */
export const seen = {
  count: 0,
  codes: new Uint16Array(320),
  gaps: new Uint8Array(320),
  /** How many letters of `codes` each run of the phrase took. */
  taken: new Int32Array(320),
}
