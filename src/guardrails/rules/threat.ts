import { STAGES } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

/** Violence announced, stalking, and extortion with what somebody knows or has. */
export const threat: Rule = {
  id: 'threat',
  category: 'threat',
  level: 4,
  stages: STAGES,
  editable: false,
  find: phrases(
    "i(?:'?ll| will|'?m going to| am going to|'?m gonna| am gonna) (?:fucking )?(?:kill|murder|shoot|stab|strangle|hurt|destroy|find|come for|come after|track down|expose|ruin) (?:you|u|your (?:family|kids|mother|mom|life|boyfriend|husband))(?! (?:with (?:love|kisses|kindness)|some|a |the |something|in bed|later|soon|here|there|attractive|hot|sexy))",
    "i (?:know|found(?: out)?|saw|have seen) where (?:you|u) (?:live|work|sleep|go to school)|i(?:'?m| am) (?:outside|watching|in front of) (?:of )?your (?:house|home|apartment|flat|place|window|door)",
    "i(?:'?ve| have)? (?:been )?(?:following|followed|watching|stalking|stalked) (?:you|u) (?:home|at night|from work|around town|in real life|irl|to your)|you(?:'?ll| will) (?:regret|pay for) (?:this|it|that)(?! (?:set|video|photo))|watch your back",
    "(?:or|unless you pay|if you don'?t|pay me or|send me [$€£]?\\d{1,6} or) (?:i'?ll|i will|i'?m going to|i'?m gonna) (?:leak|post|publish|share|send|tell|show|expose)|(?:leak|expose|post|publish) (?:your|ur) (?:nudes|videos|vids|photos|pics|content|real name|address|identity)",
    '(?:tell|show|send (?:it|this|them|these) to) your (?:family|parents|boss|employer|husband|boyfriend|mom|mother|dad|father|kids) (?:what you do|who you (?:really )?are|about (?:this|your)|unless|if you)|bomb threat|acid attack|put a bullet',
  ),
}
