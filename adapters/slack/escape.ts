import { cutText } from '../../src/kernel/text.ts'

/** Bidi controls could reorder our words around a quote; other control characters have no business in a message. */
const NEVER_SHOWN = /\p{Bidi_Control}|(?![\n\t])\p{Cc}/gu

/** A text as it may be shown, newlines kept; still unescaped. */
export function visible(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(NEVER_SHOWN, '')
}

/** At most `max` units, with a sign that there was more. */
export function shortened(text: string, max: number): string {
  return text.length <= max ? text : `${cutText(text, Math.max(0, max - 1))}…`
}

/** The only three characters that Slack wants escaped; with them no mention, date or link can be written. */
export function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Slack has no escape for its marks: where they could format, a character that looks the same stands instead. */
const LOOK_ALIKE: Record<string, string> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ', ':': '꞉' }

/** Words for a `mrkdwn` text object with `verbatim`: nothing in them pings, links, formats or becomes an emoji. */
export function escapeMrkdwn(text: string): string {
  return escapeEntities(text)
    .replace(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, (mark) => LOOK_ALIKE[mark] ?? mark)
    .replace(/[*~`]/g, (mark) => LOOK_ALIKE[mark] ?? mark)
    .replace(/:(?=[\w+-]+:)/g, '꞉')
    .replace(/^(\s*)&gt;/gm, '$1›')
}

/** Null when the address is none that Slack could open. */
export function safeUrl(href: string): string | null {
  if (href.length > 1_000 || !/^https?:\/\/[^\s<>|]+$/i.test(href)) return null
  return URL.canParse(href) ? href : null
}
