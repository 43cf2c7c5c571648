import type { Creator } from '../agency/index.ts'
import { type Guardrails, whyUnfit } from '../guardrails/index.ts'
import { type Persona, type Snippet, usablePersona, whyUnfitSnippet } from '../personas/index.ts'

interface Stored {
  creator: Creator
  persona: Persona
  snippets: Snippet[]
}

/** Judging a long persona takes milliseconds, and every card asks: versions of personas and of rules never change. */
const judged = new Map<string, Persona>()
const JUDGED_MAX = 500

function usable(persona: Persona, rules: Guardrails): Persona {
  const key = `${persona.creatorId} ${persona.version} ${rules.version}`
  const known = judged.get(key)
  if (known) return known
  const made = usablePersona(persona, rules)
  if (judged.size >= JUDGED_MAX) judged.clear()
  judged.set(key, made)
  return made
}

/**
 * What managers stored, as far as the rules let it be said today: it was judged when it was stored, but lists grow and
 * rules get better. A draft that took in the rest would only be thrown away.
 */
export function fitToSay(stored: Stored, rules: Guardrails): Stored & { disclosureLeftOut: boolean } {
  const { creator, persona, snippets } = stored
  const line = creator.disclosureLine
  const disclosureLeftOut = line !== null && whyUnfit(line, rules) !== null
  return {
    creator: disclosureLeftOut ? { ...creator, disclosureLine: null } : creator,
    disclosureLeftOut,
    persona: usable(persona, rules),
    snippets: fitSnippets(snippets, rules),
  }
}

/** The snippets that the rules let be said today. */
export const fitSnippets = (snippets: readonly Snippet[], rules: Guardrails): Snippet[] =>
  snippets.filter((snippet) => whyUnfitSnippet(snippet, rules) === null)
