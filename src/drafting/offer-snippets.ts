import { fillSnippet, type Snippet } from '../personas/index.ts'
import { givenName } from './template-writer.ts'

/** Words long enough to say what a text is about. */
const WORD = /[\p{L}\p{N}]{4,}/gu

interface About {
  snippets: readonly Pick<Snippet, 'name' | 'text'>[]
  turn: { messages: readonly { text: string }[] }
  fan: { name: string }
  creator: { name: string }
}

/**
 * A creator's snippets as they would stand in a reply to this fan, the most useful first: those that share most words with
 * the turn. A sentence about a name is left out where the fan has none, and a snippet of which nothing is left with it.
 */
export function offerSnippets({ snippets, turn, fan, creator }: About): { name: string; text: string }[] {
  const said = wordsOf(turn.messages.map(({ text }) => text).join('\n'))
  return snippets
    .map(({ name, text }) => ({
      name,
      text,
      shared: [...wordsOf(`${name} ${text}`)].filter((w) => said.has(w)).length,
    }))
    .toSorted((a, b) => b.shared - a.shared)
    .map(({ name, text }) => ({
      name,
      text: fillSnippet({ text }, { fan: givenName(fan.name), creator: creator.name }),
    }))
    .filter(({ text }) => text !== '')
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(WORD))
