import { STAGES } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

const APP =
  '(?:pay ?-?pal|cash ?-?app|cash\\.app|venmo|zelle|revolut|skrill|payoneer|western union|money ?gram|apple ?pay|google ?pay|g ?pay|bit ?coins?|btc|ethereum|usdt|dogecoin|crypto(?:currency)?|monero|paysafe ?card)'
/** A name on a payment app, so that a card can take it out together with the app. */
const NAME = '(?:[ ]?(?:[:=/]|\\.me\\/|is(?=[ ]?[$@]))[ ]?[$@]?[a-z0-9][a-z0-9._-]{2,30})?'

/** Payment apps, coins, transfers and gift cards: against the platforms' terms, in either direction. */
export const offPlatformPayment: Rule = {
  id: 'off-platform-payment',
  category: 'off-platform-payment',
  level: 3,
  stages: STAGES,
  editable: false,
  find: phrases(
    `${APP}${NAME}`,
    '(?:bank|wire) (?:transfer|details|account number)|wire (?:you|u|me) (?:the|some)? ?(?:money|cash)|iban|sort code|routing number',
    '(?:amazon|steam|apple|itunes|google play|visa|prepaid|digital) gift ?cards?|gift ?cards? (?:code|number)s?',
    '(?:pay|send|transfer|tip) (?:(?:you|u|me|it|the money|money|cash) )?(?:directly|direct|outside|off (?:of )?(?:here|the app|platform|the platform|the site|of))',
    '(?:outside|off) (?:of )?(?:onlyfans|fansly|fanvue|patreon|the platform|this platform|the app|this app|the site|this site)|off ?-?platform',
    '(?:with|via|by|on|through|over|using|my|your|ur) (?:wise|transferwise)(?: account| transfer)?(?! (?:man|men|words?|woman|choice|decision|advice))',
  ),
}
