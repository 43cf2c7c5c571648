import { OUTGOING } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

const SOON =
  '(?:tonight|today|soon|tomorrow|at midnight|in (?:an?|one|two|a few|the next|\\d{1,2}) (?:hours?|minutes?|mins?|hrs?))'
const OF_THE_PAST =
  '(?! (?:of the (?:set|series|trip|day|night|year|summer|week)|in the (?:set|series)|i (?:made|posted|shot|took|sent|wrote|saw)|(?:you|u) (?:liked|bought|saw|sent)|from|was|were|so far))'

/** "Only today", "last one", "before it's gone": true only where an offer with such an end stands behind it. */
export const falseScarcity: Rule = {
  id: 'false-scarcity',
  category: 'false-scarcity',
  level: 2,
  stages: OUTGOING,
  editable: false,
  unless: ({ offer }) => offer,
  find: phrases(
    '(?:just|only|valid|available|good|yours|this|deal|price|offer) (?:for )?(?:only )?(?:today|tonight|this (?:hour|evening|weekend))(?= ?[.!,;)]| ?$| babe| baby)|(?:for )?(?:today|tonight) only|only (?:for )?(?:today|tonight)(?! (?:did|i|we|was|that|when|the|my|she|he))|(?:for|in) the next (?:\\d{1,3}|few|couple of|hour|half hour)(?: hours?| minutes?| mins?)? only|only (?:for|in) the next (?:\\d{1,3} |few |two |ten )?(?:hours?|minutes?|mins?)',
    `(?:it'?s|it is|this is|that'?s|grab|get|only|just|buy|take) (?:the |my |our )?(?:very )?last (?:one|copy|piece|spot|set)${OF_THE_PAST}|last (?:one|copy|piece|spots?) (?:left|available|for sale|on sale|before)|last (?:chance|opportunity|call)(?! saloon)|(?:your|the) (?:final|only) (?:chance|opportunity)`,
    '(?:only|just) (?:a few|a couple|some|two|three|four|five|six|ten|\\d{1,3})(?: more| copies| spots| places| sets| pieces| of (?:them|these|those))?(?: are| is)? (?:left|available|remaining)|(?:spots|places|copies) (?:are )?(?:limited|running out|filling up)|(?:almost|nearly) (?:sold out|gone|all gone)|(?:selling|sells|sold) (?:out )?(?:fast|out|like crazy)|(?:first|next) (?:\\d{1,3}|two|three|five|ten|twenty) (?:fans?|people|guys|buyers|subs|subscribers|to (?:buy|tip|unlock))',
    `limited[ -]?(?:time|edition|offer|deal|spots)|(?:offer|deal|price|sale|discount|it|this|that) (?:ends?|expires?|is over|goes away|disappears?|runs out|will (?:be gone|expire|end)) (?:${SOON}|in)|before (?:it'?s|it is|they'?re|they are) (?:gone|sold out|too late|taken down)|(?:gone|taken down|deleted|down) (?:forever|for good|${SOON})|(?:i'?m|i am|i'?ll be|i will) (?:delet(?:e|ing)|tak(?:e|ing)|remov(?:e|ing)|pull(?:ing)?) (?:it|this|them|these|that)(?: down| off)? ${SOON}`,
    "hurry(?: up)?(?:,| and)? (?:before|while|and (?:get|grab|buy)|if (?:you|u) want|babe|baby)|while (?:it|they|stocks?|supplies) lasts?|act (?:now|fast|quickly)|(?:now or never|once in a lifetime|(?:don'?t|do not|dont) miss (?:out on (?:this|it)|this (?:chance|offer|deal)))|(?:you'?ll|you will|i'?ll|i will) never (?:get|have|see|offer|sell|do|post) (?:this|it|that|these) (?:chance |again|price )(?:again)?|never (?:be )?(?:available|sold|offered|on sale) again|won'?t (?:be|come) (?:back|available again|on sale again)",
  ),
}
