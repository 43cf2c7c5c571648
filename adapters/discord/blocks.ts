import type { Chart } from '../../src/charts/index.ts'
import type { Button, CardNode, Row } from '../../src/desk/index.ts'
import { unreachable } from '../../src/kernel/invariant.ts'
import { cutText, isBlank } from '../../src/kernel/text.ts'
import { LIMITS } from './components.ts'
import { escapeInline, escapeWords, visibleWords } from './escape.ts'
import { NO_PICTURES, type Pictures } from './pictures.ts'
import { bold, renderLine } from './render-line.ts'
import { words } from './words.ts'

/** What gives way when a card is too long, first to last: a reply to be approved is the last. */
export const GIVES_WAY = ['theirs', 'ours', 'reply'] as const

/** Text that can be drawn shorter: `most` is the characters it may take. Nothing of it is left when that is too few. */
export interface TextBlock {
  kind: 'text'
  rank: (typeof GIVES_WAY)[number]
  /** The whole text, unescaped, where it is somebody's words: shown elsewhere when it was cut here. */
  whole: { label: string; text: string } | null
  draw(most: number): string
  /** A button beside it. */
  beside?: Button
}

export interface ButtonsBlock {
  kind: 'buttons'
  buttons: Button[]
}

/** A chart that goes with the message as a file, and what stands for it. */
export interface PictureBlock {
  kind: 'picture'
  name: string
  alt: string
}

export type Block = TextBlock | ButtonsBlock | PictureBlock

/** What a text may take when nothing stands in its way. */
export const WHOLE = Number.MAX_SAFE_INTEGER

const METER_CELLS = 5
const TITLE_MAX = 200

type Quote = Extract<CardNode, { kind: 'quote' }>
type List = Extract<CardNode, { kind: 'list' }>

/** A title on one line; escaped, since it names a fan. */
export function titleBlock(title: string): TextBlock {
  return ours([`### ${isBlank(title) ? words.noText : escapeInline(cutText(title, TITLE_MAX))}`])
}

/** The parts of a card or of what stands above a form, in order; `menu` takes what a menu holds. */
export function blocksOf(nodes: readonly CardNode[], menu: Button[], pictures = NO_PICTURES): Block[] {
  return nodes.flatMap((node) => blocksOfNode(node, menu, pictures))
}

function blocksOfNode(node: CardNode, menu: Button[], pictures: Pictures): Block[] {
  switch (node.kind) {
    case 'quote':
      return [quoteBlock(node)]
    case 'context':
      return node.items.length === 0 ? [] : [ours([`-# ${node.items.map(renderLine).join(' · ')}`])]
    case 'text':
      return [ours([renderLine(node.line)])]
    case 'fields':
      return [
        ours(
          node.fields.map(({ label, value }) => `${escapeInline(cutText(label, TITLE_MAX))} · ${renderLine(value)}`),
        ),
      ]
    case 'meter':
      return [ours([meterLine(node)])]
    case 'chart':
      return chartBlocks(node.chart, pictures)
    // The list beside it says the same.
    case 'diagram':
      return []
    case 'list':
      return listBlocks(node)
    case 'actions':
      menu.push(...(node.menu ?? []).map(apart))
      return [
        { kind: 'buttons', buttons: node.buttons.map(apart) },
        ...consequences([...node.buttons, ...(node.menu ?? [])]),
      ]
    default:
      return unreachable(node)
  }
}

/** What it shows in words, and below it the picture where it could be drawn. */
function chartBlocks(chart: Chart, pictures: Pictures): Block[] {
  const { title, finding } = chart
  const picture = pictures.get(chart)
  const alt = cutText(visibleWords(isBlank(finding) ? title : finding), LIMITS.alt)
  return [
    ours([renderLine([{ strong: title }, ` · ${finding}`])]),
    ...(picture ? [{ kind: 'picture' as const, name: picture.name, alt }] : []),
  ]
}

