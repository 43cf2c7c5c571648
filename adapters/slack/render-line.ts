import type { RichTextElement } from '@slack/types'
import type { Line, Span } from '../../src/desk/index.ts'
import type { Draw } from './draw.ts'
import { escapeMrkdwn, safeUrl, visible } from './escape.ts'

/** One of our sentences is never longer. */
const LINE_MAX = 600

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const TOKEN = { ago: '{ago}', time: '{time}', day: '{date_short}' } as const

type Moment = Extract<Span, { at: Date }>

/** What is read where Slack can't draw a time. */
export function utcFallback({ at, as }: Moment): string {
  const day = `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`
  const time = `${at.toISOString().slice(11, 16)} UTC`
  if (as === 'time') return time
  return as === 'day' ? day : `${day}, ${time}`
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1_000)
const spansOf = (line: Line): Span[] => (Array.isArray(line) ? line : [line])

/** Our words as elements of rich text: nothing in them is read as markup, so nothing is escaped. Never empty. */
export function richLine(draw: Draw, line: Line, style: { bold?: true; italic?: true } = {}): RichTextElement[] {
  const styled = Object.keys(style).length > 0 ? { style } : {}
  const elements = spansOf(line).flatMap((span): RichTextElement[] => {
    if (typeof span === 'string') return textOf(draw, span, styled)
    if ('strong' in span) return textOf(draw, span.strong, { style: { ...style, bold: true } })
    if ('at' in span) {
      const { at, as } = span
      return [{ type: 'date', timestamp: seconds(at), format: TOKEN[as], fallback: utcFallback(span), ...styled }]
    }
    const url = safeUrl(span.href)
    const text = draw.take(visible(span.link), LINE_MAX)
    return url === null || text === '' ? textOf(draw, text, styled) : [{ type: 'link', url, text, ...styled }]
  })
  return elements.length > 0 ? elements : [{ type: 'text', text: ' ' }]
}

function textOf(draw: Draw, words: string, styled: object): RichTextElement[] {
  const text = draw.take(visible(words), LINE_MAX)
  return text === '' ? [] : [{ type: 'text', text, ...styled }]
}

/** Our words as `mrkdwn`, for blocks that take no rich text. May be empty. */
export function mrkdwnLine(draw: Draw, line: Line): string {
  return spansOf(line)
    .map((span) => {
      if (typeof span === 'string') return wordsOf(draw, span)
      if ('strong' in span) return strong(wordsOf(draw, span.strong))
      if ('at' in span) return `<!date^${seconds(span.at)}^${TOKEN[span.as]}|${utcFallback(span)}>`
      const url = safeUrl(span.href)
      const text = wordsOf(draw, span.link).replaceAll('|', '∣')
      return url === null || text.trim() === '' ? text : `<${url.replaceAll('&', '&amp;')}|${text}>`
    })
    .join('')
}

const wordsOf = (draw: Draw, words: string): string =>
  escapeMrkdwn(draw.take(visible(words).replace(/\s*\n\s*/g, ' '), LINE_MAX))

/** Slack wants no space inside the marks. */
export function strong(escaped: string): string {
  const inner = escaped.trim()
  return inner === '' ? escaped : escaped.replace(inner, () => `*${inner}*`)
}
