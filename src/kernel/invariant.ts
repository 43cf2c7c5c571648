/** A bug, as opposed to bad input or an outage: the request or task dies with it, the process lives. */
class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

/** Throws an `InvariantError` when what must be true is not. The message says what was expected. */
export function invariant(condition: unknown, expected: string): asserts condition {
  if (!condition) throw new InvariantError(`broken invariant: ${expected}`)
}

/** Makes a switch over a union exhaustive: compiles only when every case is handled. */
export function unreachable(value: never): never {
  throw new InvariantError(`unhandled case: ${JSON.stringify(value)}`)
}
