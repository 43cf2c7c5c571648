/**
 * Operational failures: what may go wrong outside, with a decision whether trying again can help.
 * Expected refusals are values of a use case; bugs are `invariant`.
 */
export const FAILURE_CODES = [
  'database_away',
  'database_conflict',
  'lease_lost',
  'platform_away',
  'platform_refused',
  'desk_away',
  'desk_slow_down',
  'desk_gone',
  'writer_failed',
  'secret_unreadable',
  'overloaded',
] as const
export type FailureCode = (typeof FAILURE_CODES)[number]

/** `later`: try again after a pause that grows. `after`: not before `retryAfterMs`. `never`: a person must look. */
export type RetryDecision = { kind: 'later' } | { kind: 'after'; retryAfterMs: number } | { kind: 'never' }

export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: FailureCode
  readonly retry: RetryDecision
  constructor(code: FailureCode, message: string, options: { retry?: RetryDecision; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.retry = options.retry ?? { kind: 'later' }
  }
}
