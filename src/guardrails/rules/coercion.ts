import { STAGES } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

/** Force, incapacity, hidden filming, a third person without consent, trafficking, and distress of whoever writes. */
export const coercion: Rule = {
  id: 'coercion',
  category: 'coercion',
  level: 4,
  stages: STAGES,
  editable: false,
  find: phrases(
    'rap(?:e|ed|es|ing|ist)|molest(?:ed|ing|er)?|traffick(?:ed|ing|er)|non ?-?(?:consent|consensual)|sex slave',
    '(?:forc(?:e|ed|ing)|mak(?:e|ing)|made) (?:you|u|her|him|them|me) (?:to )?(?:have sex|fuck|strip|suck|undress|sleep with|do porn|do this work|do these)',
    '(?:forc(?:e|ed|ing)) (?:my ?self|himself|themselves) (?:on|onto|into)(?: you| her| him)?|forced (?:sex|into (?:this|sex|it|porn|prostitution))',
    "(?:i'?m|i am|she is|she'?s|you are|you'?re|are you) being (?:forced|threatened)(?: (?:to|into))?|against (?:my|your|her|his|their) will",
    "(?:he|she|they|my (?:boyfriend|husband|manager|boss)) (?:makes?|forces?|forced|is forcing|won'?t let) me (?:do this|work|film|leave|stop|go|post)|held (?:captive|hostage)|not allowed to leave",
    "(?:without|w\\/o) (?:her|his|their|them|your|my) (?:consent|knowing|knowledge)|(?:she|he|they) (?:does not|doesn'?t|don'?t|didn'?t|won'?t) (?:know|consent)(?: about| to)? (?:i'?m|i am|i|we|to|it'?s|being) ?(?:film|record|fuck|being filmed|being recorded|it)(?:ing|ed)?",
    '(?:hidden|spy|secret) ?(?:cam|cams|camera|cameras)|secretly (?:film|filmed|filming|record|recorded|recording|tap(?:e|ed|ing)|video(?:ed|ing)?)',
    "(?:drug|drugged|drugging|roof(?:y|ie|ied)|sedate|sedated) (?:you|u|her|him)|(?:roofies?|date rape)|(?:spike|spiked|spiking) (?:her|his|your|a|the|someone'?s) drink",
    "(?:while|when) (?:she|he|my (?:wife|girlfriend|gf|sister|roommate|husband|boyfriend))(?:'?s| is| was) (?:asleep|sleeping|passed out|unconscious|blackout drunk|too drunk)",
    'get (?:her|him|you|u) (?:drunk|wasted|high) (?:enough|so|and|to|until|till)|too drunk to (?:say no|refuse|resist|notice)|blackmail(?:ed|ing)?',
    "(?:even if|when|after) (?:you|u|she|he) (?:say|says|said) no|(?:can'?t|cannot|won'?t be able to) say no|(?:no|does not|doesn'?t) (?:means|mean) (?:yes)",
  ),
}
