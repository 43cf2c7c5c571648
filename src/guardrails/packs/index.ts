import { createMatcher, type Matcher } from '../match/matcher.ts'
import type { NormalText, Span } from '../normal-form.ts'
import { findAll, outermost } from '../pattern.ts'
import type { Category } from '../verdict.ts'
import { AGES } from './ages.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { italian } from './italian.ts'
import type { Pack } from './pack.ts'
import { portuguese } from './portuguese.ts'
import { spanish } from './spanish.ts'

/** Every language beside English. A new one is one file and one line here. */
const PACKS: readonly Pack[] = [french, spanish, german, italian, portuguese]

const matchers = new Map<Category, Matcher>()

/** What all languages' packs find for a category. A matcher is made when its category is first asked for. */
export function findInPacks(category: Category, text: NormalText): Span[] {
  const spans = outermost(matcherOf(category).find(text.original))
  return category === 'minor' ? outermost([...spans, ...findAll(text, AGES)]) : spans
}

function matcherOf(category: Category): Matcher {
  const known = matchers.get(category)
  if (known) return known
  const made = createMatcher([...new Set(PACKS.flatMap((pack) => pack[category] ?? []))])
  matchers.set(category, made)
  return made
}
