import { createHash } from 'node:crypto'

/** Texts built from data must not fill the server with plans that are never used again. */
const MOST_NAMES = 500

export interface Statement {
  text: string
  values: unknown[]
  name?: string
}

/**
 * Names for prepared statements: a text seen for the second time is prepared once per connection, which measured faster
 * than parsing and planning it anew. After `MOST_NAMES` texts, new ones stay unnamed.
 */
export class StatementNames {
  readonly #names = new Map<string, string | null>()

  statement(text: string, params: readonly unknown[]): Statement {
    const values = params as unknown[]
    const name = this.#names.get(text)
    if (name) return { text, values, name }
    if (name === null) {
      const made = createHash('sha256').update(text).digest('base64url').slice(0, 16)
      this.#names.set(text, made)
      return { text, values, name: made }
    }
    if (this.#names.size < MOST_NAMES) this.#names.set(text, null)
    return { text, values }
  }
}
