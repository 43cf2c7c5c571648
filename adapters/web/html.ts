/**
 * Text that is already HTML. Only this file makes one, so whatever is not made by `html` is escaped where it is put:
 * there is deliberately no way to mark a string as safe.
 */
class Html {
  readonly #markup: string
  constructor(markup: string) {
    this.#markup = markup
  }
  toString(): string {
    return this.#markup
  }
}

export type { Html }
/** What may stand in a hole of a template. */
export type Part = Html | string | number | false | null | undefined | readonly Part[]

const ESCAPED: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/** Escapes for element content and for quoted attributes; attributes in our templates are always quoted. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => ESCAPED[character] ?? character)
}

function flatten(part: Part): string {
  if (part === false || part === null || part === undefined) return ''
  if (part instanceof Html) return part.toString()
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  return part.map(flatten).join('')
}

/** A template whose every hole is escaped, unless it was itself made by `html`. `false` and `null` leave nothing. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  let markup = strings[0] ?? ''
  for (const [index, part] of parts.entries()) markup += flatten(part) + (strings[index + 1] ?? '')
  return new Html(markup)
}

/** Joins parts with a separator: `joined([a, b], ' · ')`. */
export function joined(parts: readonly Part[], separator: Part): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : [separator, part]))}`
}
