import { normalForm, type Span } from './normal-form.ts'
import { findAll, outermost, pattern } from './pattern.ts'
import type { Category, Finding } from './verdict.ts'
import { words } from './words.ts'

const REMOVED: Partial<Record<Category, string>> = {
  'off-platform-payment': words.removed.payment,
  'off-platform-contact': words.removed.contact,
}

/** A name of one to three words, up to the first word that goes on with the sentence. */
const ON = 'and|or|but|so|right|is|isn|aren|from|who|i|you|et|mais|y|pero|und|aber|e|ma|mas|from|in|at|on|de|di|da|the'
const NAME = `(?!(?:${ON}) )[a-z][a-z'-]{1,24}(?: (?!(?:${ON})(?![a-z]))[a-z][a-z'-]{1,24}){0,2}`
const AFTER_NAME = `(?<=(?:(?:your|ur|her) (?:real|legal|actual|full|last|birth|sur|true) ?name(?:'?s| is|:| =)|(?:you'?re|you are|she is|she'?s) (?:really|actually) (?:called|named)|(?:your|her) name(?:'?s| is) (?:really|actually)|(?:ton|votre) vrai nom est|tu nombre real es|(?:dein|ihr) (?:echter|richtiger) name ist|il tuo vero nome e|seu nome verdadeiro e) ?)`

const STREET_WORDS = '(?:street|st|road|rd|avenue|ave|lane|ln|drive|boulevard|blvd|court|square|terrace|close)'
const STREET = [
  `\\d{1,5}[a-c]?,? (?:[a-z'-]{2,20} ){1,3}${STREET_WORDS}`,
  "\\d{1,4},? (?:bis |ter )?(?:rue|avenue|boulevard|impasse|allee|chemin|quai) (?:(?:de|du|des|la|le|les) ){0,3}(?:l'|d')?[a-z'-]{2,20}(?: [a-z'-]{2,20})?",
  '(?:calle|avenida|paseo|via|viale|piazza|corso|rua|travessa) (?:(?:de|del|della|la|las|los|da|do|dos|das) ){0,2}[a-z-]{2,20}(?: [a-z-]{2,20})?,? \\d{1,4}',
  '[a-z-]{3,24}(?:strasse|str\\.|weg|platz|allee|gasse) \\d{1,4}[a-c]?',
]

const NAMES = pattern([`${AFTER_NAME}${NAME}`])
const ADDRESSES = pattern(STREET)

interface Hole {
  start: number
  end: number
  shown: string
}

/** The text as a card may show it: contact details, payment apps, and names and addresses of private life replaced by what was removed. */
export function redactForCard(text: string, findings: readonly Finding[]): string {
  const found = findings.flatMap(({ category, start, end }): Hole[] => {
    const shown = REMOVED[category]
    return shown === undefined ? [] : [{ start, end, shown }]
  })
  const hidden = [...found, ...privateLife(text)].toSorted((a, b) => a.start - b.start || b.end - a.end)
  let shown = ''
  let at = 0
  for (const hole of hidden) {
    // Overlapping findings are one hole: what lies before `at` is gone already.
    if (hole.start >= at) shown += text.slice(at, hole.start) + hole.shown
    at = Math.max(at, hole.end)
  }
  return shown + text.slice(at)
}

/** Names said to be somebody's real one, and street addresses. */
function privateLife(text: string): Hole[] {
  const normal = normalForm(text)
  const holes = (spans: readonly Span[], shown: string): Hole[] =>
    outermost(spans).map(({ start, end }) => ({ start, end, shown }))
  return [
    ...holes(findAll(normal, NAMES), words.removed.name),
    ...holes(findAll(normal, ADDRESSES), words.removed.address),
  ]
}
