import { OUTGOING } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

const IF_YOU_DONT =
  "(?:if|when|unless) (?:you|u) (?:do not|don'?t|dont|won'?t|wont|can'?t|never|say no|ignore|leave|skip)"
const HURT = '(?:sad|hurt|upset|heartbroken|disappointed|crushed|devastated|lonely|offended|angry|mad)'

/** Buying or answering made a matter of conscience. */
export const guilt: Rule = {
  id: 'guilt',
  category: 'guilt',
  level: 2,
  stages: OUTGOING,
  editable: false,
  find: phrases(
    "if (?:you|u) (?:really |truly |actually |even )?(?:loved?|cared?|liked?|wanted|valued|respect(?:ed)?|appreciated?|missed)(?: about)?(?: me| us)?,? (?:then )?(?:you'?d|you would|you'?ll|you will|you should|prove it|show me|show it|buy|tip|unlock)",
    "after (?:everything|all|all that) (?:that )?(?:i'?ve|i have|i did|i do|i'?ve done)(?: done)?(?: for (?:you|u))?|(?:you|u) owe me(?! (?:one|nothing|a (?:smile|story|laugh|joke)))|is that (?:all|what) i'?m worth|am i not (?:worth|good enough)",
    `(?:i'?ll|i will|i'?d|i would|i am|i'?m|it would make me|it makes me|makes me|you make me|you'?re making me)(?: feel| be| get)?(?: so| very| really| a bit| a little)? ${HURT} ${IF_YOU_DONT}|${IF_YOU_DONT}[^.!?]{0,60} (?:i'?ll|i will|i'?d) (?:be|feel|get|cry)`,
    "(?:i guess|so|then|clearly|obviously|i see) (?:you|u) (?:do not|don'?t|dont|never)(?: really| even| actually)? (?:care|love me|like me|want me|miss me)(?: about me)?(?: any ?more)?|(?:do not|don'?t|dont) (?:you|u) (?:care about|love|like|want|miss) me(?: any ?more)?(?= ?[?])|i thought (?:you|u|we) (?:cared|loved|liked me|were different|had something|were special)",
    "(?:all )?(?:the )?other (?:fans?|guys?|men|subs?|subscribers) (?:have |are |always |all |already )*(?:buy|bought|tip|tipped|tipping|paid|pay|support|supported|spend|spent)|(?:you|u) never (?:buy|tip|spend|support|unlock|pay)|(?:you|u) only (?:want|take) (?:the )?free|(?:stop being|don'?t be) (?:so )?(?:cheap|stingy|selfish)|(?:you'?re|u r|you are) (?:so |being )?(?:cheap|stingy|selfish)",
    "(?:do not|don'?t|dont) (?:let me down|disappoint me|break my heart|make me (?:beg|cry|sad|wait any longer))|(?:you|u) (?:made|make) me cry|(?:you|u) (?:broke|break|are breaking|'?re breaking) my heart|how could (?:you|u) (?:not|do this|ignore|say no)",
  ),
}
