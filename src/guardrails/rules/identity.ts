import { phrases, type Rule } from './rule.ts'

const MACHINE = '(?:bot|bots|robot|ai|a\\.i\\.|chat ?-?bot|machine|chat ?-?gpt|computer|automated|auto ?-?reply|fake)'
const SOMEONE_ELSE =
  '(?:your (?:team|manager|agency|assistant)|an? (?:agency|team|chatter|employee|guy|dude|man|stranger)|someone else|somebody else)'
const YOU_ARE =
  "(?:are you|are u|r u|r you|is this|is that|you'?re|you are|ur|u r|am i (?:really |actually )?(?:talking|speaking|chatting|texting|writing)(?: to| with)?|this is|it'?s|i'?m (?:talking|chatting) (?:to|with))"

/** Asks who or what writes, or for proof: answered without a false claim. */
export const identity: Rule = {
  id: 'identity',
  category: 'identity',
  level: 2,
  stages: ['fan'],
  editable: false,
  find: phrases(
    '(?:are you|are u|r u|r you|is this) (?:(?:actually|even|really|truly|an?) ){0,2}real(?! (?:into|busy|quick|good|bad|excited|close|tired|sleepy|hungry|life couple|estate))',
    `${YOU_ARE} (?:(?:just|really|actually|even|probably|like|a|an|some|kind of) ){0,3}${MACHINE}`,
    `(?:are you|are u|r u|r you|is this|am i (?:talking|speaking|chatting) (?:to|with)) (?:(?:really|actually|even) ){0,2}(?:a |an )?(?:real |actual |true |live )?(?:person|human|human being|woman|girl)(?! (?:who|that|of))`,
    `(?:is this|is it|is that|are you|are u|am i (?:talking|speaking|chatting|texting) (?:to|with)) (?:(?:really|actually|truly|even) )?(?:you|u|her|him)(?= ?[?]| ?$)`,
    `(?:is this|is it|am i (?:really |actually )?(?:talking|speaking|chatting|texting|writing) (?:to|with)) ${SOMEONE_ELSE}`,
    "(?:who am i|who'?s|who is) (?:really |actually )?(?:talking|speaking|chatting|writing|typing|texting|behind this|running this)(?: (?:to|with))?",
    "prove (?:to me )?(?:that )?(?:you'?re|you are|ur|u r|it'?s|its|this is|your) (?:not )?(?:a |an )?(?:really )?(?:real|you|u|human|person|her|him|bot|ai|fake|identity)",
    `(?:sound|sounds|feel|feels|seem|seems|talk|write|type|reply)(?: just)? like (?:a |an |some )?${MACHINE}|do (?:you|u) (?:even |really |actually )?(?:write|read|type|answer) (?:these|this|your|the|them|all)(?: own)? ?(?:messages|texts|replies)?(?: yourself)?(?= ?[?]| yourself)`,
    '(?:someone|somebody) else (?:is )?(?:writing|typing|answering|running|replying)|(?:you|u) use (?:chat ?-?gpt|ai|a bot|bots)',
  ),
}
