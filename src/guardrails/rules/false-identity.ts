import { OUTGOING } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

const MACHINE = '(?:bot|bots|robot|robots|ai|a\\.i\\.|chat ?-?bot|machine|chat ?-?gpt|computer|program|script)'
const SURELY = '(?:(?:really|actually|truly|totally|100%|definitely|very much|just|also|still|literally) ){0,2}'
const I_AM = "(?:i'?m|i am|im|it'?s|it is|this is|you'?re (?:talking|chatting|speaking) (?:to|with))"
const EVERY = '(?:(?:all|each|every|every single|all of) )?(?:(?:one|of) )?(?:my |these |the |your )?(?:own )?'

/** Claims about who writes: human, no machine, the creator in person. A team writes, so none of them is sent. */
export const falseIdentity: Rule = {
  id: 'false-identity',
  category: 'false-identity',
  level: 2,
  stages: OUTGOING,
  editable: false,
  find: phrases(
    `${I_AM} ${SURELY}not (?:a |an |some |any )?(?:(?:stupid|dumb|silly|fake|automated|real) )?${MACHINE}|(?:no|not|never) (?:a |an |any )?${MACHINE} (?:here|on this (?:page|account)|writes?|writing|involved|needed|behind)|definitely (?:no|not a) ${MACHINE}|(?:i|we) (?:do not|don'?t|dont|never) use (?:a |an |any )?${MACHINE}`,
    `${I_AM} ${SURELY}(?:a |an )?${SURELY}(?:real|actual|living|genuine|live|true|flesh and blood) (?:person|human|human being|woman|girl|man|guy|lady)(?! (?:who|that|of))`,
    "(?:i'?m|i am|im) (?:(?:really|actually|truly|totally|definitely|100%|indeed) ){0,2}(?:a )?human(?: being)?(?! (?:too|and make|after all|error))|(?:i'?m|i am|im) (?:(?:really|actually|truly|definitely|100%|very|so) )?(?:the )?real(?= ?[.!,?]| ?$| babe| baby| i promise| i swear)",
    `(?:it'?s|it is|this is) ${SURELY}me(?: (?:typing|writing|answering|replying|here|in person|myself|personally|behind))(?! (?:again|down))|it'?s (?:really|truly|actually|100%|only|just) me(?= ?[.!,?]| ?$| i promise| i swear)|(?:nobody|no one|no-one) (?:else )?(?:but me )?(?:writes|answers|replies|types|is (?:writing|typing|answering))`,
    `i (?:write|type|answer|read|reply to) ${EVERY}(?:messages?|texts?|words?|replies|dms|everything|one of (?:these|them)) (?:myself|personally|by myself|on my own|alone)|i (?:personally|alone) (?:write|type|answer|reply)`,
    "(?:i promise|i swear|trust me)(?: you)?(?: that)? (?:i am|i'?m|it'?s|this is) (?:really |actually )?(?:real|human|me)(?= ?[.!,?]| ?$)|(?:no|not an?|without (?:a|any)) (?:agency|team|manager|chatter|assistant|ghost ?writer)s? (?:here|writes?|writing|answers?|answering|involved|behind)",
  ),
}
