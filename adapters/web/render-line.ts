import type { Line, Span } from '../../src/desk/index.ts'
import { type Html, html } from './html.ts'

/** Bidi controls could reorder our words around a quote; other control characters have no business in a message. */
const NEVER_SHOWN = /\p{Bidi_Control}|(?![\n\t])\p{Cc}/gu

/** A fan's or a draft's words as they may be shown: newlines kept, controls hidden. Still unescaped. */
export function visibleWords(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(NEVER_SHOWN, '')
}

/** Null when the address is none we would follow: only the web and our own pages. */
export function safeHref(href: string): string | null {
  if (/^https?:\/\/[^\s]+$/i.test(href)) return href
  return /^\/(?![/\\])[^\s\\]*$/.test(href) || /^#[\w-]*$/.test(href) ? href : null
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** What is read until the browser has written the person's own time, and without JavaScript. */
export function utcFallback(at: Date, as: 'ago' | 'time' | 'day'): string {
  const day = `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`
  const time = `${at.toISOString().slice(11, 16)} UTC`
  if (as === 'time') return time
  return as === 'day' ? day : `${day}, ${time}`
}

/** `<time>` with a UTC fallback; `client/times.js` rewrites it in the person's zone. */
export function renderTime(at: Date, as: 'ago' | 'time' | 'day'): Html {
  return html`<time datetime="${at.toISOString()}" data-as="${as}">${utcFallback(at, as)}</time>`
}

function renderSpan(span: Span): Html {
  if (typeof span === 'string') return html`${span}`
  if ('strong' in span) return html`<strong>${span.strong}</strong>`
  if ('at' in span) return renderTime(span.at, span.as)
  const href = safeHref(span.href)
  if (href === null) return html`${span.link}`
  if (href.startsWith('http')) return html`<a href="${href}" target="_blank" rel="noopener noreferrer">${span.link}</a>`
  return html`<a href="${href}">${span.link}</a>`
}

/** Our own words as HTML. */
export function renderLine(line: Line): Html {
  return Array.isArray(line) ? html`${line.map(renderSpan)}` : renderSpan(line)
}
