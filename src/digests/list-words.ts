import { english, type ListWords } from './list-words-en.ts'
import { french } from './list-words-fr.ts'
import type { Language } from './words.ts'

export type { ListWords } from './list-words-en.ts'

/** Sentences of the daily lists, one object per language. */
export const LIST_WORDS: Record<Language, ListWords> = { en: english, fr: french }
