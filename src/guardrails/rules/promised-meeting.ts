import { OUTGOING } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

/** A meeting promised or left open, beside what `meet-up` finds in anybody's words. */
export const promisedMeeting: Rule = {
  id: 'promised-meeting',
  category: 'promised-meeting',
  level: 2,
  stages: OUTGOING,
  editable: false,
  find: phrases(
    "(?:we|i)(?:'?ll| will| can| could| might| may| should|'?re going to| are going to| gonna) (?:(?:definitely|surely|finally|maybe|totally|so|one day|soon|really) ){0,2}meet(?! (?:your|my|the) (?:needs|demands|deadline))(?: up)?(?: (?:you|u|soon|one day|some ?day|each other|in person|there|then))?(?= ?[.!,?]| ?$| (?:you|u|soon|one|some|each|in|there|then|when|if|after))",
    "(?:i'?ll|i will|i can|i could|i'?m going to|i'?m gonna) (?:come (?:to|and|over|by|visit|see)|visit|fly (?:to|over|out)|travel to|drive to|pick) (?:you|u|see you|see u|your|where you)|(?:see|meet|visit|hold|kiss|touch) (?:you|u) (?:for real|in real life|irl|in person|in the flesh)(?= ?[.!,?]| ?$| (?:soon|one|some|next|when|if))",
    "(?:when|next time|if) (?:i'?m|i am|i come|i get|i'?ll be) (?:in|to|near) (?:your (?:city|town|area|country|place)|[a-z]{3,15}),? (?:we|i'?ll|let'?s)(?: (?:can|could|should|will))? (?:meet|see|hang out|go out|have (?:dinner|a drink|coffee))|(?:i promise|one day|some ?day) (?:we|i)(?:'?ll| will) (?:meet|be together in person|see each other)|(?:dinner|drinks?|coffee|a date) (?:with (?:you|u)|together) (?:soon|one day|some ?day|tonight|tomorrow|next week)",
  ),
}
