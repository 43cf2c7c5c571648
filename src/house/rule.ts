import type { HouseFile } from './files.ts'

/** One rule of the house. */
export interface Rule {
  /** What holds, as a sentence: the name of its test. */
  holds: string
  /** Where it doesn't: `path:line: what`. */
  breaches(files: readonly HouseFile[]): string[]
  /** Files that each break it. A second test sees that they are noticed: a rule that can't fail holds nothing. */
  brokenBy: readonly HouseFile[]
}
