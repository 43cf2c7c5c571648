import { OUTGOING } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

/** A refund promised: the platform decides on it, and nobody here can. */
export const promisedRefund: Rule = {
  id: 'promised-refund',
  category: 'promised-refund',
  level: 2,
  stages: OUTGOING,
  editable: false,
  find: phrases(
    "(?:i'?ll|i will|i can|i could|i'?m going to|gonna|we'?ll|we will|we can|let me|happy to|they'?ll|they will|the platform will|support will) (?:(?:fully|gladly|totally|personally|happily|also) )?(?:refund|reimburse|compensate|pay (?:you|u|it|that|everything) back|give (?:you|u) (?:your|the|a) (?:money|refund|full refund|cash)(?: back)?|get (?:you|u) (?:your money back|a refund|a full refund)|return (?:your|the) money|send (?:you|u|it|your|the) (?:a refund|your money back|money back|the money back))",
    "(?:you'?ll|you will|you can|you'?re going to|gonna) (?:(?:surely|definitely|always|certainly|just) )?(?:get|have|receive|be) (?:(?:your|a|the|all your|all the|fully|a full|every) ?)?(?:money back|refund|full refund|refunded|reimbursed|cent back|penny back)|money[ -]back guarantee|(?:full|guaranteed|100%) refund(?: guaranteed)?(?= (?:if|for|promised|guaranteed)| ?[.!]| ?$)|refund (?:is )?(?:guaranteed|on (?:its|the) way|coming|approved)|(?:i|we) (?:promise|guarantee) (?:you |u )?(?:a |your )?(?:full )?(?:refund|money back)",
  ),
}
