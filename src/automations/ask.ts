import { type Condition, type ConditionValue, compares } from './condition.ts'
import type { Comparison, FieldName, Known } from './fields.ts'

/** A condition made ready: asked of thousands of fans, it looks nothing up. The same as `holds`. */
export type Ask = (known: Known, run: { answered: boolean; bought: boolean }) => boolean

export function askOf(condition: Condition): Ask {
  if ('field' in condition) return askField(condition.field, testOf(condition.op, condition.value))
  if ('not' in condition) {
    const ask = askOf(condition.not)
    return (known, run) => !ask(known, run)
  }
  const any = 'any' in condition
  const asks = (any ? condition.any : condition.all).map(askOf)
  const [first, second, ...others] = asks
  if (first && second && others.length === 0)
    return any ? (k, r) => first(k, r) || second(k, r) : (k, r) => first(k, r) && second(k, r)
  return (known, run) => {
    for (const ask of asks) if (ask(known, run) === any) return any
    return !any
  }
}

type Test = (is: NonNullable<Known[FieldName]>) => boolean

function askField(field: FieldName, test: Test): Ask {
  if (field === 'run.answered') return (_, { answered }) => test(answered)
  if (field === 'run.bought') return (_, { bought }) => test(bought)
  return (known) => {
    const is = known[field]
    return is !== null && is !== undefined && test(is)
  }
}

function testOf(op: Comparison, value: ConditionValue): Test {
  if (op === 'is') return (is) => is === value
  if (op === 'at_least') return (is) => is >= value
  if (op === 'more_than') return (is) => is > value
  if (op === 'one_of') {
    const names: ReadonlySet<unknown> = new Set(value as readonly string[])
    return (is) => names.has(is)
  }
  return (is) => compares(op, is, value)
}
