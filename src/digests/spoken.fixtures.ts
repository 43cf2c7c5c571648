import { expect } from 'vitest'
import { type Card, type CardNode, chartsOf, type Line } from '../desk/index.ts'
import type { Language } from './words.ts'

/** A line as it is read aloud; moments as clock times. */
const spokenLine = (line: Line): string =>
  [line]
    .flat()
    .map((span) => {
      if (typeof span === 'string') return span
      if ('strong' in span) return span.strong
      return 'at' in span ? span.at.toISOString().slice(11, 16) : span.link
    })
    .join('')

/** Each sentence of a node that stands by itself. */
export function spoken(node: CardNode | undefined): string[] {
  switch (node?.kind) {
    case 'text':
      return [spokenLine(node.line)]
    case 'context':
      return node.items.map(spokenLine)
    case 'fields':
      return node.fields.flatMap(({ label, value }) => [label, spokenLine(value)])
    case 'list':
      return node.rows.flatMap(({ line, soft, button }) => [
        ...[spokenLine(line), ...(soft === undefined ? [] : [spokenLine(soft)])],
        ...(button ? [button.label] : []),
      ])
    case 'actions':
      return [...node.buttons, ...(node.menu ?? [])].map(({ label }) => label)
    default:
      return []
  }
}

/** All that a card and its pictures say. */
const spokenCard = (card: Card): string[] => [
  ...[card.title, card.summary, ...card.body.flatMap(spoken)],
  ...chartsOf(card).flatMap(({ title, finding, x, y, layers }) => [
    // An axis may have no words where the lines' own say them.
    ...[
      title,
      finding,
      ...[x.label, y.label].filter((words) => words !== ''),
      ...[...x.ticks, ...y.ticks].map(({ text }) => text),
    ],
    ...layers.flatMap((layer) => ('name' in layer ? [layer.name] : [])),
  ]),
]

/** Rules for whatever is read: no hole where an amount or a name should stand, and the signs and numbers of the language. */
export function checkSpoken(card: Card, language: Language, seesMoney: boolean): void {
  for (const said of spokenCard(card)) {
    expect(said, 'a hole').not.toMatch(/undefined|NaN|Infinity|null|\[object|\(\s*\)|“”|\s{2}|^\s*$|[·,;:]\s*$|^[·,;.]/)
    expect(said, 'a space before a full stop or comma').not.toMatch(/\s[.,](\s|$)/)
    expect(said, 'two signs').not.toMatch(/[.,;:]\s?[.,;:]/)
    expect(said, 'a lonely zero').not.toMatch(/-0\b|−0\b/)
    if (!seesMoney) expect(said, 'money').not.toMatch(/[$€¥]|USD|EUR|JPY/)
    if (language === 'en') {
      expect(said, 'one is not many').not.toMatch(/\b1 (?!sees|is|has|was|of)[a-z]+s\b(?! (ago|held))/)
      expect(said, 'many are not one').not.toMatch(/\b([2-9]|\d\d+) (fan|day|message|hour|minute|card|year|operator)\b/)
      expect(said, 'an English space').not.toMatch(/\s[;:!?%]/)
    } else {
      expect(said, 'one is not many').not.toMatch(
        /(^|[^\d {2}.,])[01] (fans|jours|messages|heures|minutes|cartes|ans)\b/,
      )
      expect(said, 'a sign that could begin a line').not.toMatch(/(?<![\u00a0\u202f]|\d)[;:!?%»](?!\d)|«(?!\u00a0)/)
      expect(said, 'English').not.toMatch(
        /\b(Whale|Regular|Dormant|Prospect|New|Churn|(?<!\/fan )draft|days?|today|within|about|usual|and|revenue|expected)\b/i,
      )
    }
  }
}
