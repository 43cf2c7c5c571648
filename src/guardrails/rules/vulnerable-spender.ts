import { STAGES } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

/** Somebody who speaks of debt or need, or is drunk or high now: nothing is sold to them. */
export const vulnerableSpender: Rule = {
  id: 'vulnerable-spender',
  category: 'vulnerable-spender',
  level: 3,
  stages: STAGES,
  editable: false,
  find: phrases(
    "(?:i'?m|i am|im) (?:so |really |deep |deeply |now |already |totally |completely )?(?:in debt|bankrupt|broke|in (?:serious|a lot of) debt|behind on (?:my )?(?:rent|bills|mortgage|payments)|going broke|homeless|unemployed|overdrawn)",
    "(?:can'?t|cannot|couldn'?t|could not) (?:pay|afford|make|cover) (?:my |the |our )?(?:rent|bills|mortgage|food|groceries|electricity|medication|meds|to eat)|(?:maxed|max) out (?:my|a|the|all) (?:\\w{1,10} )?(?:card|credit)s?|my (?:card|credit card|cards) (?:is|are) maxed(?: out)?",
    "(?:payday|bank|another) loan(?: for| to| just)?|(?:took|take|taking|got) (?:out )?(?:a|another) loan|my (?:savings|rent money|last (?:dollars?|money|euros?|pounds?|\\$\\d{1,5}))(?: (?:is|are) gone| for you| on you| on this)|lost my (?:job|house|home)|spent (?:all my|my rent|my whole|too much) ?(?:savings|money|paycheck|salary|wages)?|addicted to (?:spending|this site|this app|buying|onlyfans)|(?:i )?can'?t stop (?:spending|buying)",
    "(?:i'?m|i am|im) (?:so |really |very |super |pretty |way too |too |a bit |a little |kinda |still |totally |completely |fucking )?(?:drunk|wasted|hammered|shitfaced|plastered|tipsy|intoxicated|high as|stoned|high right now|on (?:coke|molly|mdma|ketamine|acid|shrooms))(?! (?:on|in|with) (?:love|you|your|life|happiness))",
  ),
}
