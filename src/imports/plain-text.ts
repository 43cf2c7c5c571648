import { decodeHTML } from 'entities'
import { storableText } from '../kernel/text.ts'

/** Only what platforms put around messages: a fan who writes <3 has written that. */
const TAG = /<\/?(p|br|div|span|a|b|i|u|em|strong|ul|ol|li|img|h[1-6]|blockquote)(\s[^<>]{0,2000})?\/?>/i
const TAGS = new RegExp(TAG, 'gi')
const NEW_LINE = /^<(br|\/p|\/div|\/li|\/h[1-6]|\/blockquote)/i
const ENTITY = /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,31});/i

/** A message's words: tags and entities, as exports of web pages have them, become what a reader saw. */
export function plainText(cell: string): string {
  const text = storableText(cell)
  const marked = TAG.test(text)
  if (!marked && !ENTITY.test(text)) return text
  const bare = marked ? text.replace(TAGS, (tag) => (NEW_LINE.test(tag) ? '\n' : '')) : text
  const read = storableText(decodeHTML(bare))
  return marked ? read.trim() : read
}

/**
 * A cell as its sender meant it. Spreadsheets keep ids from becoming numbers by `="00123"` or a leading apostrophe.
 */
export function cellValue(cell: string): string {
  const trimmed = cell.trim()
  if (trimmed[0] !== '=' && trimmed[0] !== "'") return trimmed
  const formula = /^="((?:[^"]|"")*)"$/.exec(trimmed)
  if (formula) return (formula[1] ?? '').replaceAll('""', '"').trim()
  return /^'[\d=+@-]/.test(trimmed) ? trimmed.slice(1) : trimmed
}

/** Whether a spreadsheet would calculate what stands there. */
export const isFormula = (value: string): boolean => /^=/.test(value) || /^[@+-]\s*[A-Za-z][\w.]*\(/.test(value)
