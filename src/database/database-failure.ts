import pg from 'pg'
import { Failure } from '../kernel/failure.ts'

/** What Node says of a connection that can't be made or was lost. */
const LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // a unix socket that isn't there
])
/** SQLSTATEs of a server that ends our session or takes none: shutdown, crash, starting, too many, idle in transaction. */
const AWAY = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '25P03', '25P04'])
/** pg gives these no code. */
const LOST_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|Query read timeout|Cannot use a pool after/
/** Serialization failure, deadlock; and a plan made before a migration changed its columns, gone on a new connection. */
const CONFLICT = new Set(['40001', '40P01'])
const STALE_PLAN = /cached plan must not change result type/
/** Fields in which PostgreSQL repeats rows, parameters and function arguments: a fan's words, a reply's text. */
const TELLTALE = ['detail', 'where', 'internalQuery'] as const
/** Data exceptions quote the value in their message, in the quotation marks of the server's language. */
const DATA_EXCEPTION = /^22/
const QUOTED = /["“”„«»‹›「」『』][\s\S]*["“”„«»‹›「」『』]/

/**
 * Translates what the driver throws: a lost connection is `database_away`, a serialization failure or deadlock
 * `database_conflict`, a statement that ran into its time limit `overloaded`. Everything else (constraint violations,
 * mistakes in SQL) is returned as it is, with pg's code, constraint and table. Nothing that comes from here repeats what a
 * row holds: it may be logged.
 */
export function databaseFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Failure) return error
  if (error instanceof pg.DatabaseError) takeOutContent(error)
  const code = (error as { code?: string }).code ?? ''
  if (isAway(error, code)) return new Failure('database_away', 'The database is away.', { cause: error })
  if (CONFLICT.has(code) || STALE_PLAN.test(error.message)) {
    return new Failure('database_conflict', 'Another transaction was in the way.', { cause: error })
  }
  if (code === '57014') return new Failure('overloaded', 'A statement took too long.', { cause: error })
  return error
}

/** In place: whoever holds the error already, a log among them, must not find a row in it either. */
function takeOutContent(error: pg.DatabaseError): void {
  for (const field of TELLTALE) delete error[field]
  if (!DATA_EXCEPTION.test(error.code ?? '')) return
  const told = error.message
  error.message = told.replace(QUOTED, '"…"')
  // The stack begins with the message.
  if (error.stack) error.stack = error.stack.replace(told, () => error.message)
}

/**
 * A connection that could not be made: whatever the server has against it (it lets nobody in, the password was changed,
 * the database was renamed), to a program that runs the database is away until that is mended.
 */
export function connectionFailure(error: unknown): Failure {
  const known = databaseFailure(error)
  if (known instanceof Failure) return known
  return new Failure('database_away', 'The database lets nobody in.', { cause: error })
}

function isAway(error: Error, code: string): boolean {
  return LOST.has(code) || AWAY.has(code) || code.startsWith('08') || LOST_MESSAGE.test(error.message)
}

/** Whether the connection on which this happened must not be used again. */
export function endsConnection(error: unknown): boolean {
  return (
    error instanceof Failure &&
    (error.code === 'database_away' || (error.cause instanceof Error && STALE_PLAN.test(error.cause.message)))
  )
}
