import type { Card, CardNode, Row, Tone } from '../../src/desk/index.ts'
import { unreachable } from '../../src/kernel/invariant.ts'
import { type Html, html, joined } from './html.ts'
import { renderActions, renderButton } from './render-button.ts'
import { renderChart, renderDiagram } from './render-chart.ts'
import { renderLine, visibleWords } from './render-line.ts'

/** A longer fan message or note gets a scrolling box. Nothing is cut, and a reply to be approved is shown whole. */
export const SCROLL_FROM = 600

type Quote = Extract<CardNode, { kind: 'quote' }>

/** Their words: text only, isolated from the direction and the markup of ours. */
function renderQuote({ by, label, text }: Quote): Html {
  const words = visibleWords(text)
  const scrolls = by !== 'reply' && words.length > SCROLL_FROM
  const box = scrolls && html` tabindex="0" role="region" aria-label="${label ?? 'Whole text'}"`
  const head = label !== undefined && html`<figcaption>${label}</figcaption>`
  return html`<figure class="quote by-${by}">${head}<blockquote dir="auto" class="words${scrolls && ' scrolls'}"${box}><bdi>${words}</bdi></blockquote></figure>`
}

function renderMeter({ label, share, word }: Extract<CardNode, { kind: 'meter' }>): Html {
  const value = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0
  // A drawing, since `<meter>` looks different in every browser and the policy forbids a width as a style.
  const bar = html`<svg class="bar" role="meter" aria-label="${label}" aria-valuemin="0" aria-valuemax="1" aria-valuenow="${value.toFixed(3)}" aria-valuetext="${word}" viewBox="0 0 100 1" preserveAspectRatio="none"><rect width="${(value * 100).toFixed(1)}" height="1"></rect></svg>`
  return html`<div class="meter"><span>${label}</span> <strong>${word}</strong>${bar}</div>`
}

function renderRow({ line, soft, mark, indent, button }: Row): Html {
  const glyph = mark !== undefined && html`<span class="mark">${mark}</span>`
  const below = soft !== undefined && html`<span class="soft">${renderLine(soft)}</span>`
  const indented = indent !== undefined && html` indent-${indent}`
  return html`<li class="row${indented}"><div class="row-words">${glyph}<span class="row-line">${renderLine(line)}</span>${below}</div>${button && renderButton(button)}</li>`
}

function renderList({ head, ordered, rows }: Extract<CardNode, { kind: 'list' }>): Html {
  const above = head !== undefined && html`<p class="list-head">${head}</p>`
  const items = rows.map(renderRow)
  const list = ordered ? html`<ol class="rows">${items}</ol>` : html`<ul class="rows">${items}</ul>`
  return html`<div class="list">${above}${list}</div>`
}

/** One part of a card, also used for what stands above a form's fields. */
export function renderNode(node: CardNode): Html {
  switch (node.kind) {
    case 'quote':
      return renderQuote(node)
    case 'context':
      return html`<p class="context">${joined(node.items.map(renderLine), html`<span class="dot"> · </span>`)}</p>`
    case 'text':
      return html`<p class="text${node.tone && html` toned tone-${node.tone}`}">${renderLine(node.line)}</p>`
    case 'fields':
      return html`<dl class="fields">${node.fields.map(
        ({ label, value }) => html`<div><dt>${label}</dt><dd>${renderLine(value)}</dd></div>`,
      )}</dl>`
    case 'meter':
      return renderMeter(node)
    case 'chart':
      return renderChart(node.chart)
    case 'diagram':
      return renderDiagram(node.diagram)
    case 'list':
      return renderList(node)
    case 'actions':
      return renderActions(node.buttons, node.menu)
    default:
      return unreachable(node)
  }
}

/** Done and quiet cards shrink: their one button stands beside the title. */
function isCompact(tone: Tone, body: readonly CardNode[]): boolean {
  if (tone !== 'done' && tone !== 'quiet') return false
  const buttons = body.flatMap((node) => (node.kind === 'actions' ? [...node.buttons, ...(node.menu ?? [])] : []))
  return buttons.length <= 1 && body.every((node) => ['quote', 'context', 'text', 'actions'].includes(node.kind))
}

/** A card as semantic HTML, tone as a class for the left border; the tone's meaning is in the words too. */
export function renderCard(card: Card): Html {
  const compact = isCompact(card.tone, card.body) && ' compact'
  return html`<article class="card tone-${card.tone}${compact}" tabindex="0" aria-label="${card.title}"><h3 class="card-title"><bdi>${card.title}</bdi></h3><p class="unseen">${card.summary}</p>${card.body.map(renderNode)}</article>`
}
