/**
 * A persona's template: variants separated by a line `---`, with placeholders. A sentence whose placeholder has no value
 * is left out, so that no reply ever shows braces or a hole.
 */
export const PLACEHOLDERS = ['fan', 'creator', 'asset', 'price', 'last'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** Null: not known, and its sentences are left out. */
export type Values = Record<Placeholder, string | null>

export interface Filling {
  text: string
  used: ReadonlySet<Placeholder>
}

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g

/** What is wrong with a template, in sentences that name the bad part; empty when it can be used. */
export function templateProblems(template: string): string[] {
  const allowed = PLACEHOLDERS.map((name) => `{{${name}}}`).join(', ')
  const names = [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '')
  const unknown = [...new Set(names)].filter((name) => !isPlaceholder(name))
  const problems = unknown.map((name) => `{{${name}}} is not known. There are: ${allowed}.`)
  const braces = /[{}]+[^{}\n]{0,20}/.exec(template.replace(PLACEHOLDER, ''))
  if (braces) problems.push(`“${braces[0].trim()}” has a brace without its pair. Placeholders look like {{fan}}.`)
  if (variantsOf(template).length === 0) problems.push('The template is empty.')
  return problems
}

export function variantsOf(template: string): string[] {
  return template
    .split(/^[ \t]*---[ \t]*\r?$/m)
    .map((variant) => variant.trim())
    .filter((variant) => variant !== '')
}

/** Fills one variant. Values are put in once and never read as a template, whatever they hold. */
export function fillTemplate(variant: string, values: Values): Filling {
  const used = new Set<Placeholder>()
  const text = sentencesOf(variant)
    .map((sentence) => fillSentence(sentence, values, used))
    .join('')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return { text, used }
}

function fillSentence(sentence: string, values: Values, used: Set<Placeholder>): string {
  const names = [...sentence.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '').filter(isPlaceholder)
  if (names.some((name) => values[name] === null)) return /\n$/.test(sentence) ? '\n' : ''
  for (const name of names) used.add(name)
  return sentence.replace(PLACEHOLDER, (_, name: string) => (isPlaceholder(name) ? clean(values[name] ?? '') : ''))
}

/** Sentences with the white space after them. */
export function sentencesOf(text: string): string[] {
  return text.match(/[^\n]*?[.!?…]+(?:[ \t]+|\n+|$)|[^\n]+\n*|\n+/g) ?? []
}

function clean(value: string): string {
  return value.replace(/[{}]/g, '').replace(/\s+/g, ' ').trim()
}

function isPlaceholder(name: string): name is Placeholder {
  return (PLACEHOLDERS as readonly string[]).includes(name)
}
