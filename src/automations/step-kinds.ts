import type { z } from 'zod'
import { ActionConfig, type Step, TriggerConfig, type TriggerKind } from './step.ts'

/** Every kind of step that has a form of its own. */
export type StepKind = TriggerKind | 'condition' | ActionConfig['do']

/** The fields of each kind, as the schema has them; a condition's are the language's own. */
const SHAPES: ReadonlyMap<StepKind, Record<string, z.core.$ZodType>> = new Map<
  StepKind,
  Record<string, z.core.$ZodType>
>([
  ...TriggerConfig.options.map(({ shape }) => [shape.on.value, without(shape, 'on')] as const),
  ['condition', {}] as const,
  ...ActionConfig.options.map(({ shape }) => [shape.do.value, without(shape, 'do')] as const),
])

function without(shape: Record<string, z.core.$ZodType>, name: string): Record<string, z.core.$ZodType> {
  return Object.fromEntries(Object.entries(shape).filter(([key]) => key !== name))
}

const TRIGGERS = new Set<string>(TriggerConfig.options.map(({ shape }) => shape.on.value))

export const STEP_KINDS = [...SHAPES.keys()]
export const isTriggerKind = (kind: StepKind): kind is TriggerKind => TRIGGERS.has(kind)
export const isStepKind = (text: string): text is StepKind => (STEP_KINDS as readonly string[]).includes(text)

export const kindOf = ({ config }: Step): StepKind =>
  'on' in config ? config.on : 'do' in config ? config.do : 'condition'

/** A field of a step's config as its schema says it: what may stand there, and whether it may be left out. */
export interface ConfigField {
  name: string
  optional: boolean
  /** Left out it is null, not missing. */
  nullable: boolean
  holds:
    | { kind: 'number'; from: number; to: number }
    | { kind: 'one'; of: readonly string[] }
    | { kind: 'some'; of: readonly string[] }
    | { kind: 'text'; max: number }
    | { kind: 'id' }
    | { kind: 'ids' }
}

/** Fields of a kind of step, in the schema's order; none of a condition, whose are the language's. */
export const configFields = (kind: StepKind): ConfigField[] =>
  Object.entries(SHAPES.get(kind) ?? {}).map(([name, schema]) => fieldOf(name, schema))

type Def = { type: string; innerType?: z.core.$ZodType; format?: string; element?: z.core.$ZodType }
const defOf = (schema: z.core.$ZodType): Def => schema._zod.def as Def

function fieldOf(name: string, schema: z.core.$ZodType): ConfigField {
  const around = new Set<string>()
  let bare = schema
  for (let { innerType } = defOf(bare); innerType; { innerType } = defOf(bare)) {
    around.add(defOf(bare).type)
    bare = innerType
  }
  const optional = ['optional', 'default', 'prefault', 'nullable'].some((type) => around.has(type))
  return { name, optional, nullable: around.has('nullable'), holds: holdsOf(name, bare) }
}

function holdsOf(name: string, schema: z.core.$ZodType): ConfigField['holds'] {
  const { type, format, element } = defOf(schema)
  const says = schema as { minValue?: number; maxValue?: number; maxLength?: number; options?: readonly string[] }
  if (type === 'number') return { kind: 'number', from: says.minValue ?? 0, to: says.maxValue ?? 0 }
  if (type === 'enum') return { kind: 'one', of: says.options ?? [] }
  if (type === 'string') return format === 'uuid' ? { kind: 'id' } : { kind: 'text', max: says.maxLength ?? 0 }
  const inner = type === 'array' && element ? holdsOf(name, element) : null
  if (inner?.kind === 'id') return { kind: 'ids' }
  if (inner?.kind === 'one') return { kind: 'some', of: inner.of }
  if (inner?.kind === 'number')
    return { kind: 'some', of: Array.from({ length: inner.to - inner.from + 1 }, (_, n) => String(inner.from + n)) }
  throw new TypeError(`no form knows the field ${name} (${type})`)
}
