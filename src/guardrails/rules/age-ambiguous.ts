import { phrases, type Rule } from './rule.ts'

/** Words that can be about age and need not be: a person looks, nothing is frozen. */
export const ageAmbiguous: Rule = {
  id: 'age-ambiguous',
  category: 'minor',
  level: 2,
  stages: ['fan'],
  editable: false,
  find: phrases(
    'teens?|teen ?-?agers?|teenaged?|barely (?:legal|18|eighteen)|school ?-?(?:girl|boy|uniform)s?|(?:young|little|tiny) (?:girl|boy|ones?|lady|thing|daughter|son)s?|youngest|jail ?bait',
    "(?:so|too|very|really|how|pretty|quite|still|look|looks|looking|you'?re|you are|i'?m|i am|she'?s|he'?s) (?:so |too |very |really |pretty |quite |still )?(?:young|underdeveloped)(?! (?:at heart|and the|enough to remember))|younger (?:girls?|boys?|ones?|sister|brother)",
    "(?:at|after|before|from|in|to|my|our|skip|skipping|skipped|finish|finished) school(?! (?:run|board|bus driver|teacher|district))|home ?-?work|my (?:teacher|classmates?|class mates?|principal|mom won'?t let|parents (?:won'?t|don'?t|do not|will not) let)|(?:age ?-?play|ddlg|daddy'?s little girl|ageplay)",
  ),
}
