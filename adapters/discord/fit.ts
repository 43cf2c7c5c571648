import type { Button } from '../../src/desk/index.ts'
import { isBlank } from '../../src/kernel/text.ts'
import { type Block, GIVES_WAY, type PictureBlock, type TextBlock, WHOLE } from './blocks.ts'
import { type Gallery, LIMITS, lengthOf, type Part, sizeOf } from './components.ts'
import { moreButton, renderButton, rowsOf } from './render-button.ts'
import { words } from './words.ts'

/** Room for a sentence of ours, and for what is counted otherwise than here. */
const TEXT_BUDGET = LIMITS.text - 100
/** Texts give way to labels so far and no further: a button can move to More, what is to be approved can't. */
const LABELS_BUDGET = 600
/** The container itself is one. */
const PARTS_BUDGET = LIMITS.components - 1
/** Below this a cut text says too little to be worth its place; where even so much is too much, it goes. */
const LEAST_SHOWN = [80, 0]

/** What a message has no room for: the menu, buttons that didn't fit, and texts that were cut. */
export interface More {
  title: string
  buttons: Button[]
  texts: { label: string; text: string }[]
}

const buttonsOf = (block: Block): Button[] => {
  if (block.kind === 'buttons') return block.buttons
  return block.kind === 'text' && block.beside ? [block.beside] : []
}

/** How each text is drawn so that all fit; those of somebody that were cut are noted whole in `more`. */
export function fitTexts(blocks: readonly Block[], more: More): Map<TextBlock, string> {
  const all = blocks.filter((block) => block.kind === 'text')
  const drawn = new Map(all.map((block) => [block, block.draw(WHOLE)]))
  const labels = blocks.flatMap(buttonsOf).map(({ label }) => Math.min(label.length, LIMITS.label))
  const room =
    TEXT_BUDGET -
    Math.min(
      LABELS_BUDGET,
      labels.reduce((sum, each) => sum + each, words.more.length),
    )
  let over = [...drawn.values()].reduce((sum, text) => sum + text.length + 1, 0) - room
  for (const [block, least] of inOrderOfGivingWay(all)) {
    if (over <= 0) break
    const long = drawn.get(block) ?? ''
    const short = block.draw(Math.max(least, long.length - over))
    if (short.length >= long.length) continue
    drawn.set(block, short)
    over -= long.length - short.length
  }
  const cut = all.filter((block) => drawn.get(block) !== block.draw(WHOLE))
  more.texts.push(...cut.flatMap(({ whole }) => whole ?? []))
  return drawn
}

/** A reply to be approved only when all else is gone. The last of a kind first: what a card begins with matters most. */
function inOrderOfGivingWay(all: readonly TextBlock[]): [TextBlock, number][] {
  const reversed = all.toReversed()
  const isReply = ({ rank }: TextBlock): boolean => rank === 'reply'
  const others = GIVES_WAY.flatMap((rank) => reversed.filter((each) => each.rank === rank && !isReply(each)))
  const rounds = [others, reversed.filter(isReply)]
  return rounds.flatMap((round) =>
    LEAST_SHOWN.flatMap((least) => round.map((each): [TextBlock, number] => [each, least])),
  )
}

interface Fitting {
  blocks: readonly Block[]
  texts: Map<TextBlock, string>
  more: More
  /** Of a posted card, whose More button asks by it. */
  subject: string | null
  withButtons: boolean
}

/** The parts of the container. Buttons that don't fit go to `more`: first those beside texts, then the last ones. */
export function fitParts({ blocks, texts, more, subject, withButtons }: Fitting): Part[] {
  const all = blocks.flatMap(buttonsOf)
  const beside = blocks.flatMap((block) => (block.kind === 'text' ? buttonsOf(block) : []))
  const inRows = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  const order = [...beside.toReversed(), ...inRows.toReversed()]
  const left = new Set<Button>(withButtons ? [] : all)
  for (;;) {
    const hasMore = more.buttons.length + left.size + more.texts.length > 0
    const parts = partsOf(blocks, texts, left)
    if (subject !== null && hasMore) addMore(parts, subject)
    const next = order.find((each) => !left.has(each))
    if (fits(parts) || next === undefined) {
      more.buttons.unshift(...all.filter((each) => left.has(each)))
      return parts
    }
    left.add(next)
  }
}

function fits(parts: readonly Part[]): boolean {
  const size = parts.reduce((sum, part) => sum + sizeOf(part), 0)
  const length = parts.reduce((sum, part) => sum + lengthOf(part), 0)
  return size <= PARTS_BUDGET && length <= LIMITS.text
}

/** Texts that follow each other are one part. */
function partsOf(blocks: readonly Block[], texts: Map<TextBlock, string>, left: ReadonlySet<Button>): Part[] {
  const all = blocks.flatMap(buttonsOf)
  const draw = (button: Button) => renderButton(button, all.indexOf(button))
  const parts: Part[] = []
  for (const block of blocks) {
    const shown = buttonsOf(block).filter((each) => !left.has(each))
    if (block.kind === 'buttons') parts.push(...rowsOf(shown.map(draw)))
    else if (block.kind === 'picture') parts.push(galleryOf(block))
    else addText(parts, texts.get(block) ?? '', shown.map(draw)[0])
  }
  return parts
}

const galleryOf = ({ name, alt }: PictureBlock): Gallery => ({
  type: 12,
  items: [{ media: { url: `attachment://${name}` }, description: alt }],
})

function addText(parts: Part[], content: string, accessory: ReturnType<typeof renderButton> | undefined): void {
  const last = parts.at(-1)
  if (accessory) {
    const words = isBlank(content) ? '\u200b…' : content
    parts.push({ type: 9, components: [{ type: 10, content: words }], accessory })
  } else if (isBlank(content)) return
  else if (last?.type === 10) last.content += `\n${content}`
  else parts.push({ type: 10, content })
}

function addMore(parts: Part[], subject: string): void {
  const row = parts.at(-1)
  if (row?.type === 1 && row.components.length < LIMITS.buttonsInRow) row.components.push(moreButton(subject))
  else parts.push({ type: 1, components: [moreButton(subject)] })
}
