import { actionId, type Field, type Filled, type Form } from '../desk/index.ts'
import type { NewPersona } from './save-persona.ts'
import type { Persona } from './store.ts'
import { words } from './words.ts'

/** The pages of `cards.md` §4: a form holds five parts at most. Field id → how it is asked for. */
export const PAGES = ['persona-voice', 'persona-templates', 'persona-limits'] as const
export type Page = (typeof PAGES)[number]

type Written = Omit<NewPersona, 'agencyId' | 'creatorId'>
type Asked = {
  id: keyof Written & keyof Persona
  label: string
  max: number
  area?: true
  lines?: true
  needed?: true
  hint?: string
}

const VARIANTS = 'Variants between lines of ---. {{fan}}, {{asset}}, {{last}}, {{creator}}'
const FIELDS: Record<Page, Asked[]> = {
  'persona-voice': [
    { id: 'name', label: 'Name', max: 80, needed: true },
    { id: 'tone', label: 'Tone', max: 200, hint: 'A few words: warm, playful' },
    { id: 'style', label: 'How the creator writes', max: 2_000, area: true },
    { id: 'languages', label: 'Languages', max: 100, lines: true, hint: 'en, es; empty: the fan’s own' },
  ],
  'persona-templates': [
    { id: 'welcome', label: 'Welcome', max: 2_900, area: true, needed: true, hint: VARIANTS },
    { id: 'upsell', label: 'Upsell', max: 2_900, area: true, needed: true, hint: VARIANTS },
    { id: 'reactivation', label: 'Reactivation', max: 2_900, area: true, needed: true, hint: VARIANTS },
  ],
  'persona-limits': [
    { id: 'taboos', label: 'Never spoken of', max: 2_000, area: true, lines: true, hint: 'One a line' },
    { id: 'boundaries', label: 'Doesn’t do', max: 2_000, area: true, lines: true, hint: 'One a line' },
    { id: 'goodExamples', label: 'Good replies', max: 2_900, area: true, lines: true, hint: 'One a line' },
    { id: 'badExamples', label: 'Bad replies', max: 2_900, area: true, lines: true, hint: 'One a line' },
  ],
}

const textOf = ({ id }: Asked, persona: Persona): string => {
  const value = persona[id]
  return Array.isArray(value) ? value.join(id === 'languages' ? ', ' : '\n') : String(value ?? '')
}

/**
 * A page with what the persona says now; `seen` is the version that the page is about. What is longer than its field is not
 * asked for and stays as it is: nothing of it may be lost by sending the form.
 */
export function pageForm(page: Page, creatorId: string, persona: Persona, seen: number): Form {
  const place = PAGES.indexOf(page) + 1
  const fits = (asked: Asked) => textOf(asked, persona).length <= asked.max
  const left = FIELDS[page].filter((asked) => !fits(asked)).map(({ label }) => words.tooLong(label))
  return {
    action: actionId(page, creatorId, seen),
    title: 'Persona',
    submit: place === PAGES.length ? 'Store' : 'Store and next',
    intro: [{ kind: 'context', items: [words.page(place, PAGES.length), ...left] }],
    fields: FIELDS[page].filter(fits).map((asked) => fieldOf(asked, persona)),
  }
}

function fieldOf(asked: Asked, persona: Persona): Field {
  const { id, label, max, area, needed, hint } = asked
  return {
    id,
    label,
    ...(hint && { hint }),
    ...(!needed && { optional: true as const }),
    input: { as: area ? 'area' : 'line', max, value: textOf(asked, persona) },
  }
}

/** The persona with what was typed on a page; what the page doesn't ask for stays. */
export function withPage(page: Page, persona: Persona, filled: Filled): Written {
  const { name, welcome, upsell, reactivation, tone, style, languages, taboos, boundaries } = persona
  const { goodExamples, badExamples, preset } = persona
  const voice = { name, tone, style, languages, taboos, boundaries, goodExamples, badExamples, preset }
  const asked = FIELDS[page].filter((each) => textOf(each, persona).length <= each.max)
  const typed = asked.map(({ id, lines }) => {
    const text = filled[id] ?? ''
    const items = text.split(id === 'languages' ? /[,\s]+/ : /\r?\n/).map((item) => item.trim())
    return [id, lines ? items.filter((item) => item !== '') : text]
  })
  return { ...voice, welcome, upsell, reactivation, ...(Object.fromEntries(typed) as Partial<Written>) }
}
