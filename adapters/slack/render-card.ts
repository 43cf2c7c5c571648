import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types'
import type { Chart } from '../../src/charts/index.ts'
import type { Card, CardNode } from '../../src/desk/index.ts'
import { unreachable } from '../../src/kernel/invariant.ts'
import { type Draw, startDraw } from './draw.ts'
import { escapeEntities, escapeMrkdwn, shortened, visible } from './escape.ts'
import {
  ALERT_MAX,
  ALT_MAX,
  BLOCKS_MAX,
  FALLBACK_MAX,
  FIELD_MAX,
  FIELDS_MAX,
  HEADER_MAX,
  MODAL_BLOCKS_MAX,
} from './limits.ts'
import { NO_PICTURES, type Pictures } from './pictures.ts'
import { chunks, plain, renderActions, renderButton } from './render-button.ts'
import { mrkdwnLine, richLine, strong } from './render-line.ts'
import { renderList } from './render-list.ts'

/** Other words than a reply's are cut here; slices cut them sooner and say where the whole is. */
const QUOTE_MAX = 1_500
const LABEL_MAX = 80
const METER_CELLS = 5

export interface RenderedCard {
  /** For notifications and screen readers: the summary, without a word of a fan or a draft. */
  text: string
  blocks: KnownBlock[]
}

/** A card as a message. Every button is kept and no reply is cut, whatever the card. */
export function renderCard(card: Card, pictures = NO_PICTURES): RenderedCard {
  return { text: fallbackOf(card), blocks: drawn(card, false, pictures) }
}

/** A card inside a modal, under its own title. */
export function renderPanel(card: Card, pictures = NO_PICTURES): KnownBlock[] {
  return drawn(card, true, pictures)
}

export function fallbackOf({ summary, title }: Card): string {
  const words = visible(summary).trim() === '' ? title : summary
  return escapeEntities(shortened(visible(words).replace(/\s+/g, ' ').trim(), FALLBACK_MAX / 5)) || '–'
}

function drawn(card: Card, modal: boolean, pictures: Pictures): KnownBlock[] {
  const max = modal ? MODAL_BLOCKS_MAX : BLOCKS_MAX
  const reserved = card.body.reduce((sum, node) => sum + (isReply(node) ? node.text.length : 0), 0)
  const draw = (dense: boolean) => renderWhole(startDraw({ modal, dense, reserved, pictures }), card)
  const airy = draw(false)
  if (airy.length <= max) return airy
  return withinBlocks(draw(true), max)
}

type Quote = Extract<CardNode, { kind: 'quote' }>
const isReply = (node: CardNode): node is Quote => node.kind === 'quote' && node.by === 'reply'

/** Words give way to buttons: what one can do is never left out. */
function withinBlocks(blocks: KnownBlock[], max: number): KnownBlock[] {
  let spare = blocks.length - max
  return blocks
    .toReversed()
    .filter((block) => block.type === 'actions' || spare-- <= 0)
    .toReversed()
    .slice(-max)
}

function renderWhole(draw: Draw, card: Card): KnownBlock[] {
  const button = isCompact(card) ? buttonsOf(card)[0] : undefined
  if (isCompact(card)) {
    const title = strong(escapeMrkdwn(shortened(visible(card.title).replace(/\s+/g, ' ').trim(), HEADER_MAX))) || '–'
    const head: KnownBlock = {
      type: 'section',
      text: { type: 'mrkdwn', text: title, verbatim: true },
      ...(button && { accessory: renderButton(draw, button) }),
    }
    return [head, ...card.body.filter(({ kind }) => kind !== 'actions').flatMap((node) => renderNode(draw, node))]
  }
  const head: KnownBlock = { type: 'header', text: plain(card.title, HEADER_MAX) }
  return [head, ...card.body.flatMap((node) => renderNode(draw, node))]
}

const buttonsOf = ({ body }: Card) =>
  body.flatMap((node) => (node.kind === 'actions' ? [...node.buttons, ...(node.menu ?? [])] : []))

/** Done and quiet cards shrink: their one button stands beside the title. */
function isCompact(card: Card): boolean {
  if (card.tone !== 'done' && card.tone !== 'quiet') return false
  return (
    buttonsOf(card).length <= 1 && card.body.every(({ kind }) => ['quote', 'context', 'text', 'actions'].includes(kind))
  )
}

