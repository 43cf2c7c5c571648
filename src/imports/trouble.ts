/** What keeps a whole file from being read, in a sentence for the person who brought it. Nothing was stored. */
export class ImportTrouble extends Error {
  override readonly name = 'ImportTrouble'
  /** A short name for programs: `ambiguous-dates`. */
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Why one cell can't be used. `skip`: it can be read, but is nothing to take in. */
export interface Refusal {
  refused: string
  skip?: true
}

/** One row that was not taken in. */
export interface Problem {
  line: number
  /** The column's name in the file; empty when it is about the row. */
  column: string
  reason: string
  /** What stood there, cut; empty for columns with text or names. */
  cell: string
  /** Nothing is wrong with it, there is nothing to take in. */
  skip: boolean
}

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value
