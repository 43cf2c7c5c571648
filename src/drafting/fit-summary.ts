import { type GuardrailLists, judge } from '../guardrails/index.ts'
import { cutText } from '../kernel/text.ts'

const SUMMARY_MAX = 900

/**
 * What of a summary a writer may be told: one line, without the sentences in which a rule finds anything, said by a fan or by
 * us, an order to a model among them. It is made of fans' words, so it is trusted no more than they are; and it is data in
 * the prompt all the same. Empty where sentences are harmless alone and not together, and where the judge can't run.
 */
export function fitSummary(text: string, lists: GuardrailLists): string {
  const sentences = text.replace(/\s+/g, ' ').match(/[^.!?…]+[.!?…]*/gu) ?? []
  try {
    const fit = sentences
      .filter((sentence) => isHarmless(sentence, lists))
      .join('')
      .trim()
    return isHarmless(fit, lists) ? cutText(fit, SUMMARY_MAX) : ''
  } catch {
    return ''
  }
}

const isHarmless = (text: string, lists: GuardrailLists): boolean =>
  judge(text, 'fan', lists).findings.length === 0 && judge(text, 'draft', lists).findings.length === 0