/** One part of a card, also used for what stands above a form's fields. */
export function renderNode(draw: Draw, node: CardNode): KnownBlock[] {
  switch (node.kind) {
    case 'quote':
      return renderQuote(draw, node)
    case 'context':
      return contextOf(node.items.map((item) => mrkdwnLine(draw, item)).filter((words) => words.trim() !== ''))
    case 'text':
      return [renderText(draw, node)]
    case 'fields':
      return renderFields(draw, node)
    case 'meter':
      return [rich([{ type: 'text', text: meterOf(draw, node) }])]
    case 'chart':
      return renderChart(draw, node.chart)
    // The list beside it says the same.
    case 'diagram':
      return []
    case 'list':
      return renderList(draw, node)
    case 'actions':
      return renderActions(draw, node.buttons, node.menu)
    default:
      return unreachable(node)
  }
}

/** What it shows in words, and below it the picture where Slack has it. */
function renderChart(draw: Draw, chart: Chart): KnownBlock[] {
  const { title, finding } = chart
  const said = renderText(draw, { kind: 'text', line: [{ strong: title }, ` · ${finding}`] })
  const picture = draw.pictures.get(chart)
  if (!picture) return [said]
  const alt = shortened(visible(finding), ALT_MAX) || title
  return [said, { type: 'image', slack_file: { id: picture.file }, alt_text: alt }]
}

const rich = (elements: RichTextElement[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
})

function contextOf(items: readonly string[]): KnownBlock[] {
  if (items.length === 0) return []
  const text = items.join(' · ')
  // A cut inside an escape would show it: what is too long stands in several elements.
  const parts = text.length <= FIELD_MAX ? [text] : items.slice(0, FIELDS_MAX)
  return [{ type: 'context', elements: parts.map((part) => ({ type: 'mrkdwn', text: part, verbatim: true })) }]
}

/** Their words, as text that is never markup: a fan's as a quote, a reply under its label and whole, a note small. */
function renderQuote(draw: Draw, { by, label, text }: Quote): KnownBlock[] {
  const shown = visible(text)
  const words = by === 'reply' ? shown : draw.take(shown, QUOTE_MAX)
  const head: RichTextElement[] =
    label === undefined || label.trim() === ''
      ? []
      : [{ type: 'text', text: `${draw.take(visible(label), LABEL_MAX)}\n`, style: { bold: true } }]
  const said: RichTextElement[] = [...head, { type: 'text', text: words === '' ? ' ' : words }]
  if (by === 'fan') return [{ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: said }] }]
  if (by === 'reply') return [rich(said)]
  const note = [label, `“${words}”`].filter((part) => part !== undefined && part !== '').join(': ')
  return [{ type: 'context', elements: [{ type: 'plain_text', text: note, emoji: false }] }]
}

function renderText(draw: Draw, { line, tone }: Extract<CardNode, { kind: 'text' }>): KnownBlock {
  if (!draw.modal || tone === undefined) return rich(richLine(draw, line))
  const text = mrkdwnLine(draw, line)
  if (text.trim() === '' || text.length > ALERT_MAX) return rich(richLine(draw, line))
  const level = tone === 'stop' ? 'error' : tone === 'warn' ? 'warning' : tone === 'done' ? 'success' : 'info'
  return { type: 'alert', level, text: { type: 'mrkdwn', text, verbatim: true } }
}

function renderFields(draw: Draw, { fields }: Extract<CardNode, { kind: 'fields' }>): KnownBlock[] {
  const texts = fields.map(({ label, value }) => {
    const words = `${strong(mrkdwnLine(draw, label))}\n${mrkdwnLine(draw, value)}`
    return { type: 'mrkdwn' as const, text: words.trim() === '' ? '–' : words, verbatim: true }
  })
  const fits = texts.every(({ text }) => text.length <= FIELD_MAX)
  if (fits) return chunks(texts, FIELDS_MAX).map((part) => ({ type: 'section', fields: part }))
  return fields.map(({ label, value }) => rich([...richLine(draw, [{ strong: label }, ' ']), ...richLine(draw, value)]))
}

function meterOf(draw: Draw, { label, share, word }: Extract<CardNode, { kind: 'meter' }>): string {
  const full = Math.round((Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0) * METER_CELLS)
  const bar = '▰'.repeat(full) + '▱'.repeat(METER_CELLS - full)
  return `${draw.take(visible(label), LABEL_MAX)} ${draw.take(visible(word), LABEL_MAX)} ${bar}`
}
