import { STAGES } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

/** Meeting in person, hotels and travel to one another. "Nice to meet you" is a greeting. */
export const meetUp: Rule = {
  id: 'meet-up',
  category: 'meet-up',
  level: 3,
  stages: STAGES,
  editable: false,
  find: phrases(
    'meet ?-?(?:up|ups|irl)|meeting (?:up|you in person|irl|you irl)',
    "(?:can|could|should|shall|may|will|would|might|why don'?t|when (?:can|do|will|could)|where (?:can|do|could)) (?:we|i|u|you)(?: ever| actually| maybe| please| just)? meet(?! (?:your (?:needs|demands)|my (?:needs|demands|expectations)|the deadline))",
    "(?:let'?s|lets|wanna|want to|like to|love to|need to|going to|gonna|hope to|dying to) (?:actually |finally |really )?meet(?: (?:you|u|me|in person|somewhere|tonight|tomorrow|irl|for|at))?(?! (?:your|my|the) (?:needs|demands|deadline|family on))",
    '(?:meet|see|visit|date|fuck|touch|hold) (?:you|u|me|each other) (?:in person|in real life|irl|for real)',
    '(?:hotel|motel|airbnb)(?: room)? (?:with|together|near|for (?:us|the night|a night)|tonight)|(?:book|get|got|rent|booked) (?:us )?(?:a|an|the) (?:hotel|motel|airbnb|room for us)',
    '(?:fly|flying|flown) (?:you|u|me) (?:out|over|in|to)|(?:fly|drive|travel) (?:out )?to (?:you|u|see you|see u|meet|your (?:city|place|town))',
    '(?:come|coming|came|swing|stop) (?:over |by )?(?:to |at )?(?:my|your|ur) (?:place|house|apartment|flat|hotel|room|city)|(?:my|your|ur) place or (?:mine|yours)',
    '(?:take|taking|took) (?:you|u|me) (?:out )?(?:on a date|to dinner|for (?:dinner|drinks|a drink|coffee)|out(?: sometime| tonight| for)?)|(?:go|going) (?:out )?on a date|go out with me',
    '(?:hook|hooking) ?-?up (?:with|tonight|sometime|irl)|(?:escort|escorting|outcalls?|incalls?)(?! (?:mission|quest))',
  ),
}
