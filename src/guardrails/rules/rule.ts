import type { NormalText, Span } from '../normal-form.ts'
import { findAll, pattern } from '../pattern.ts'
import type { Behind, Category, Level, Stage } from '../verdict.ts'

/** A built-in rule. `editable` is false for all of them: an agency adds to the rules, it never takes one away. */
export interface Rule {
  id: string
  category: Category
  level: Level
  stages: readonly Stage[]
  editable: false
  /** What must stand behind the text for its words to be true: the rule finds nothing then. */
  unless?(behind: Behind): boolean
  find(text: NormalText, behind: Behind): Span[]
}

/** A `find` that looks for phrases, written as `pattern` reads them. */
export function phrases(...sources: string[]): Rule['find'] {
  const compiled = pattern(sources)
  return (text) => findAll(text, compiled)
}
