import { STAGES } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

/** A request about somebody's data, or one that comes with a lawyer, a court or the police. */
export const legalRequest: Rule = {
  id: 'legal-request',
  category: 'legal-request',
  level: 3,
  stages: STAGES,
  editable: false,
  find: phrases(
    '(?:delete|erase|remove|wipe|forget) (?:all )?(?:of )?(?:my|our) (?:personal )?(?:data|info|information|messages|records|account data|personal details)|(?:copy|export|access|request|send me all) (?:of |to )?(?:all )?my (?:personal )?data|(?:what|which) data (?:do you|you) (?:have|keep|store|hold)',
    'gdpr|dsgvo|rgpd|ccpa|(?:data|subject) (?:access|erasure|deletion|protection) (?:request|authority|officer)|right to be forgotten|dmca|cease and desist|subpoena|court order',
    '(?:my|a|an|our|his|her) (?:lawyer|attorney|solicitor|barrister|legal team)(?= ?(?:$|[.!?,;]|will|is going|says|said|has|wants|about|to|on this))|(?:legal action|take (?:you|this|it|them) to court|sue (?:you|u|your|this|them|the)|suing (?:you|your|them)|lawsuit|press(?:ing)? charges|small claims)',
    '(?:call|calling|called|go to|going to|went to|contact|contacting|tell|report(?:ed|ing)? (?:you|this|it) to|from|with) (?:the )?(?:police|cops|fbi|interpol|authorities|law enforcement)(?! (?:officer|academy|station|costume|uniform|outfit|show|movie))',
  ),
}
