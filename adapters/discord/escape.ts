import { cutText, isBlank } from '../../src/kernel/text.ts'

/** Bidi controls could reorder our words around a quote; other control characters have no business in a message. */
const NEVER_SHOWN = /\p{Bidi_Control}|(?![\n\t])\p{Cc}/gu

/** A fan's or a draft's words as they may be shown: newlines kept, controls hidden. Still unescaped. */
export function visibleWords(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(NEVER_SHOWN, '').toWellFormed()
}

/** Discord takes a backslash before any of these as the character itself, wherever it stands. */
const ANYWHERE = /[\\*_~|`[\]<]/g
/** Headings, small print, quotes and lists begin a line; what stands before them is spaces. */
const AT_LINE_START = /^([ \t]*)([>#+-])/gm
const NUMBER_AT_LINE_START = /^([ \t]*\d+)([.)])/gm
/** An address that Discord would make a link of, and the name of an emoji. */
const COLON = /:(?=\/\/|[\w~+-]+:)/g
/** Written like this it is no mention, even where mentions were allowed; the zero width space tells old clients too. */
const EVERYBODY = /@(?=everyone|here)/gi

/** Somebody's words as text: nothing formats, links or pings. May be up to three times as long. */
export function escapeWords(text: string): string {
  return visibleWords(text)
    .replace(ANYWHERE, String.raw`\$&`)
    .replace(COLON, String.raw`\:`)
    .replace(EVERYBODY, '\\@\u200b')
    .replace(AT_LINE_START, String.raw`$1\$2`)
    .replace(NUMBER_AT_LINE_START, String.raw`$1\$2`)
}

/** The same on one line, for titles and labels inside our own markup. */
export const escapeInline = (text: string): string => escapeWords(text.replace(/\s+/g, ' ').trim())

/** A label: plain text on one line, at most `max` characters, and never nothing. */
export function plainLabel(text: string, max: number): string {
  const line = visibleWords(text).replace(/\s+/g, ' ').trim()
  if (isBlank(line)) return '…'
  return line.length <= max ? line : `${cutText(line, max - 1)}…`
}

const FENCE = '```'
const APART = '\u200b'

/** Text to be copied and taken back by `fromCodeBlock`, exactly but for what can't be seen. */
export function codeBlock(text: string): string {
  return `${FENCE}\n${visibleWords(text).replace(/`(?=`)/g, `\`${APART}`)}\n${FENCE}`
}

/** What stands in the code block at the end of a text; null when there is none. */
export function fromCodeBlock(content: string): string | null {
  const from = content.indexOf(`${FENCE}\n`)
  if (from < 0 || !content.endsWith(`\n${FENCE}`)) return null
  const inside = content.slice(from + FENCE.length + 1, -FENCE.length - 1)
  return inside.replace(new RegExp(`\`${APART}(?=\`)`, 'g'), '`')
}
