import { STAGES } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

/** Acts no platform allows, and goods that are against the law. */
export const prohibited: Rule = {
  id: 'prohibited',
  category: 'prohibited',
  level: 3,
  stages: STAGES,
  editable: false,
  find: phrases(
    'incest(?:uous)?|(?:my|your|ur) (?:real |biological |own )?(?:mom|mother|dad|father|sister|brother|daughter|son|uncle|aunt|cousin) (?:fuck|fucks|fucked|naked|nude)|(?:fuck|fucking|sex with|fucked|sleep with|slept with) (?:my|your|ur) (?:real |own )?(?:mom|mother|dad|father|sister|brother|daughter|son|uncle|aunt|cousin)',
    'bestiality|zoophil(?:e|ia|iac)|(?:sex|fuck|fucking|fucked|suck) (?:with )?(?:a|an|your|my|the) (?:dog|horse|animal|pony|goat|cat)|necrophilia|snuff (?:film|video|movie)s?',
    '(?:buy|sell|selling|got|get|need|want|send|deliver|find|score|deal|dealing|bring)(?: you| me| us)?(?: some| any| a bit of| a gram of| the)? (?:cocaine|coke(?= (?:from|for|to) )|heroin|meth|crystal meth|mdma|ecstasy|ketamine|fentanyl|lsd|xanax|ghb|drugs)|(?:drug|arms) deal(?:er|ers|ing)?|(?:cocaine|heroin|fentanyl|crystal meth|ghb)',
    '(?:buy|sell|selling|get|need|send|find)(?: you| me| us)?(?: a| an| some| any| my)? (?:gun|guns|pistol|rifle|ammo|firearm|firearms|explosives|grenade|silencer)|(?:fake|forged|stolen|counterfeit) (?:id|ids|passport|passports|credit cards?|cards|money|documents)',
  ),
}
