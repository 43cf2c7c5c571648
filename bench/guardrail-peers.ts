import { Profanity } from '@2toad/profanity'
import { Filter } from 'bad-words'
import {
  collapseDuplicatesTransformer,
  parseRawPattern,
  RegExpMatcher,
  resolveConfusablesTransformer,
  resolveLeetSpeakTransformer,
  skipNonAlphabeticTransformer,
  toAsciiLowerCaseTransformer,
} from 'obscenity'

/** Libraries with the same list of words, each as its own documents say to set it up; @2toad/profanity keeps its own words beside them. */
export function peers(words: readonly string[]): { name: string; flags: (text: string) => boolean }[] {
  const blacklistedTerms = (bounds: string) =>
    words.map((word, id) => ({ id, pattern: parseRawPattern(bounds + word + bounds) }))
  const steps = [resolveConfusablesTransformer(), resolveLeetSpeakTransformer(), toAsciiLowerCaseTransformer()]
  const collapse = collapseDuplicatesTransformer({ defaultThreshold: 2 })
  const bound = new RegExpMatcher({
    blacklistedTerms: blacklistedTerms('|'),
    blacklistMatcherTransformers: [...steps, collapse],
  })
  const skipping = new RegExpMatcher({
    blacklistedTerms: blacklistedTerms(''),
    blacklistMatcherTransformers: [...steps, skipNonAlphabeticTransformer(), collapse],
  })
  const filter = new Filter({ emptyList: true })
  filter.addWords(...words)
  const profanity = new Profanity()
  profanity.addWords([...words])
  return [
    { name: 'obscenity 0.4.6, word bounds', flags: (text) => bound.hasMatch(text) },
    { name: 'obscenity 0.4.6, skipping signs', flags: (text) => skipping.hasMatch(text) },
    { name: 'bad-words 4.1.5', flags: (text) => filter.isProfane(text) },
    { name: '@2toad/profanity 3.3.0', flags: (text) => profanity.exists(text) },
  ]
}
