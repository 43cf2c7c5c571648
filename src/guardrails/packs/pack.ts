import type { Category } from '../verdict.ts'

/** What one language says for a category, beside the English of its rule: words and phrases as a list has them. */
export type Pack = Partial<Record<Category, readonly string[]>>
