import { STAGES } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

/** Who the creator is outside the platform: real name, home, employer, family, or her face matched elsewhere. */
export const doxxing: Rule = {
  id: 'doxxing',
  category: 'doxxing',
  level: 3,
  stages: STAGES,
  editable: false,
  find: phrases(
    "(?:what(?:'?s| is)|tell me|know|give me|found(?: out)?|i have|say|is) (?:your|ur|her) (?:real|legal|actual|full|last|birth|sur) ?name|(?:your|ur) (?:real|legal|actual|full) (?:name|identity)|your surname|(?:you are|you'?re|she is|she'?s) (?:really|actually) (?:called|named)|(?:your|her) name(?:'?s| is) (?:really|actually)",
    "(?:what(?:'?s| is)|tell me|know|give me|found(?: out)?|i have|send me) (?:your|ur|her) (?:home |house |street |postal |mailing |exact )?address|(?:your|ur|her) (?:home |house |street |postal |exact )?address is|(?:you|u|she) (?:live|lives|work|works) at (?:number )?\\d{1,5}|where (?:do|does) (?:you|u|she) (?:actually |really |exactly )?(?:live|work)(?= ?[?]| ?$| exactly| irl| for real)",
    '(?:who|where) (?:is your (?:employer|boss)|do (?:you|u) work for)|(?:found|find|saw|looked up) (?:you|u|your profile) on (?:linkedin|facebook|google|pimeyes)|(?:your|ur) linkedin',
    '(?:reverse image|face|facial) (?:search|match|recognition|lookup)(?:ed|ing)?|pimeyes|facecheck|dox+(?:ed|ing|x)?',
  ),
}
