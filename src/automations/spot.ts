import { isStepKind, type StepKind } from './step-kinds.ts'

/** What a button about a flow's steps is about; it stands in the button, so that it works years later. */
export type Spot =
  | { is: 'page'; page: number }
  | { is: 'step'; n: number }
  /** Where a new step goes: below step `n`, or on the way that it takes when it doesn't hold. `kind` once it is chosen. */
  | { is: 'below' | 'otherwise'; n: number; kind: StepKind | null }
  | { is: 'begin'; kind: StepKind | null }

export function partOf(spot: Spot): string {
  if (spot.is === 'page') return `p${spot.page}`
  if (spot.is === 'step') return String(spot.n)
  const kind = spot.kind === null ? '' : `-${spot.kind}`
  return spot.is === 'begin' ? `t${kind}` : `${spot.n}${spot.is === 'below' ? 'y' : 'n'}${kind}`
}

/** Null for anything that we didn't write: it comes back from a desk, so it is input. */
export function readPart(part: string | null): Spot | null {
  const [, page] = /^p(\d{1,2})$/.exec(part ?? 'p0') ?? []
  if (page !== undefined) return { is: 'page', page: Number(page) }
  const [, n, letter, typed] = /^(?:(\d{1,2})([yn]?)|t)(?:-([a-z_]{1,24}))?$/.exec(part ?? '') ?? []
  const kind = typed !== undefined && isStepKind(typed) ? typed : null
  if (part?.startsWith('t') && (typed === undefined) === (kind === null)) return { is: 'begin', kind }
  if (n === undefined) return null
  if (letter === '') return typed === undefined ? { is: 'step', n: Number(n) } : null
  return { is: letter === 'y' ? 'below' : 'otherwise', n: Number(n), kind }
}
