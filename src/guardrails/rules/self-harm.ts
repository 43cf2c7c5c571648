import { STAGES } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

/** Ideation, self-injury and goodbye language, also when turned on somebody else ("kill yourself"). */
export const selfHarm: Rule = {
  id: 'self-harm',
  category: 'self-harm',
  level: 4,
  stages: STAGES,
  editable: false,
  find: phrases(
    '(?:kill|killing|hang|hanging|shoot|shooting|hurt|hurting|harm|harming|cutting|drown) (?:myself|my self|yourself|urself)(?! (?:laughing|trying))',
    'cut (?:myself|my self)(?! (?:shaving|cooking|off|some|a|out))|kms|kys|unalive(?: myself)?',
    '(?:end|ending|take|taking) (?:my(?: own)?|it all|your own) life|end(?:ing)? it all|end(?:ing)? my life',
    'suicid(?:e|al)(?! squad| and crisis lifeline| prevention)|self ?-?(?:harm|harming|injury)',
    '(?:want|wanna|wish|going|ready|rather|deserve) (?:to )?die(?! (?:laughing|of laughter|happy|for|hard))|wish i (?:was|were) (?:dead|never born)',
    "(?:do not|don'?t|dont) (?:want to|wanna) (?:live|be alive|exist|be here|wake up)(?: any ?more)?(?! (?:without you|in|with|near|at|too long))",
    '(?:better off|would be better) (?:dead|without me)|no reason (?:left )?to live|nothing (?:left )?to live for',
    "(?:can'?t|cannot) (?:go on|do this|live|keep going) any ?more",
    "(?:won'?t|wont|will not) be (?:here|around|alive) (?:tomorrow|any ?more|much longer|for long)",
    "(?:goodbye|good bye) (?:forever|for ever|for good|cruel world)|(?:this is|it'?s) my (?:last|final) (?:message|goodbye|night alive)",
    'overdos(?:e|ed|ing)(?! of (?:cute|you|love))|(?:jump|jumping) off (?:a|the|this) (?:bridge|building|roof)|(?:slit|slitting) my wrists?',
  ),
}
