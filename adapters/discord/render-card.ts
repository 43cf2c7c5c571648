import type { Button, Card, Tone } from '../../src/desk/index.ts'
import { isBlank } from '../../src/kernel/text.ts'
import { type Block, blocksOf, type TextBlock, titleBlock, WHOLE } from './blocks.ts'
import { type Body, bodyOf, type Container, LIMITS, type Part } from './components.ts'
import { escapeWords, visibleWords } from './escape.ts'
import { fitParts, fitTexts, type More } from './fit.ts'
import { NO_PICTURES, type Pictures } from './pictures.ts'
import { words } from './words.ts'

/** Colour of the container's edge; a normal card has none. The tone's meaning is in the words too. */
const ACCENT: Record<Tone, number | null> = {
  open: null,
  info: 0x3b_82c4,
  warn: 0xd9_8300,
  stop: 0xd0_342c,
  done: 0x2e_8b57,
  quiet: 0x6b_7280,
}

export interface Drawn {
  body: Body
  more: More
}

export interface DrawOptions {
  /** Subject of a posted card: its More button asks by it. Without one, what is left over goes to further messages. */
  subject?: string
  /** Ids of the container and of its first text, by which a desk finds its own posting. */
  marks?: readonly [number, number]
  /** Its charts, drawn. */
  pictures?: Pictures
}

/** Done and quiet cards shrink: their one button stands beside the title. */
function withCompactTitle(card: Card, title: TextBlock, blocks: Block[]): Block[] {
  const rows = blocks.filter((block) => block.kind === 'buttons')
  const [only] = rows.flatMap(({ buttons }) => buttons)
  const isOne =
    rows.flatMap(({ buttons }) => buttons).length === 1 && !blocks.some((b) => b.kind === 'text' && b.beside)
  if (!only || !isOne || (card.tone !== 'done' && card.tone !== 'quiet')) return [title, ...blocks]
  return [{ ...title, beside: only }, ...blocks.filter((block) => block.kind === 'text')]
}

/** A card as a message of components v2, within every limit. What is to be approved is never cut beside its buttons. */
export function renderCard(card: Card, { subject, marks, pictures = NO_PICTURES }: DrawOptions = {}): Drawn {
  const menu: Button[] = []
  const body = blocksOf(card.body, menu, pictures)
  const panel = subject === undefined
  if (panel && menu.length > 0) body.push({ kind: 'buttons', buttons: menu.splice(0) })
  const blocks = withCompactTitle(card, titleBlock(card.title), body)
  const more: More = { title: visibleWords(card.title), buttons: menu, texts: [] }
  const texts = fitTexts(blocks, more)
  const cutReply = [...texts].some(([block, text]) => block.rank === 'reply' && text !== block.draw(WHOLE))
  const fitted = fitParts({ blocks, texts, more, subject: subject ?? null, withButtons: !cutReply })
  const said: Part[] = cutReply ? [{ type: 10, content: words.tooLongToDecide }] : []
  const parts = mark([...fitted, ...said], marks?.[1])
  const accent = ACCENT[card.tone]
  const container: Container = {
    type: 17,
    ...(marks && { id: marks[0] }),
    ...(accent !== null && { accent_color: accent }),
    components: parts,
  }
  return { body: bodyOf([container], { files: [...pictures.values()] }), more }
}

function mark(parts: Part[], id: number | undefined): Part[] {
  if (id === undefined) return parts
  const first = parts[0]
  if (first?.type === 10) first.id = id
  const inner = first?.type === 9 ? first.components[0] : undefined
  if (inner) inner.id = id
  return parts
}

/** What notifications and screen readers say, without a word of a fan or a draft. */
export function fallbackOf({ summary, title }: Card): string {
  const words = escapeWords(isBlank(summary) ? title : summary)
  return (isBlank(words) ? '…' : words).slice(0, LIMITS.content)
}
