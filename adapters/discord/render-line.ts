import type { Line, Span } from '../../src/desk/index.ts'
import { cutText } from '../../src/kernel/text.ts'
import { LIMITS } from './components.ts'
import { escapeInline, escapeWords } from './escape.ts'

/** One span of ours is a sentence: a longer one is somebody's mistake, not something to approve. */
const SPAN_MAX = 500

/** Discord writes them in each person's own zone and language. */
const TIME_STYLE = { ago: 'R', time: 't', day: 'D' } as const

/** Null when the address is none that a person outside this machine could follow. */
export function safeUrl(href: string): string | null {
  if (!/^https?:\/\//i.test(href) || !URL.canParse(href)) return null
  const { href: normal } = new URL(href)
  return normal.length <= LIMITS.url ? normal : null
}

function renderSpan(span: Span): string {
  if (typeof span === 'string') return inlineWords(span)
  if ('strong' in span) return bold(span.strong)
  if ('at' in span) return `<t:${Math.floor(span.at.getTime() / 1000)}:${TIME_STYLE[span.as]}>`
  const url = safeUrl(span.href)
  const words = inlineWords(span.link)
  return url === null || words.trim() === '' ? words : `[${words}](${url.replace(/[()<>]/g, encodeURIComponent)})`
}

/** Line breaks would end a list item or a quote of ours; spaces at the ends part it from its neighbours. */
function inlineWords(text: string): string {
  return escapeWords(cutText(text, SPAN_MAX).replace(/\s+/g, ' '))
}

/** Bold, unless there is nothing to be seen: `****` would be shown as it is. */
export function bold(text: string): string {
  const words = escapeInline(cutText(text, SPAN_MAX))
  return words === '' ? '' : `**${words}**`
}

/** Our own words as Discord's markup, on one line. */
export function renderLine(line: Line): string {
  return (Array.isArray(line) ? line : [line]).map(renderSpan).join('')
}
