import { type NormalText, type Span, toOriginal } from '../normal-form.ts'
import { findAll, pattern } from '../pattern.ts'
import { STAGES } from '../verdict.ts'
import type { Rule } from './rule.ts'

const NAME = '(?:[ ]?(?:[:=@]|is(?=[ ]?@)|[ ]@)[ ]?@?[a-z0-9][a-z0-9._-]{2,30})?'
const MESSENGER =
  '(?:whats ?-?app|telegram|snap ?-?chat|kik|we ?chat|viber|skype|face ?time|imessage|google hangouts|wickr|threema)'
/** Words of everyday speech, or the creator's own public pages: only with a request around them. */
const PLACE =
  '(?:snap|sc|signal|discord|insta|instagram|ig|twitter|tiktok|tik tok|facebook|fb|messenger|tg|wa|email|e-mail|gmail)'
const NOT_HERE =
  '(?! (?:here|there|this|the app|my (?:bed|lap|mind|knees)|your|our|onlyfans|fansly|fanvue|patreon|\\d))'

const PHRASES = pattern([
  `${MESSENGER}${NAME}`,
  `(?:my|your|ur|yr|add|join) (?:own |private |personal )?${PLACE}(?: (?:id|name|handle|username|account|server|tag|address|user))?${NAME}(?! (?:of|in|story|post|photos?|pics?|reels?))`,
  `(?:text|call|message|msg|dm|add|hit|find|reach|write|talk|chat|contact|follow) (?:(?:me|you|u|to you|with you|us|me up|to me|with me) )?(?:on|at|via|over|through|by) (?:my |your |ur )?${PLACE}${NAME}`,
  `${PLACE}[ ]?[:=@][ ]?@?[a-z0-9][a-z0-9._-]{2,30}`,
  `(?:text|call) (?:me|you|u) (?:on|at)${NOT_HERE} (?:my|the|this)? ?(?:cell|phone|mobile|number|other)`,
  '(?:my|your|ur|yr) (?:cell |phone |mobile |real |private |personal )?(?:number|digits)(?! (?:one|1|two|2|three|fan|of|of times))',
  '(?:cell|phone|mobile) (?:number|no\\.)',
  '[a-z0-9][a-z0-9._+-]{0,40}@[a-z0-9-]{1,40}\\.[a-z]{2,10}',
  '(?:wa|t|discord|m|snapchat|telegram|instagram)\\.(?:me|gg|com)/[a-z0-9._/-]{2,40}',
  '(?:talk|chat|move|continue|take this|text) (?:(?:somewhere|someplace|anywhere) (?:else|private)|off (?:of )?(?:here|the app|this app|the site|this site))',
])

/** Digits in groups, as phone numbers are written; `isPhone` tells them from counts, dates and lists. */
const DIGITS = /(?<![a-z0-9$€£¥#.,]|[$€£¥#] )\+? ?\(?\d(?:[ .()-]{0,3}\d){8,14}(?!\d|[.,]\d)/g

/** Phone numbers, messengers, addresses and names elsewhere: what would take a conversation off the platform. */
export const offPlatformContact: Rule = {
  id: 'off-platform-contact',
  category: 'off-platform-contact',
  level: 3,
  stages: STAGES,
  editable: false,
  find: (text) => [...findAll(text, PHRASES), ...phoneNumbers(text)],
}

function phoneNumbers({ readings: [written] }: NormalText): Span[] {
  if (!written) return []
  return [...written.text.matchAll(DIGITS)]
    .filter(([digits]) => isPhone(digits))
    .map(({ index, 0: digits }) => toOriginal(written, index, digits.length))
}

function isPhone(written: string): boolean {
  const groups = written.match(/\d+/g) ?? []
  const digits = groups.join('')
  if (/^(?:0?123456789|987654321)/.test(digits)) return false
  if (written.includes('+') || digits.startsWith('0')) return true
  if (/^(?:19|20)\d\d[-.](?:0|1)\d[-.]/.test(written.trim())) return false
  const spelled = groups.every((group) => group.length === 1)
  return digits.length >= 10 && (spelled || groups.length <= 4)
}
