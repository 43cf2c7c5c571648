import { type NormalText, type Span, toOriginal } from './normal-form.ts'

/**
 * What continues a word in the normal form, as the inside of a class: Latin, Greek, Cyrillic, Hebrew, Arabic and Indic
 * letters. Scripts without spaces (Thai, Chinese, Japanese) are left out: there a word has no bounds. Plain ranges, since
 * `\\p{L}` with the u flag makes an expression so large that compiling it takes seconds.
 */
export const WORD = 'a-z0-9\\u00df-\\u0dff\\u1e00-\\u1fff'
/** Between the words of a phrase: a few signs, but none that makes an amount of what follows ("i'm $16 short"). */
const GAP = `(?:[^${WORD}$€£¥#]{1,3})`

/** An escape, a class or a space of a pattern's source: a space inside a class is itself. */
const PIECE = /\\.|\[(?:\\.|[^\]])*\]| /g

/**
 * Compiles phrases, each written as a regular expression in lower case, to one over the normal form: it stands at word
 * bounds, and a space matches any few signs between words. Sources must bound every repetition, so that a hostile text
 * costs no more than a long one.
 */
export function pattern(sources: readonly string[]): RegExp {
  const compiled = sources.map((source) => source.replace(PIECE, (piece) => (piece === ' ' ? GAP : piece)))
  // No source at all must find nothing, not the empty text everywhere.
  return new RegExp(`(?<![${WORD}])(?:${compiled.join('|') || '[]'})(?![${WORD}])`, 'g')
}

/** All places of the original where a reading matches, in order, without those inside another. */
export function findAll({ readings }: NormalText, expression: RegExp): Span[] {
  const spans: Span[] = []
  for (const reading of readings) {
    for (const { index, 0: matched } of reading.text.matchAll(expression)) {
      if (matched !== '') spans.push(toOriginal(reading, index, matched.length))
    }
  }
  return outermost(spans)
}

/** In order of place, without those inside another. */
export function outermost(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (!last || span.end > last.end) kept.push(span)
  }
  return kept
}
