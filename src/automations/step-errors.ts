import type { Field, Filled } from '../desk/index.ts'
import { type Flow, type ParsedFlow, parseFlow } from './flow.ts'
import type { Problem } from './flow-problems.ts'
import { words } from './step-words.ts'

/** So many sentences fit under a field. */
const SAID = 3

/** The form whose answer is checked: the step that it is about, what it asked and what was typed. */
export interface SentStep {
  id: string
  fields: readonly Field[]
  typed: Filled
}

/** The flow with these steps, or what is wrong under the field that it is about; what no field asks for stands under the first. */
export function checkSteps(
  flow: Flow,
  steps: readonly unknown[],
  sent: SentStep,
): { ok: true; flow: Extract<ParsedFlow, { ok: true }>['flow'] } | { ok: false; errors: Record<string, string> } {
  const parsed = parseFlow({ ...flow, steps })
  if (parsed.ok) return parsed
  const errors = new Map<string, string[]>()
  for (const problem of parsed.problems) {
    const field = fieldFor(problem, sent)
    errors.set(field, [...(errors.get(field) ?? []), sentenceFor(problem, sent, steps)])
  }
  return {
    ok: false,
    errors: Object.fromEntries([...errors].map(([field, said]) => [field, said.slice(0, SAID).join(' ')])),
  }
}

const pathOf = (field: string): string[] => field.replace(/^config\./, '').split('.')

function fieldFor({ step, field }: Problem, { id, fields }: SentStep): string {
  const [first] = fields
  const path = pathOf(field)
  const candidates = step !== id ? [] : [path[0], path[0] === 'if' ? path.at(-1) : undefined, 'more', 'value']
  const own = step === id && path[0] !== 'if' ? candidates.slice(0, 1) : candidates
  return own.find((name) => fields.some((each) => each.id === name)) ?? first?.id ?? 'name'
}

/** In the words of the form: the label of the field, what was typed there, and what is allowed as it is typed there. */
function sentenceFor(problem: Problem, { id, fields, typed }: SentStep, steps: readonly unknown[]): string {
  const path = pathOf(problem.field)
  const [name = ''] = path
  const field = problem.step === id ? fields.find((each) => each.id === (path[0] === 'if' ? path.at(-1) : name)) : null
  const asked = field?.input.as
  const isLine = asked === 'line' || asked === 'number'
  const value = isLine && name !== 'if' ? (typed[name]?.trim() ?? problem.value) : problem.value
  const options = field && 'options' in field.input ? field.input.options : []
  const label = (said: string): string => options.find((option) => option.value === said)?.label ?? said
  const whose = problem.step === null || problem.step === id ? null : stepName(problem.step, steps)
  const allowed = words.howTyped(name) ?? problem.allowed.split(', ').map(label).join(', ')
  return words.problem(whose, labelOf(path), label(value), allowed.replace(/\.$/, ''))
}

/** The name of a step that the form isn't about. */
function stepName(id: string, steps: readonly unknown[]): string {
  const step = steps.find((each) => (each as { id?: unknown }).id === id) as { name?: unknown } | undefined
  return typeof step?.name === 'string' && step.name !== '' ? step.name : id
}

/** What a form calls the part of a step at a path of its schema. */
function labelOf(path: readonly string[]): string {
  const [name = ''] = path
  if (name !== 'if') return words.label(name)
  const part = words.label(path.at(-1) ?? '')
  // What is asked beside the first stands line by line.
  const line = path[1] === 'all' || path[1] === 'any' ? Number(path[2]) : 0
  return line > 0 ? words.onLine(line, part) : part
}
