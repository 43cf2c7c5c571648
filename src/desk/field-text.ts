import { unreachable } from '../kernel/invariant.ts'
import { formatMoney, type Money, minorDigits } from '../kernel/money.ts'
import type { Input } from './card.ts'

function majorUnits({ minor, currency }: Money): string {
  const digits = minorDigits(currency)
  return minor % 10 ** digits === 0 ? String(minor / 10 ** digits) : (minor / 10 ** digits).toFixed(digits)
}

/** What stands in a field before anybody typed: amounts in major units, several choices with commas between. */
export function presetText(input: Input): string {
  switch (input.as) {
    case 'line':
    case 'area':
    case 'choice':
      return input.value ?? ''
    case 'money':
      return input.value ? majorUnits(input.value) : ''
    case 'number':
      return input.value === undefined ? '' : String(input.value)
    case 'choices':
      return (input.value ?? []).join(',')
    default:
      return unreachable(input)
  }
}

/** A field's limits, said before they are met; null where it has none to speak of. */
export function limitOf(input: Input): string | null {
  if (input.as === 'money') return `${formatMoney(input.from)} to ${formatMoney(input.to)}`
  if (input.as === 'number') return `${input.from} to ${input.to}`
  if (input.as === 'area') return `Up to ${input.max.toLocaleString('en')} characters`
  return null
}
