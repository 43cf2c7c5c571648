import { createMatcher, type Matcher } from '../match/matcher.ts'
import type { NormalText, Span } from '../normal-form.ts'
import { findAll } from '../pattern.ts'
import type { Category } from '../verdict.ts'
import { AGES } from './ages.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { italian } from './italian.ts'
import { OUR_WORDS } from './our-words.ts'
import type { Pack } from './pack.ts'
import { portuguese } from './portuguese.ts'
import { spanish } from './spanish.ts'

/** Every language beside English, and what our side must not say in each. A new one is one file and one line here. */
const PACKS: readonly Pack[] = [french, spanish, german, italian, portuguese, ...OUR_WORDS]

interface Entry {
  category: Category
  phrase: string
}

const ENTRIES: readonly Entry[] = PACKS.flatMap((pack) =>
  Object.entries(pack).flatMap(([category, phrases]) =>
    phrases.map((phrase) => ({ category: category as Category, phrase })),
  ),
)

let matcher: Matcher | null = null

/** What all languages' packs find, by category, in one pass over the text. The matcher is made when it is first asked for. */
export function findInPacks(text: NormalText): ReadonlyMap<Category, Span[]> {
  matcher ??= createMatcher(ENTRIES.map(({ phrase }) => phrase))
  const found = new Map<Category, Span[]>([['minor', findAll(text, AGES)]])
  for (const { index, ...span } of matcher.find(text.original)) {
    const { category } = ENTRIES[index] as Entry
    const spans = found.get(category)
    if (spans) spans.push(span)
    else found.set(category, [span])
  }
  return found
}
