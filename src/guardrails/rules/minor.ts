import { WORD } from '../pattern.ts'
import { STAGES } from '../verdict.ts'
import { phrases, type Rule } from './rule.ts'

// Ages. The digits may stand apart ("1 6"), and a letter for the one ("l6"). A time, a share or a price is no age.
const TEEN_WORD = '(?:thir|four|fif|six|seven)[ -]?teen'
const TEEN = `(?:(?:1[ ]?[0-7]|[il][0-7]|1o)(?:\\.5(?!\\d))?(?![.,:/]\\d|[\\d%])|${TEEN_WORD}|ten|eleven|twelve)`
const CHILD = "(?:[2-9](?![.,:/]\\d|[\\d%'])|two|three|four|five|six|seven|eight|nine)"

/** After a number: what it counts instead of years of age. */
const UNITS = [
  'percent|seconds?|secs?|min|mins|minutes?|hours?|hrs?|days?|nights?|weeks?|wks?|months?|years?(?! old)|yrs?(?! old)',
  'miles?|mi|km|kms|feet|foot|ft|inch|inches|cm|lbs?|pounds?|kg|kilos?|stone|dollars?|bucks|usd|eur|euros?|am|pm|times',
  'photos?|pics?|pictures?|videos?|vids?|messages?|texts?|drinks?|beers?|shots?|steps?|floors?|blocks?|points?|stars?',
  'people|guys|subs|toes|away|ago|out of|of|behind|ahead|late|deep|or so',
].join('|')
const COUNTED = `(?!(?: ?(?:-|to|or) ?\\d{1,3})? ?-?(?:${UNITS})(?![${WORD}]))`

const SOFTENER =
  '(?: (?:only|just|actually|really|literally|still|like|about|around|almost|nearly|barely|currently|honestly|legit|now|turned|turning)){0,3}'
const RELATIVE =
  '(?:girlfriend|boyfriend|gf|bf|sister|brother|step ?sister|step ?brother|cousin|niece|nephew|daughter|son|friend)'
const WHO = `(?:i[ ']?m|i am|iam|(?<!\\d[ ]?)am|she'?s|she is|he'?s|he is|my ${RELATIVE}(?:'?s| is))`

// Adults speak of their past, and of things that have an age.
const GAP = `[^${WORD}]{1,3}`
const NOT_THE_PAST = `(?<!(?:when|since|until|till|before|after|while)${GAP}(?:i|we|he|she)${GAP}(?:was|were)${GAP}(?:(?:only|just|like|about)${GAP})?)`
const THING =
  'account|car|truck|phone|house|dog|cat|puppy|kitten|channel|business|company|laptop|computer|bike|building|photo|pic|video|relationship|marriage|page|tattoo|couch|bed|tv|mattress|whiske?y|scotch|bourbon|rum|wine|port|single malt'
const NOT_OF_A_THING = `(?<!(?:${THING})(?:'?s| is| are| was)${GAP}(?:(?:only|just|like|about|over|almost|nearly)${GAP})?)`
const NO_THING_AFTER = `(?! (?:${THING})s?(?![${WORD}]))`
const YEARS_OLD = '(?:[ -]?(?:years?|yrs?)[ -]?old|[ -]?(?:yo|y\\/o|y\\.o\\.?|y o))'

const TO_EIGHTEEN =
  "(?:i'?ll be|i will be|gonna be|going to be|until i'?m|till i'?m|til i'?m|when i'?m|once i'?m|before i'?m|wait (?:til|till|until)|almost|nearly|not|not even|not quite|not yet)"
const GRADE =
  '(?:(?:[1-9]|1[0-2])(?:st|nd|rd|th)|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)[ -]?grade(?:r|(?! teacher))'
const SCHOOL =
  '(?:middle|elementary|primary|junior high|secondary|high) ?school(?! (?:teacher|coach|principal|reunion))'

/**
 * Anybody's age under 18 in digits, words or leet, whoever it is: a mention of a fan's own child is stopped as well, and
 * an admin releases it. Adult ages, amounts, durations and counts don't match. A bare "16" needs the question before it,
 * which is not seen here.
 */
export const minor: Rule = {
  id: 'minor',
  category: 'minor',
  level: 4,
  stages: STAGES,
  editable: false,
  find: phrases(
    // The age first: looking back is dear.
    `(?=(?:${TEEN}|${CHILD})${YEARS_OLD})${NOT_THE_PAST}${NOT_OF_A_THING}(?<![$€£¥#.,])(?:${TEEN}|${CHILD})${YEARS_OLD}${NO_THING_AFTER}`,
    `${WHO}${SOFTENER} ?${TEEN}(?:[ /]?[fm])?${COUNTED}`,
    `(?:you'?re|you are|u r|u are)${SOFTENER} (?!10|ten)${TEEN}${COUNTED}`,
    `${WHO}${SOFTENER} ${CHILD}(?=[ ]?(?:$|[.!?,;)]))`,
    `(?:my )?age(?:d|'?s| is)?[ :=-]{1,3}${TEEN}${COUNTED}`,
    `${TEEN}[ ]?/[ ]?[fm]`,
    `(?:turn|turns|turning)${SOFTENER} (?:18|eighteen|${TEEN})${COUNTED}`,
    `turned${SOFTENER} ${TEEN}${COUNTED}`,
    `${TO_EIGHTEEN} (?:18|eighteen)${COUNTED}`,
    "(?:i'?m|i am|am|she'?s|he'?s|still|if i'?m|being)(?: (?:a|bit|little|still|only|actually)){0,2} (?:under (?:18|eighteen)|under ?age|a minor|not of age|below (?:18|eighteen)|(?:under|below) the legal age)",
    'under ?aged?|jailbait|lolis?|lolicon|shota|pre ?-?teens?',
    `(?:i'?m|i am|she'?s|he'?s|still)(?: still)? (?:in|a|at) (?:the )?(?:${SCHOOL}|${GRADE})`,
    '(?:high ?school|hs) (?:freshman|sophomore|junior|senior)',
  ),
}
