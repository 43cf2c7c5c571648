import { hasRole, type Role } from '../../src/desk/index.ts'
import type { Acting } from './acting.ts'
import type { Problem } from './problem.ts'
import { words } from './words.ts'

/** Why this person may not have what needs the role `least`; null when they may. What a button does is the gate's. */
export function roleProblem({ operator }: Acting, least: Role): Problem | null {
  if (hasRole(operator.role, least)) return null
  const detail = words.roleTooLow(least, operator.role)
  return { status: 403, code: 'role_too_low', title: 'Not for this role', detail }
}
