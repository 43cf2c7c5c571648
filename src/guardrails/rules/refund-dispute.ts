import { phrases, type Rule } from './rule.ts'

/** A refund, a chargeback, a charge that is disputed: a person answers, and nothing is promised. */
export const refundDispute: Rule = {
  id: 'refund-dispute',
  category: 'refund-dispute',
  level: 2,
  stages: ['fan'],
  editable: false,
  find: phrases(
    'refund(?:s|ed|ing)?|charge ?-?backs?|money back|reimburse(?:d|ment)?',
    '(?:dispute|disputing|disputed|contest|reverse|report) (?:the|this|my|a|that|your|it|all)? ?(?:charges?|payments?|transactions?|purchases?|subscription|with my bank|to my bank|to paypal)',
    "(?:un ?-?authori[sz]ed|fraudulent) ?(?:charges?|payments?|transactions?|purchases?)?|(?:did not|didn'?t|never) (?:authori[sz]e|approve|agree to) (?:this|the|that|these|any|a)? ?(?:charges?|payments?|purchases?)?",
    '(?:charged|billed) (?:me )?(?:twice|double|again|two times|three times|without|by mistake|wrong)|double (?:charged|billed|charge)|overcharged|wrongly charged',
    "(?:why (?:was|am|did|have|were)|i (?:was|got|did not|didn'?t)) (?:i |you |u |get |i been )?(?:been )?(?:charged?|billed)|(?:call|calling|contact|contacting|talk to) (?:my|the) (?:bank|card company|credit card)",
    '(?:scam(?:med|mer|ming)?|rip ?-?off|ripped off)|stolen (?:card|credit card)|(?:my )?card (?:was|got) (?:stolen|used without)',
  ),
}
