import { OUTGOING } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

/** A price taken down in words: only where an offer stands behind it. */
export const promisedDiscount: Rule = {
  id: 'promised-discount',
  category: 'promised-discount',
  level: 2,
  stages: OUTGOING,
  editable: false,
  unless: ({ offer }) => offer,
  find: phrases(
    '\\d{1,2} ?(?:%|percent|per cent) (?:off|discount|cheaper|less)|(?:ten|twenty|thirty|forty|fifty) (?:percent|per cent) (?:off|discount|cheaper|less)|half (?:the )?(?:price|off)|(?:buy|get) (?:one|two|1|2) (?:and )?get (?:one|two|1|2)(?: free)?|(?:two|2|three|3) for the price of (?:one|1)|[23] for 1|bogo',
    '(?<!no )(?:a|any|some|my|your|this|special|little|big|small|nice|huge|fan|loyalty|extra|secret|private) (?:discount|rebate|price cut|promo|promo code|coupon)|(?:discounts?|discounted|promo code|coupon code|voucher)(?= (?:for|on|just|today|code|price|if|when))|on (?:sale|special|discount)(?= ?[.!,]| ?$| (?:now|today|for you|this week))',
    "(?:special|better|lower|reduced|cheaper|good|friend'?s?|loyal|vip|exclusive) (?:price|rate|deal)(?:s)? (?:for (?:you|u)|just|only|today|tonight)|(?:cheaper|less) (?:for|just for) (?:you|u)|(?:i'?ll|i will|i can|can|let me|i could) (?:give|make|do|cut|get|offer) (?:(?:you|u) )?(?:a |the |it |this |an? )?(?:(?:special|good|better|great|sweet|nice|little) )?(?:deal|price (?:down|lower)|cheaper|for less|discount)|(?:lower|drop|reduce|cut|slash|knock|take) (?:the|my|some|something|a bit|a little)(?: off)? (?:the )?price|price drop",
  ),
}
