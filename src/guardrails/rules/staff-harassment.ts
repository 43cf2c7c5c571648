import { STAGES } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

/** Slurs and abuse of whoever answers. Rough words of play, with nobody meant, are left out. */
export const staffHarassment: Rule = {
  id: 'staff-harassment',
  category: 'staff-harassment',
  level: 2,
  stages: STAGES,
  editable: false,
  find: phrases(
    'nigg(?:er|ers|a|as)|fagg?ots?|kikes?|chinks?(?! in)|spics?|trann(?:y|ies)|retard(?:s|ed)?|wetbacks?|pakis?|gooks?|coons?(?! (?:hound|cat))|towelheads?|ragheads?',
    "(?:you|u|you'?re|you are|ur|your) (?:a |an |just a |such a |nothing but a )?(?:(?:fucking|stupid|fat|ugly|dumb|worthless|useless|disgusting|pathetic|lazy|lying|greedy|filthy) )+(?:bitch|whore|cunt|slut|pig|cow|scum|idiot|moron|liar|scammer|loser|trash|garbage|piece of (?:shit|crap|trash))",
    "(?:fuck off|go to hell|go fuck yourself|piss off|screw you|shut the fuck up|stfu|eat shit|drop dead|rot in hell|go die)|(?:you'?re|you are|ur|u r) (?:worthless|disgusting|pathetic|subhuman|a waste of (?:space|air|life)|trash|garbage|scum)|piece of shit",
    '(?:i hate|death to|kill all|gas (?:the|all)) (?:all )?(?:blacks|jews|muslims|gays|women|immigrants|trans people|arabs|asians|mexicans)|white power|heil hitler|sieg heil',
  ),
}