/** A card may hold one button twice; its places are told apart by identity. */
const apart = (button: Button): Button => ({ ...button })

/** Lines of ours, dropped from the end when there is no room. */
function ours(lines: readonly string[]): TextBlock {
  return {
    kind: 'text',
    rank: 'ours',
    whole: null,
    draw(most) {
      const shown: string[] = []
      let length = 0
      for (const line of lines) {
        length += line.length + 1
        if (length > most + 1) break
        shown.push(line)
      }
      if (shown.length === lines.length) return shown.join('\n')
      const said = `-# ${words.cut}`
      while (shown.length > 0 && shown.join('\n').length + 1 + said.length > most) shown.pop()
      return [...shown, said].join('\n').slice(0, Math.max(0, most))
    },
  }
}

/** Their words, cut where there is no room with a word about it. */
function quoteBlock({ by, label, text }: Quote): TextBlock {
  const head = label === undefined ? '' : `${bold(label)}\n`
  const full = isBlank(text) ? words.noText : visibleWords(text)
  const drawn = (part: string): string => head + prefixed(by, part)
  return {
    kind: 'text',
    rank: by === 'reply' ? 'reply' : 'theirs',
    whole: { label: label ?? words.whole[by], text: full },
    draw(most) {
      if (drawn(full).length <= most) return drawn(full)
      const said = `\n-# ${words.cut}`
      let [fits, over] = [0, full.length]
      while (fits + 1 < over) {
        const middle = Math.floor((fits + over) / 2)
        if (drawn(cutText(full, middle)).length + said.length <= most) fits = middle
        else over = middle
      }
      const part = drawn(cutText(full, fits)) + said
      return part.length <= most ? part : ''
    },
  }
}

/** Every line by itself: a quote of Discord ends with its line. */
function prefixed(by: Quote['by'], text: string): string {
  if (by === 'reply') return escapeWords(text)
  const lines = escapeWords(by === 'note' ? `“${text}”` : text).split('\n')
  const prefix = by === 'fan' ? '> ' : '-# '
  return lines.map((line) => prefix + (line.trim() === '' ? '\u200b' : line)).join('\n')
}

function meterLine({ label, share, word }: Extract<CardNode, { kind: 'meter' }>): string {
  const value = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0
  const full = Math.round(value * METER_CELLS)
  const bar = '▰'.repeat(full) + '▱'.repeat(METER_CELLS - full)
  return `${escapeInline(cutText(label, TITLE_MAX))} ${bold(word)} ${bar}`
}

function listBlocks({ head, ordered, rows }: List): Block[] {
  const above = head === undefined || isBlank(head) ? [] : [bold(head)]
  const lines = rows.map((row, at) => ({ row, text: rowLine(row, ordered === true ? at + 1 : null) }))
  if (!rows.some(({ button }) => button)) return [ours([...above, ...lines.map(({ text }) => text)])]
  return [
    ...(above.length > 0 ? [ours(above)] : []),
    ...lines.map(({ row, text }) => ({ ...ours(text.split('\n')), ...(row.button && { beside: apart(row.button) }) })),
    ...consequences(rows.flatMap(({ button }) => button ?? [])),
  ]
}

function rowLine({ line, soft, mark, indent: by }: Row, number: number | null): string {
  const indent = by ?? 0
  const bullet = number === null ? '- ' : `${number}. `
  const first = `${'  '.repeat(indent)}${bullet}${mark === undefined ? '' : `${mark} `}${renderLine(line)}`
  return soft === undefined ? first : `${first}\n${'  '.repeat(indent + 1)}-# ${renderLine(soft)}`
}

/** What a button asks about stands on the card: a modal is opened long after, by whatever process is there then. */
function consequences(buttons: readonly Button[]): Block[] {
  const lines = buttons.flatMap(({ label, confirm }) =>
    confirm ? [`-# ${escapeInline(label)}: ${escapeInline(cutText(confirm.text, 300))}`] : [],
  )
  return lines.length > 0 ? [ours(lines)] : []
}
