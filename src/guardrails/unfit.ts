import { words } from './desk-words.ts'
import { judge } from './judge.ts'
import type { GuardrailLists } from './verdict.ts'

/** As in a reply: an amount, a discount or an end that nothing stands behind is not for storing either. */
const REFUSES = 2

/**
 * Why words that are kept for later can't be put before a fan, as one sentence with what was found; null: they can. Judged as
 * a draft is, without a price or an offer behind them, so that what passes here is not what every draft is thrown away for.
 * Where the judge can't run, nothing is fit.
 */
export function whyUnfit(text: string, lists: GuardrailLists): string | null {
  try {
    const { findings } = judge(text, 'draft', lists)
    const [worst] = findings.filter(({ level }) => level >= REFUSES).toSorted((a, b) => b.level - a.level)
    return worst ? words.unfit(worst.matched, worst.category, worst.rule) : null
  } catch {
    return words.unfitUnchecked
  }
}
