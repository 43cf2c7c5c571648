import type { KnownBlock, RichTextBlockElement, RichTextElement, RichTextList } from '@slack/types'
import type { CardNode, Line, Row } from '../../src/desk/index.ts'
import type { Draw } from './draw.ts'
import { SECTION_MAX } from './limits.ts'
import { renderActions, renderButton } from './render-button.ts'
import { mrkdwnLine, richLine } from './render-line.ts'

type List = Extract<CardNode, { kind: 'list' }>

/** Rows with buttons or marks are sections of their own, others items of one list. */
export function renderList(draw: Draw, list: List): KnownBlock[] {
  const { rows } = list
  const lively = rows.some(({ button, mark }) => button !== undefined || mark !== undefined)
  if (!lively || draw.dense) return [...asItems(draw, list), ...apart(draw, rows)]
  const head = list.head === undefined ? [] : headOf(draw, list.head)
  return [...head, ...rows.map((row, at) => section(draw, row, list.ordered ? `${at + 1}. ` : ''))]
}

function headOf(draw: Draw, words: string): KnownBlock[] {
  const elements = richLine(draw, words, { bold: true })
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]
}

/** Half an em for each step. */
const INDENT = '    '

function section(draw: Draw, row: Row, lead: string): KnownBlock {
  const indent = INDENT.repeat(row.indent ?? 0)
  const mark = row.mark === undefined ? '' : `${row.mark} `
  const line = `${indent}${mark}${lead}${mrkdwnLine(draw, row.line)}`
  const soft = row.soft === undefined ? '' : mrkdwnLine(draw, row.soft)
  const both = soft.trim() === '' ? line : `${line}\n${indent}${soft}`
  const text = both.length <= SECTION_MAX ? both : line
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: text.trim() === '' || text.length > SECTION_MAX ? '–' : text, verbatim: true },
    expand: true,
    ...(row.button && { accessory: renderButton(draw, row.button) }),
  }
}

/** Consecutive rows of one depth are one list of rich text. */
function asItems(draw: Draw, { head, ordered, rows }: List): KnownBlock[] {
  const elements: RichTextBlockElement[] = []
  if (head !== undefined && head.trim() !== '')
    elements.push({ type: 'rich_text_section', elements: richLine(draw, head, { bold: true }) })
  let last: RichTextList | null = null
  for (const { line, soft, mark, indent = 0 } of rows) {
    if (last === null || last.indent !== indent) {
      last = { type: 'rich_text_list', style: ordered ? 'ordered' : 'bullet', indent, elements: [] }
      elements.push(last)
    }
    last.elements.push({ type: 'rich_text_section', elements: itemOf(draw, line, soft, mark) })
  }
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements }]
}

function itemOf(draw: Draw, line: Line, soft: Line | undefined, mark: Row['mark']): RichTextElement[] {
  const words = richLine(draw, mark === undefined ? line : [`${mark} `, ...(Array.isArray(line) ? line : [line])])
  return soft === undefined ? words : [...words, { type: 'text', text: '\n' }, ...richLine(draw, soft)]
}

/** The rows' buttons under the list, numbered as the rows are. */
function apart(draw: Draw, rows: readonly Row[]): KnownBlock[] {
  return renderActions(
    draw,
    rows.flatMap(({ button }, at) => (button ? [{ ...button, label: `${at + 1} · ${button.label}` }] : [])),
  )
}
