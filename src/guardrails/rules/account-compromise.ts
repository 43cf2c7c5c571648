import { STAGES } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

/** Codes, passwords and links that would give an account away. */
export const accountCompromise: Rule = {
  id: 'account-compromise',
  category: 'account-compromise',
  level: 3,
  stages: STAGES,
  editable: false,
  find: phrases(
    "(?:send|give|tell|text|share|forward|read|need|enter|confirm|what(?:'?s| is))(?: me| us)? (?:the |your |ur |that |a |my )?(?:(?:log ?-?in|sms|text|verification|security|auth|authentication|2fa|two[ -]factor|one[ -]time|otp|6[ -]digit|six[ -]digit|confirmation|recovery|backup|reset) )+(?:code|pin|number|link|phrase)s?|otp code|2fa code",
    '(?:your|ur|my|the account|account|onlyfans|fansly|of) (?:password|passwd|log ?-?in (?:details|info|data)|credentials|seed phrase|recovery phrase)(?! manager)|(?:send|give|tell|share) (?:me )?(?:the|a) password',
    "(?:i'?m|this is|we are|we'?re) (?:from |with )?(?:the )?(?:onlyfans|fansly|fanvue|platform|account) (?:support|security|verification|team|staff)|(?:verify|confirm|unlock|restore) (?:your|ur) (?:account|identity|profile) (?:here|at|via|by clicking|through|now)|your account (?:will be|has been|is) (?:suspended|locked|limited|banned|disabled)",
    '(?:click|open|tap|follow|visit|use|check) (?:on )?(?:this|the|my) link|(?:bit\\.ly|tinyurl\\.com|is\\.gd|cutt\\.ly|grabify\\.link|iplogger\\.org)/[a-z0-9._-]{1,40}|(?:download|install|run) (?:this|my|the) (?:file|apk|exe|app|program|attachment)|[a-z0-9_-]{1,40}\\.(?:exe|apk|scr|bat)',
  ),
}
