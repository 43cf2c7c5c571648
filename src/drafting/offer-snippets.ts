import { fillSnippet } from '../personas/index.ts'
import type { Gathered } from './gather.ts'

/** Words long enough to say what a text is about. */
const WORD = /[\p{L}\p{N}]{4,}/gu

/** A creator's snippets with this fan's name in them, the most useful first: those that share most words with the turn. */
export function offerSnippets({
  snippets,
  turn,
  fan,
  creator,
}: Pick<Gathered, 'snippets' | 'turn' | 'fan' | 'creator'>): { name: string; text: string }[] {
  const said = wordsOf(turn.messages.map(({ text }) => text).join('\n'))
  return snippets
    .map(({ name, text }) => ({
      name,
      text,
      shared: [...wordsOf(`${name} ${text}`)].filter((w) => said.has(w)).length,
    }))
    .toSorted((a, b) => b.shared - a.shared)
    .map(({ name, text }) => ({ name, text: fillSnippet({ text }, { fan: fan.name, creator: creator.name }) }))
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(WORD))
