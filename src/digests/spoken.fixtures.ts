import { type Card, type CardNode, chartsOf, type Line } from '../desk/index.ts'

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
export const spokenCard = (card: Card): string[] => [
  ...[card.title, card.summary, ...card.body.flatMap(spoken)],
  ...chartsOf(card).flatMap(({ title, finding, x, y, layers }) => [
    ...[title, finding, x.label, y.label, ...[...x.ticks, ...y.ticks].map(({ text }) => text)],
    ...layers.flatMap((layer) => ('name' in layer ? [layer.name] : [])),
  ]),
]
