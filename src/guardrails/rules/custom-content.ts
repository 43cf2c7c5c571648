import { phrases, type Rule } from './rule.ts'

/** Content made to order, and acts that are outside most creators' lists: the creator is asked first. */
export const customContent: Rule = {
  id: 'custom-content',
  category: 'custom-content',
  level: 2,
  stages: ['fan'],
  editable: false,
  find: phrases(
    '(?:custom|customised|customized|personali[sz]ed|made[ -]to[ -]order) (?:video|videos|vid|vids|clip|clips|content|photo|photos|pic|pics|set|sets|request|requests|order|orders)|do (?:you|u) (?:do|take|make|offer) customs?',
    '(?:make|film|record|shoot|do|create) (?:me )?(?:a|an|one|some) (?:(?:video|vid|clip|pic|photo|set) )(?:just |only )?(?:for me|where you|of you|in which|with my name|saying my name)|say my name in (?:a|the|your) (?:video|vid|clip)',
    'scat|watersports|golden showers?|pegging|blood ?play|knife ?play|breath ?play|gang ?bangs?|bukkake|fisting|(?:with|fuck) (?:another|other) (?:guy|guys|man|men|girl|girls|woman|creator) (?:on|for) (?:camera|cam|video)',
  ),
}
