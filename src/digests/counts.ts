const english = new Intl.NumberFormat('en-GB')
const french = new Intl.NumberFormat('fr-FR')

/** English: `1 fan`, `1,200 fans`. */
export const counted = (count: number, what: string): string =>
  `${english.format(count)} ${what}${count === 1 ? '' : 's'}`

/** French, where none is one as well: `0 fan`, `1 fan`, `1 200 fans`. */
export const compte = (count: number, one: string, many: string): string =>
  `${french.format(count)} ${count < 2 ? one : many}`

/** Within a sentence; what is written in capitals stays so: `PPV unlocks`. */
export const lowerFirst = (name: string): string =>
  /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)

/** French joins `de` to a vowel: `d’Anaïs`, `de Bella`. */
export const de = (name: string): string => (/^[aeiouàâäéèêëîïôöûü]/i.test(name) ? `d’${name}` : `de ${name}`)

/**
 * French typography for all that a set of words says: spaces before `; : ! ? % »`, after `«`, and between a number and its unit
 * don't break, so that no line begins with a sign.
 */
export function typeset<Words>(words: Words): Words {
  return spaced(words) as Words
}

function spaced(said: unknown): unknown {
  if (typeof said === 'string') return said.replace(/ (?=[;:!?%»])|(?<=«) |(?<=\d) (?=(?:h|min)\b)/g, '\u00a0')
  if (typeof said === 'function') return (...about: unknown[]) => spaced(said(...about))
  if (Array.isArray(said)) return said.map(spaced)
  if (said === null || typeof said !== 'object' || said instanceof Date) return said
  return Object.fromEntries(Object.entries(said).map(([name, part]) => [name, spaced(part)]))
}
