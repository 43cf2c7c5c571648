import { type GuardrailLists, whyUnfit } from '../guardrails/index.ts'
import { DEFAULT_TEMPLATES } from './default-templates.ts'
import type { Snippet } from './snippet-store.ts'
import type { Persona, PersonaTemplates } from './store.ts'
import { sentencesOf, variantsOf } from './template.ts'
import { words } from './words.ts'

type Judged = Pick<Persona, 'tone' | 'style' | 'goodExamples' | keyof PersonaTemplates>
const TEMPLATES = ['welcome', 'upsell', 'reactivation'] as const

/** A text of a persona that may not be put before a fan. */
export interface Unfit {
  field: keyof Judged
  /** Its place among the variants or examples, from 0; null where there is one. */
  place: number | null
  /** What was found and what is allowed; no period at its end. */
  why: string
}

/** A name or a title takes a placeholder's place later, and is judged with the draft. */
const whyUnfitTemplate = (text: string, lists: GuardrailLists): string | null =>
  whyUnfit(text.replace(/\{\{[^{}]*\}\}/g, '…'), lists)

/**
 * What of a persona a writer may not use: it is, or may come, in a reply. Not judged is what says how not to write: what is
 * never spoken of, what the creator doesn't do, and bad replies hold such words by their nature.
 */
export function unfitTexts(persona: Judged, lists: GuardrailLists): Unfit[] {
  const ofTemplates = TEMPLATES.flatMap((field) => {
    const variants = variantsOf(persona[field])
    return variants.flatMap((text, n) => found(field, variants.length > 1 ? n : null, whyUnfitTemplate(text, lists)))
  })
  const ofVoice = (['tone', 'style'] as const).flatMap((field) => found(field, null, whyUnfit(persona[field], lists)))
  const examples = persona.goodExamples.flatMap((text, n) => found('goodExamples', n, whyUnfit(text, lists)))
  return [...ofTemplates, ...ofVoice, ...examples]
}

function found(field: Unfit['field'], place: number | null, why: string | null): Unfit[] {
  return why === null ? [] : [{ field, place, why: words.unfitAt(field, place, why) }]
}

/**
 * A persona as a writer may use it: without the texts that the rules refuse today, whenever they were stored. A template of
 * which nothing is left is the built-in one.
 */
export function usablePersona<P extends Persona>(persona: P, lists: GuardrailLists): P {
  const unfit = unfitTexts(persona, lists)
  if (unfit.length === 0) return persona
  const isUnfit = (field: Unfit['field'], place: number) =>
    unfit.some((each) => each.field === field && (each.place ?? 0) === place)
  const left = TEMPLATES.map((field) => {
    const variants = variantsOf(persona[field]).filter((_, n) => !isUnfit(field, n))
    return [field, variants.length > 0 ? variants.join('\n---\n') : DEFAULT_TEMPLATES[field]]
  })
  return {
    ...persona,
    ...(Object.fromEntries(left) as Record<(typeof TEMPLATES)[number], string>),
    tone: isUnfit('tone', 0) ? '' : persona.tone,
    style: isUnfit('style', 0) ? fitSentences(persona.style, lists) : persona.style,
    goodExamples: persona.goodExamples.filter((_, n) => !isUnfit('goodExamples', n)),
  }
}

/** One sentence about what not to do, which belongs to what is never spoken of, is no reason to forget how a creator writes. */
function fitSentences(style: string, lists: GuardrailLists): string {
  const left = sentencesOf(style).filter((sentence) => whyUnfit(sentence, lists) === null)
  const joined = left.join('').trim()
  // What two sentences say together can be worse than each.
  return whyUnfit(joined, lists) === null ? joined : ''
}

/** Why a snippet isn't at hand for drafts; null: it is. */
export const whyUnfitSnippet = ({ text }: Pick<Snippet, 'text'>, lists: GuardrailLists): string | null =>
  whyUnfitTemplate(text, lists)
